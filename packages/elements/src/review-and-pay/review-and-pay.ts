import type { WireContract, WireMilestone, WirePayment } from '@workroom/core/api';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { release, requestChanges, retryPayment } from '../foundation/commands.ts';
import { ContractElement } from '../foundation/contract-element.ts';
import { Localize } from '../foundation/localize.ts';
import { version } from '../foundation/version.ts';
import { theme } from '../theme/index.ts';
import { decisionOf, emptyDraft, type PayDecision, type PayDraft, type PayField } from './decision.ts';
import { milestoneShown, nextMilestone } from './milestones.ts';
import { strings } from './strings.ts';
import { styles } from './styles.ts';
import { changesView } from './views/changes-view.ts';
import { headerView, reviewClockView } from './views/header-view.ts';
import { type Done, doneView, paymentsView, standingView } from './views/outcome-view.ts';
import { payView } from './views/pay-view.ts';
import type { ReviewContext } from './views/review-context.ts';
import { submissionView } from './views/submission-view.ts';

const payFields: readonly PayField[] = ['amount', 'bonus', 'leftover', 'newTitle', 'newAmount'];

/**
 * The client's decision about one milestone: see what was submitted, approve and pay, or request
 * changes. Without a submission it is *Release payment*. Others see where the milestone stands.
 *
 * @fires workroom-release-request - Before a release. Cancelable; answer with `respondWith` for a bonus.
 * @fires workroom-milestone-released - After it.
 * @fires workroom-changes-request - Before changes are requested. Cancelable.
 * @fires workroom-changes-requested - After it.
 * @fires workroom-open - The dialog opened. Does not bubble.
 * @fires workroom-close - The dialog closed. Does not bubble.
 *
 * @slot header - Above everything.
 * @slot payment - The payment processor's own fields, beside a bonus.
 * @slot footer - Below everything.
 *
 * @csspart card - All of it.
 * @csspart summary - What Pay now will do.
 * @csspart button - Every button; `button primary` the main one.
 *
 * @cssproperty --workroom-review-and-pay-surface - Its ground.
 * @cssproperty --workroom-review-and-pay-max-width - Its widest.
 */
export class ReviewAndPay extends ContractElement {
  static readonly elementName = 'review-and-pay';
  static readonly version = version;
  static override styles = [...theme, styles];

  /** @default the milestone that holds money now */
  @property({ attribute: 'milestone-id' }) milestoneId: string | undefined;
  /** As a modal dialog instead of in place. */
  @property({ type: Boolean }) dialog = false;
  /** Whether the dialog is open. */
  @property({ type: Boolean }) open = false;

  @state() private draft: PayDraft = emptyDraft;
  @state() private touched: ReadonlySet<PayField> = new Set();
  @state() private choice: 'approve' | 'changes' = 'approve';
  @state() private message = '';
  @state() private messageTouched = false;
  @state() private done: Done | null = null;
  @state() private changed = false;

  protected override readonly localize = new Localize(this, strings, () => this.settings);
  #focusNext: string | null = null;
  #shown: string | null = null;
  #wasOpen = false;

  /** Opens the dialog. */
  show(): void {
    this.open = true;
  }

  /** Closes the dialog; focus returns to where it was. What was typed stays. */
  close(): void {
    this.open = false;
  }

  protected override frame(content: TemplateResult): unknown {
    if (!this.dialog) return content;
    return html`<dialog part="dialog" aria-labelledby=${this.#milestone === undefined ? nothing : 'title'} aria-label=${this.#milestone === undefined ? this.localize.text('review.title') : nothing}
      @close=${this.close} @cancel=${this.#cancelled}>
      <div class="dialog-bar" part="dialog-bar">
        <p>${(this.#milestone && this.#job(this.#milestone)) ?? this.localize.text('review.title')}</p>
        <button type="button" class="icon" part="close" aria-label=${this.localize.text('action.close')} @click=${this.close}>
          <svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" aria-hidden="true"><path d="m5 5 10 10M15 5 5 15" /></svg>
        </button>
      </div>
      <div class="dialog-body">${content}</div>
    </dialog>`;
  }

