import { withoutDirectionControls } from '@workroom/core';
import type { WireContract } from '@workroom/core/api';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ContractElement } from '../foundation/contract-element.ts';
import { failureOf } from '../foundation/failure.ts';
import { GrowingList } from '../foundation/growing-list.ts';
import { LazyPart, OwnPart, whenIdle } from '../foundation/lazy-part.ts';
import { openFile } from '../foundation/room-files.ts';
import { version } from '../foundation/version.ts';
import { warnOnce } from '../foundation/warn.ts';
import { badges } from '../theme/badges.ts';
import { theme } from '../theme/index.ts';
import { lazyComposer } from '../timeline/lazy-composer.ts';
import { lazyTimeline } from '../timeline/lazy-timeline.ts';
import { LiveTimeline } from '../timeline/live-timeline.ts';
import { timelineStyles } from '../timeline/styles.ts';
import { JobDialog, type JobPart } from './job-dialog.ts';
import { type Room, roomStrings, type Task } from './room.ts';
import { RoomDocuments } from './room-documents.ts';
import { layoutStyles } from './styles/layout.ts';
import { milestoneStyles } from './styles/milestones.ts';
import { railStyles } from './styles/rail.ts';
import { summaryStyles } from './styles/summary.ts';
import { activityView } from './views/activity-view.ts';
import { isOpenOn } from './views/payment-progress.ts';
import { isView, roomView, viewsNamed } from './views/room-view.ts';

const timelinePage = 50;
// Loaded while the session and the contract load.
const formsPart = new LazyPart<JobPart>(() => import('./party-forms.ts'));
const menusPart = new LazyPart(() => import('./menus.ts'));

/**
 * The complete view of a contract: where its money is, its milestones and deadlines, the next step, and every
 * action of the client and the freelancer.
 *
 * @fires workroom-fund-request - Fired before funding. Cancelable; pass the payment method to `respondWith`.
 * @fires workroom-payment-action - Fired when a payment needs an action by the client, for example the bank's confirmation.
 * @fires workroom-navigate - Fired when a link is followed. Cancel it to do the navigation yourself.
 * @fires workroom-open - Fired when the dialog opens. Does not bubble.
 * @fires workroom-close - Fired when the dialog closes. Does not bubble.
 *
 * @slot header - Replaces the title and the people.
 * @slot empty - Replaces the text shown while there are no milestones.
 * @slot payment - The payment provider's own fields, next to the amount to charge.
 * @slot footer - At the bottom, below the content.
 *
 * @csspart next-step - The next step; also `yours`, `waiting` or `done`, as in `next-step yours`.
 * @csspart summary - Where the money is.
 * @csspart rail - The progress through the milestones.
 * @csspart milestone - A milestone, plus its state, as in `milestone submitted`.
 * @csspart proposal - A proposal to change the plan.
 * @csspart changes - The changes in a proposal.
 * @csspart increase - An agreed increase that is not funded yet.
 * @csspart resolution - The offers by which the two sides can resolve a dispute themselves.
 * @csspart offers - The open offers of both sides.
 * @csspart sealed - The status of the sealed offers.
 * @csspart files - The files selected for a submission, a statement or a message; each is `file` plus its status: `sending`, `sent`, `failed` or `refused`, as in `file sending`.
 * @csspart drop - The area to select or drop files.
 * @csspart bubble - The text of a message. The viewer's own messages are in `event message-posted own`.
 * @csspart facts - The steps of a payment, collapsed into the entry for what it pays.
 * @csspart filters - The filters of the activity; each is `filter`, and the selected one `filter chosen`.
 * @csspart export - The download of the evidence.
 * @csspart documents - The collapsible list of receipts and invoices.
 * @csspart activity - The messages and events.
 * @csspart dialog - The dialog in which an action is done.
 * @csspart button - Every button; `button primary` is the main one, `button closed` one that is not available now.
 *
 * @cssproperty --workroom-milestone-workroom-accent - The accent colour.
 * @cssproperty --workroom-milestone-workroom-surface - The background.
 * @cssproperty --workroom-milestone-workroom-text - The text colour.
 * @cssproperty --workroom-milestone-workroom-border - The colour of lines and borders.
 * @cssproperty --workroom-milestone-workroom-radius - The corner radius.
 * @cssproperty --workroom-milestone-workroom-padding - The padding between the border and the content.
 * @cssproperty --workroom-milestone-workroom-max-width - The maximum width.
 */
export class MilestoneWorkroom extends ContractElement {
  static readonly elementName = 'milestone-workroom';
  static readonly version = version;
  static override properties: PropertyDeclarations = {
    views: {},
    filePreviews: { type: Boolean, attribute: 'file-previews' },
    shown: { state: true },
  };
  static override styles = [...theme, badges, layoutStyles, summaryStyles, railStyles, milestoneStyles, timelineStyles];

  /** The views to show: `summary`, `milestones`, `timeline`, separated by spaces. @default all */
  views: string | undefined;

  /** Offers to show submitted pictures and PDFs in place, as `<review-and-pay>` does. */
  filePreviews = false;

  private shown = timelinePage;

