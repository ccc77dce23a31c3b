import type { WireContract, WireEvent } from '@workroom/core/api';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { postMessage } from '../foundation/commands.ts';
import { ContractElement } from '../foundation/contract-element.ts';
import { failureOf } from '../foundation/failure.ts';
import { Localize } from '../foundation/localize.ts';
import { version } from '../foundation/version.ts';
import { errorView, failureView } from '../foundation/views/error-view.ts';
import { textField } from '../foundation/views/field-view.ts';
import { skeletonView } from '../foundation/views/skeleton-view.ts';
import { theme } from '../theme/index.ts';
import { LiveTimeline } from '../timeline/live-timeline.ts';
import { timelineStyles } from '../timeline/styles.ts';
import { timelineView } from '../timeline/timeline-view.ts';
import { decisionLink } from './decision-link.ts';
import { activityStrings } from './strings.ts';
import { styles } from './styles.ts';

const pageSize = 30;

/**
 * What happens on a contract, for the sidebar of the marketplace's messages: the newest first, with
 * *Review and pay* or *Release payment* on the entry that asks for it, and a message to the other side.
 *
 * @fires workroom-navigate - *Review and pay* or *Release payment* was followed. Cancel it to route it yourself.
 * @fires workroom-message-request - Before a message is sent. Cancelable.
 *
 * @slot header - In place of the title.
 * @slot footer - Below everything.
 *
 * @csspart card - All of it.
 * @csspart timeline - What happened, a list of days.
 * @csspart event - One entry; its type is a second part name.
 * @csspart link - The way to a decision.
 *
 * @cssproperty --workroom-activity-timeline-surface - Its ground.
 */
export class ActivityTimeline extends ContractElement {
  static readonly elementName = 'activity-timeline';
  static readonly version = version;
  static override styles = [...theme, timelineStyles, styles];

  /** Where *Review and pay* of a milestone is, with `{contractId}` and `{milestoneId}`. */
  @property({ attribute: 'review-href' }) reviewHref = '?contract={contractId}&milestone={milestoneId}';
  /** Leaves the field for messages away. */
  @property({ type: Boolean, attribute: 'without-composer' }) withoutComposer = false;

  @state() private shown = pageSize;
  /** What is being written, by contract: another conversation and back loses nothing. */
  @state() private drafts: ReadonlyMap<string, string> = new Map();
  @state() private isMissing = false;

  protected override readonly localize = new Localize(this, activityStrings, () => this.settings);
  readonly #timeline = new LiveTimeline(this);

  protected override contractView(contract: WireContract): TemplateResult {
    const { localize: words } = this;
    return html`<section class="card activity" part="card" aria-labelledby="title">
      <slot name="header"><h3 id="title" part="title">${words.text('timeline.title')}</h3></slot>
      ${this.#composerView(contract)} ${this.#eventsView(contract)}
      <slot name="footer"></slot>
    </section>`;
  }

  protected override contractChanged(): void {
    this.#read();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('contractId')) {
      this.shown = pageSize;
      this.isMissing = false;
      this.failure = null;
    }
    this.internals.role = 'region';
    this.internals.ariaLabel = this.localize.text('timeline.title');
  }

  #eventsView(contract: WireContract): TemplateResult {
    const { localize: words } = this;
    const { events, error } = this.#timeline;
    if (events !== null) {
      return timelineView({
        contract,
        events,
        shown: this.shown,
        showEarlier: () => {
          this.shown += pageSize;
        },
        link: (event) => this.#linkView(contract, event),
        words,
      });
    }
    return error === null
      ? skeletonView(words.text('timeline.loading'))
      : errorView(failureOf(error, words), words, () => this.#read());
  }

  #linkView(contract: WireContract, event: WireEvent): unknown {
    const found = decisionLink(contract, event);
    if (found === null) return nothing;
    const { milestoneId, label } = found;
    const href = this.reviewHref
      .replaceAll('{contractId}', encodeURIComponent(contract.id))
      .replaceAll('{milestoneId}', encodeURIComponent(milestoneId));
    const follow = (click: MouseEvent) => {
      // A new tab is the browser's own business.
      if (click.ctrlKey || click.metaKey || click.shiftKey || click.button !== 0) return;
      const detail = { to: 'review-and-pay', contractId: contract.id, milestoneId } as const;
      if (!this.tell('workroom-navigate', detail, { cancelable: true })) click.preventDefault();
    };
    return html`<a class="link" part="link" href=${href} @click=${follow}>${this.localize.text(label)}</a>`;
  }

  #composerView(contract: WireContract): unknown {
    if (this.withoutComposer || this.action('post_message')?.enabled !== true) return nothing;
    const { text } = this.localize;
    const other = { client: contract.freelancer.name, freelancer: contract.client.name }[contract.viewer as string];
    const send = (submit: SubmitEvent) => {
      submit.preventDefault();
      void this.#send(contract.id);
    };
    return html`<form class="composer" part="composer" novalidate @submit=${send}>
      ${textField({
        id: 'message',
        label: text('message.placeholder', { name: other ?? text('message.everyone') }),
        value: this.#draft(contract.id),
        rows: 2,
        error: this.isMissing ? text('message.required') : undefined,
        onInput: (typed) => this.#write(contract.id, typed),
      })}
      ${this.pending === null ? failureView(this.failure, this.localize) : nothing}
      <button type="submit" part="button" aria-disabled=${this.pending === null ? nothing : 'true'}>
        ${text(this.pending === null ? 'message.send' : 'command.working')}</button>
    </form>`;
  }

  async #send(contractId: string): Promise<void> {
    if (this.pending !== null) return;
    const typed = this.#draft(contractId);
    this.isMissing = typed.trim() === '';
    if (!this.isMissing && (await this.run(postMessage, { contractId, text: typed.trim() })) !== null) {
      // What was typed on while it was sent stays.
      if (this.#draft(contractId) === typed) this.#write(contractId, '');
      this.announce(this.localize.text('message.sent'));
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#message')?.focus();
  }

  #draft(contractId: string): string {
    return this.drafts.get(contractId) ?? '';
  }

  #write(contractId: string, typed: string): void {
    this.drafts = new Map([...this.drafts, [contractId, typed]]);
    this.isMissing = false;
    this.failure = null;
  }

  #read(): void {
    const { client, contractId } = this;
    if (client !== null && contractId !== undefined) void this.#timeline.read(client, contractId);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'activity-timeline': ActivityTimeline;
  }
}