  protected override contractView(contract: WireContract): TemplateResult {
    const milestone = this.#milestone;
    const { localize: words } = this;
    if (milestone === undefined) {
      return html`<div class="card" part="card"><slot name="empty"><p class="muted">${words.text('review.nothing')}</p></slot></div>`;
    }
    const context: ReviewContext = { contract, milestone, words };
    return html`<article class="card review" part="card" aria-labelledby="title">
      ${headerView(context, this.#job(milestone), this.dialog)}
      ${this.done === null ? nothing : doneView(context, this.done)}
      ${this.isStale ? html`<p class="callout attention" part="stale">${words.text('load.stale')}</p>` : nothing}
      ${reviewClockView(context)}
      ${this.done === null ? submissionView(context) : nothing}
      ${this.#decisionView(context)}
      <slot name="footer"></slot>
    </article>`;
  }

  protected override contractChanged(contract: WireContract, before: WireContract | null): void {
    const milestone = milestoneShown(contract, this.milestoneId, this.#shown);
    const earlier = before && milestone && before.milestones.find((each) => each.id === milestone.id);
    if (!milestone || !earlier || this.pending !== null || sameToDecide(milestone, earlier)) return;
    this.done = null;
    if (contract.viewer !== 'client') return;
    this.changed = true;
    this.announce(this.localize.text('review.changed'));
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('contractId') || changed.has('milestoneId')) {
      this.#forget();
      this.#shown = null;
    }
    const milestone = this.#milestone;
    if (milestone !== undefined && milestone.id !== this.#shown) {
      if (this.#shown !== null) this.#forget();
      this.#shown = milestone.id;
    }
    this.internals.role = this.dialog ? null : 'region';
    this.internals.ariaLabel =
      milestone === undefined || this.dialog
        ? null
        : this.localize.text('review.label', {
            job: this.#job(milestone) ?? this.localize.text('review.title'),
            milestone: milestone.title,
          });
    this.setState('open', this.dialog && this.open);
    this.setState('done', this.done !== null);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#openOrClose();
    if (this.#focusNext === null) return;
    const next = this.renderRoot.querySelector<HTMLElement>(this.#focusNext);
    this.#focusNext = null;
    next?.focus();
  }

  #openOrClose(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    const open = this.open && dialog !== null;
    if (open === this.#wasOpen) return;
    this.#wasOpen = open;
    if (open) dialog.showModal();
    else if (dialog?.open) dialog.close();
    this.tell(open ? 'workroom-open' : 'workroom-close', {}, { bubbles: false });
  }

  get #milestone(): WireMilestone | undefined {
    return this.contract === null ? undefined : milestoneShown(this.contract, this.milestoneId, this.#shown);
  }

  /** What there is to do here, in the rulebook's words. */
  #job(milestone: WireMilestone): string | null {
    if (this.done !== null || this.action('release', milestone.id) === undefined) return null;
    return this.localize.text(milestone.state === 'submitted' ? 'review.title' : 'review.releaseTitle');
  }

  #decisionView(context: ReviewContext): unknown {
    const { milestone, words } = context;
    const payments = paymentsView(context, {
      tryAgain: (payment) => void this.#tryAgain(payment),
      inFlight: this.pending !== null,
      failure: this.failure,
    });
    const paying = this.action('release', milestone.id);
    if (this.done !== null) return payments;
    if (paying === undefined) return html`${standingView(context)} ${payments}`;
    const asking = this.action('request_changes', milestone.id);
    const closed = this.choice === 'changes' && asking !== undefined ? asking : paying;
    return html`<section class="stack loose" part="decision">
      ${this.changed ? html`<p class="callout attention" part="changed">${words.text('review.changed')}</p>` : nothing}
      ${asking === undefined ? nothing : this.#choiceView()}
      ${closed.enabled ? nothing : html`<p class="callout attention" part="closed">${closed.reason}</p>`}
      ${closed.enabled ? (closed === asking ? this.#changesView(context) : this.#payView(context)) : nothing}
    </section>`;
  }

  #choiceView(): TemplateResult {
    const { text } = this.localize;
    const option = (choice: 'approve' | 'changes') =>
      html`<label class="segment" part="choice"><input type="radio" name="choice" value=${choice} .checked=${this.choice === choice}
          @change=${() => {
            this.choice = choice;
            this.failure = null;
          }} /><span>${text(`decide.${choice}`)}</span></label>`;
    return html`<fieldset part="choices"><legend class="unseen">${text('decide.legend')}</legend>
      <div class="segments">${option('approve')}${option('changes')}</div></fieldset>`;
  }

