import { currentMilestone, nextMilestone } from '@workroom/core';
import type { WireContract, WireMilestone } from '@workroom/core/api';
import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ContractElement } from '../foundation/contract-element.ts';
import { LazyPart, OwnPart } from '../foundation/lazy-part.ts';
import { ModalDialog } from '../foundation/modal-dialog.ts';
import { version } from '../foundation/version.ts';
import { badges } from '../theme/badges.ts';
import { dialog } from '../theme/dialog.ts';
import { theme } from '../theme/index.ts';

const fundPart = new LazyPart(() => import('./fund-next.ts'));
// Loaded while the session and the contract load.
const decisionPart = new LazyPart(() => import('./review-controller.ts'));

/** Styles of the element itself, without its decision, which is also used in the room. */
const hostStyles = css`
  :host {
    --_own-accent: var(--workroom-review-and-pay-accent);
    --_own-surface: var(--workroom-review-and-pay-surface);
    --_own-text: var(--workroom-review-and-pay-text);
    --_own-border: var(--workroom-review-and-pay-border);
    --_own-radius: var(--workroom-review-and-pay-radius);
    --_padding: var(--workroom-review-and-pay-padding);
    --_skeleton-height: calc(30 * var(--_rem));
    max-inline-size: var(--workroom-review-and-pay-max-width, calc(44 * var(--_rem)));
  }

  :host([dialog]) {
    max-inline-size: none;
  }
`;

/**
 * The client's decision about one milestone: review the submission, then approve and pay or request changes.
 * Without a submission it shows *Release payment*. Other viewers see the milestone's state.
 *
 * @fires workroom-release-request - Fired before a release. Cancelable; pass the payment method of a bonus to `respondWith`.
 * @fires workroom-milestone-released - Fired after a release.
 * @fires workroom-changes-request - Fired before changes are requested. Cancelable.
 * @fires workroom-changes-requested - Fired after changes are requested.
 * @fires workroom-open - Fired when the dialog opens. Does not bubble.
 * @fires workroom-close - Fired when the dialog closes. Does not bubble.
 *
 * @slot header - At the top, above the content.
 * @slot payment - The payment provider's own fields, next to the bonus.
 * @slot footer - At the bottom, below the content.
 *
 * @csspart card - The card around the element's content.
 * @csspart summary - What *Pay now* will do.
 * @csspart button - Every button; `button primary` is the main one.
 *
 * @cssproperty --workroom-review-and-pay-accent - The accent colour.
 * @cssproperty --workroom-review-and-pay-surface - The background.
 * @cssproperty --workroom-review-and-pay-text - The text colour.
 * @cssproperty --workroom-review-and-pay-border - The colour of lines and borders.
 * @cssproperty --workroom-review-and-pay-radius - The corner radius.
 * @cssproperty --workroom-review-and-pay-padding - The padding between the border and the content.
 * @cssproperty --workroom-review-and-pay-max-width - The maximum width.
 */
export class ReviewAndPay extends ContractElement {
  static readonly elementName = 'review-and-pay';
  static readonly version = version;
  static override properties: PropertyDeclarations = {
    milestoneId: { attribute: 'milestone-id' },
    dialog: { type: Boolean },
    open: { type: Boolean },
    filePreviews: { type: Boolean, attribute: 'file-previews' },
  };
  static override styles = [...theme, badges, dialog, hostStyles];

  /** @default the milestone that holds money now */
  milestoneId: string | undefined;
  /** As a modal dialog instead of in place. */
  dialog = false;
  /** Whether the dialog is open. */
  open = false;
  /**
   * Offers to show submitted pictures and PDFs in place. A page with a content security policy must allow `img-src` from
   * where files are kept, and for PDFs `connect-src` from there and `frame-src blob:`.
   */
  filePreviews = false;