  protected override readonly room = this.createRoom(roomStrings, ['work', 'room', 'next', 'message']);
  readonly #timeline = new LiveTimeline(this);
  readonly #timelineViews = lazyTimeline(this.room);
  readonly #rows = new GrowingList(this, () => this.contract?.milestones.length ?? 0);
  readonly #composer = lazyComposer(this.room);
  readonly #dialog = new JobDialog(this.room, formsPart);
  readonly #documents = new RoomDocuments(this.room);
  readonly #menus = new OwnPart(this.room, menusPart, ['tasks'], ({ Menus }) => new Menus(this.room, this.#dialog));

  /** The shown views of the current contract. */
  #drawn(contract: WireContract): Room {
    const { room } = this;
    return {
      contract,
      words: room.words,
      busy: room.isBusy,
      filePreviews: this.filePreviews,
      open: (kind, on) => this.#open({ kind, milestoneId: null, paymentId: null, proposalId: null, ...on }),
      confirmPayment: (payment) => room.confirmPayment(payment),
      goTo: (milestoneId) => void this.#goTo(milestoneId),
      rows: this.#rows.shown,
      reviewLink: (milestoneId) => {
        const detail = { to: 'review-and-pay', contractId: contract.id, milestoneId } as const;
        if (this.tell('workroom-navigate', detail, { cancelable: true }))
          this.#open({ kind: 'release', milestoneId, paymentId: null, proposalId: null });
      },
      openFile: (uploadId) => openFile(room, uploadId),
      openItems: this.#dialog.openItems,
      composer: this.#composer,
    };
  }

  /** Rendering is complete when all milestones are drawn. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const isDone = await super.getUpdateComplete();
    await this.#rows.grown;
    return isDone;
  }

  protected override contractView(contract: WireContract): TemplateResult {
    const menus = this.#menus.made;
    const drawn = this.#drawn(contract);
    const room: Room = {
      ...drawn,
      menu: menus && ((milestone) => menus.button(drawn, milestone)),
      portrait: menus?.portrait(contract),
    };
    const { isStale, failure } = this.room;
    const { events } = this.#timeline;
    const error = this.#timeline.error ?? this.#timelineViews.error;
    const activity = () =>
      activityView(room, {
        views: this.#timelineViews.made,
        events,
        failure: error === null ? null : failureOf(error, room.words, room.words.text('timeline.failed')),
        shown: this.shown,
        hasEarlier: this.#timeline.hasEarlier,
        showEarlier: () => {
          this.shown += timelinePage;
          this.#readTimeline();
        },
        tryAgain: () => this.#readTimeline(),
      });
    return html`${roomView(room, {
      views: this.views,
      isStale,
      // A dialog and the message field show their own errors.
      failure: this.#dialog.task === null && !this.#composer.made?.hasFailed ? failure : null,
      missing: this.#missing(contract),
      activity,
      documents: this.#documents.view(),
      tabs: menus?.tabs ?? null,
    })} ${menus?.view(room)} ${this.#dialog.view(room, this.announcement)}`;
  }

  /** The loading error of a part that is shown automatically. */
  #missing(contract: WireContract): unknown {
    if (this.#menus.error !== null) return this.#menus.view(() => nothing, nothing);
    return isOpenOn(contract) ? this.#dialog.missing : nothing;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#menus.load();
    void this.#composer.load();
  }

  protected override contractChanged(contract: WireContract, before: WireContract | null): void {
    this.#readTimeline();
    this.#documents.contractChanged();
    if (isOpenOn(contract)) void this.#dialog.load();
    else if (before === null) whenIdle(() => void this.#dialog.load());
    if (before === null || before.id !== contract.id) return;
    this.#dialog.contractChanged(contract, before);
    // The job announces the person's own actions.
    if (this.room.isBusy) return;
    void this.#dialog.changesIn(contract, before).then((changes) => changes && this.announce(changes));
  }

  protected override forget(): void {
    this.#dialog.forget();
    this.#composer.made?.forget();
    this.#documents.forget();
    this.#menus.made?.forget();
    this.shown = timelinePage;
    this.#rows.forget();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('views')) {
      const known = this.views?.split(/\s+/).every((name) => isView(name)) ?? true;
      warnOnce(this, 'views', this.views, known, '“summary”, “milestones”, “timeline” or several of them');
    }
    this.internals.role = 'region';
    this.internals.ariaLabel = this.contract === null ? null : withoutDirectionControls(this.contract.title);
    this.setState('open', this.#dialog.task !== null);
    for (const side of ['client', 'freelancer', 'mediator']) this.setState(side, this.contract?.viewer === side);
  }

  protected override asideChanged(): void {
    this.#dialog.apply();
  }

  #open(task: Task): void {
    this.room.comeBack();
    this.#composer.made?.leave();
    this.#dialog.open(task);
  }

  async #goTo(milestoneId: string): Promise<void> {
    this.#menus.made?.tabs.choose('milestones');
    await this.updateComplete;
    const name = this.renderRoot.querySelector<HTMLElement>(`#name-${milestoneId}`);
    const smooth = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    name?.focus({ preventScroll: true });
    name?.scrollIntoView({ block: 'center', behavior: smooth ? 'smooth' : 'auto' });
  }

  #readTimeline(): void {
    const { client, contract } = this.room;
    if (client !== null && contract !== null && viewsNamed(this.views).has('timeline')) {
      void this.#timeline.show(client, contract, this.shown);
      void this.#timelineViews.load();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'milestone-workroom': MilestoneWorkroom;
  }
}