  #payView(context: ReviewContext): TemplateResult {
    const decision = this.#decide(context);
    return payView(context, {
      draft: this.draft,
      decision,
      touched: this.touched,
      failure: this.failure,
      inFlight: this.pending !== null,
      change: (change) => {
        this.draft = { ...this.draft, ...change };
        this.failure = null;
      },
      touch: (field) => {
        // Leaving a field that was never typed in is no mistake yet.
        if (field in this.draft && this.draft[field as keyof PayDraft])
          this.touched = new Set([...this.touched, field]);
      },
      pay: () => void this.#pay(context, decision),
    });
  }

  #changesView(context: ReviewContext): TemplateResult {
    return changesView(context, {
      message: this.message,
      touched: this.messageTouched,
      failure: this.failure,
      inFlight: this.pending !== null,
      change: (message) => {
        this.message = message;
        this.failure = null;
      },
      touch: () => {
        this.messageTouched ||= this.message !== '';
      },
      send: () => void this.#requestChanges(context),
    });
  }

  #decide({ contract, milestone, words }: ReviewContext): PayDecision {
    return decisionOf(this.draft, {
      held: milestone.funds.held,
      currency: contract.currency,
      locale: words.locale,
      hasNext: nextMilestone(contract) !== undefined,
      clientBps: contract.policy.fees.clientBps,
    });
  }

  async #pay({ contract, milestone }: ReviewContext, { body, wrong, amount, rest }: PayDecision): Promise<void> {
    if (this.pending !== null) return;
    this.touched = new Set(payFields);
    if (body === null || amount === null) {
      this.#focusNext = wrong.keys().next().value === 'leftover' ? '[name=leftover]' : `#${wrong.keys().next().value}`;
      return;
    }
    const title = nextMilestone(contract)?.title ?? body.leftover?.milestone?.title ?? '';
    const after = await this.run(release, { contractId: contract.id, milestoneId: milestone.id, ...body });
    if (after === null) return;
    const asked = after.refundRequest?.milestoneId === milestone.id ? after.refundRequest.amount : 0;
    this.#finish({
      kind: 'released',
      amount,
      toNext: body.leftover?.to === 'next_milestone' ? { amount: rest, title } : null,
      toRefund: asked,
    });
  }

  async #requestChanges({ contract, milestone }: ReviewContext): Promise<void> {
    if (this.pending !== null) return;
    this.messageTouched = true;
    if (this.message.trim() === '') {
      this.#focusNext = '#changes';
      this.requestUpdate();
      return;
    }
    const input = { contractId: contract.id, milestoneId: milestone.id, message: this.message.trim() };
    if ((await this.run(requestChanges, input)) === null) return;
    this.#finish({ kind: 'changes' });
  }

  async #tryAgain(payment: WirePayment): Promise<void> {
    await this.run(retryPayment, { contractId: this.contract?.id ?? '', paymentId: payment.id });
  }

  #finish(done: Done): void {
    this.#forget();
    this.done = done;
    this.#focusNext = '#done';
  }

  #forget(): void {
    this.draft = emptyDraft;
    this.touched = new Set();
    this.choice = 'approve';
    this.message = '';
    this.messageTouched = false;
    this.done = null;
    this.changed = false;
  }

  #cancelled = (event: Event): void => {
    event.preventDefault();
    // Not while money is on its way: the answer belongs on this screen.
    if (this.pending === null) this.close();
  };
}

/** Whether a milestone is still what the person was deciding about. */
function sameToDecide(one: WireMilestone, other: WireMilestone): boolean {
  return (
    one.state === other.state &&
    one.funds.held === other.funds.held &&
    one.submissions.at(-1)?.id === other.submissions.at(-1)?.id &&
    one.review?.endsAt === other.review?.endsAt
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'review-and-pay': ReviewAndPay;
  }
}