  protected override readonly room = this.createRoom({}, []);
  readonly #modal = new ModalDialog(this.room, { isOpen: () => this.open, close: () => this.close() });
  readonly #decision = new OwnPart(
    this.room,
    decisionPart,
    ['work', 'review'],
    ({ ReviewController }) => new ReviewController(this.room),
  );
  readonly #fundNext = new OwnPart(this.room, fundPart, ['tasks'], ({ FundNext }) => new FundNext(this.room));
  #shown: string | null = null;
  /** The milestone to fund next, while its form is open. */
  #funding: string | null = null;
  #wasOpen = false;

  /** Opens the dialog. */
  show(): void {
    this.open = true;
  }

  /** Closes the dialog; the focus returns to the previous element. The input is kept. */
  close(): void {
    this.room.comeBack();
    this.open = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#decision.load();
  }

  protected override frame(content: TemplateResult): unknown {
    if (!this.dialog) return content;
    return html`<dialog part="dialog" aria-labelledby=${this.#milestone === undefined ? nothing : this.#funding === null ? 'title' : 'dialog-title'} aria-label=${this.#milestone === undefined ? this.#job : nothing}
      tabindex="-1" @close=${this.#modal.onClose} @cancel=${this.#modal.onCancel}>
      <div class="dialog-bar" part="dialog-bar">
        <p>${this.#job}</p>
        <button type="button" class="icon" part="close" aria-label=${this.localize.text('action.close')} @click=${this.close}>
          <slot name="icon-close"><svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" aria-hidden="true"><path d="m5 5 10 10M15 5 5 15" /></svg></slot>
        </button>
      </div>
      <div class="dialog-body">${content}</div>
    </dialog>`;
  }

  protected override contractView(contract: WireContract): unknown {
    const milestone = this.#milestone;
    return this.#decision.view((decision) => {
      if (milestone === undefined) return decision.nothingView();
      const close = this.dialog ? { close: () => this.close() } : {};
      const view =
        this.#fundView(contract) ??
        decision.view(contract, milestone, this.dialog, { ...close, fund: this.#fund, previews: this.filePreviews });
      return html`${view} ${this.#fundNext.made?.toasts(contract)}`;
    });
  }

  #fundView(contract: WireContract): unknown {
    const funding = this.#funding;
    if (funding === null) return null;
    return this.#fundNext.view((fundNext) => {
      const form = fundNext.view(contract, funding, this.#leaveFunding);
      return form && html`<div class="card" part="card">${form}</div>`;
    });
  }

  readonly #fund = async (milestoneId: string): Promise<void> => {
    this.#funding = milestoneId;
    this.room.failure = null;
    await this.#fundNext.load();
    this.room.focus('#dialog-title');
  };

  /** Returns after funding or cancelling. */
  readonly #leaveFunding = (): void => {
    const isFunded = this.contract?.milestones.some(({ id, state }) => id === this.#funding && state !== 'planned');
    this.#funding = null;
    if (isFunded) this.#decision.made?.forget();
    this.room.failure = null;
    this.room.focus(isFunded ? '#title' : '#done');
  };

  protected override contractChanged(contract: WireContract, before: WireContract | null): void {
    const milestone = milestoneToShow(contract, this.milestoneId, this.#shown);
    const earlier = before && milestone && before.milestones.find((each) => each.id === milestone.id);
    if (milestone && earlier) this.#decision.made?.milestoneChanged(milestone, earlier);
  }

  protected override forget(): void {
    this.#decision.made?.forget();
    this.#fundNext.made?.forget();
    this.#shown = null;
    this.#funding = null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('milestoneId')) this.forget();
    const milestone = this.#milestone;
    if (milestone !== undefined && milestone.id !== this.#shown) {
      if (this.#shown !== null) this.#decision.made?.forget();
      this.#shown = milestone.id;
    }
    this.internals.role = this.dialog ? null : 'region';
    this.internals.ariaLabel =
      milestone === undefined || this.dialog ? null : (this.#decision.made?.label(milestone) ?? null);
    this.setState('open', this.dialog && this.open);
    this.setState('done', (this.#decision.made?.done ?? null) !== null);
  }

  protected override asideChanged(): void {
    this.#modal.apply();
  }

  protected override updated(changed: PropertyValues): void {
    this.#openOrClose();
    super.updated(changed);
  }

  /** The viewer's task, in the rulebook's words. */
  get #job(): string {
    return this.#decision.made?.title(this.#milestone) ?? '';
  }

  #openOrClose(): void {
    const isShown = this.#modal.apply();
    // In an element hidden by the page it waits, and is still open.
    const isOpen = isShown || (this.#wasOpen && this.open && this.dialog);
    if (isOpen === this.#wasOpen) return;
    this.#wasOpen = isOpen;
    this.tell(isOpen ? 'workroom-open' : 'workroom-close', {}, { bubbles: false });
  }

  get #milestone(): WireMilestone | undefined {
    return this.contract === null ? undefined : milestoneToShow(this.contract, this.milestoneId, this.#shown);
  }
}

/**
 * The given milestone; or the one that holds money now, the one shown so far, the next, or the last.
 *
 * @param shown keeps a milestone on the screen after its payment, until another one needs attention
 */
function milestoneToShow(
  contract: WireContract,
  named: string | undefined,
  shown: string | null,
): WireMilestone | undefined {
  const { milestones } = contract;
  const withId = (id: string | null) => milestones.find((milestone) => milestone.id === id);
  if (named !== undefined) return withId(named);
  return currentMilestone(contract) ?? withId(shown) ?? nextMilestone(contract) ?? milestones.at(-1);
}

declare global {
  interface HTMLElementTagNameMap {
    'review-and-pay': ReviewAndPay;
  }
}
