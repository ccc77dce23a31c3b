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
 * The whole room of a contract: where its money is, its milestones with their clocks, the next step, and
 * every job of either side.
 *
 * @fires workroom-fund-request - Before funding. Cancelable; answer with `respondWith` for the means of payment.
 * @fires workroom-payment-action - A payment needs the client's own action, a bank's confirmation say.
 * @fires workroom-navigate - A link was followed. Cancel it to route it yourself.
 * @fires workroom-open - The dialog opened. Does not bubble.
 * @fires workroom-close - The dialog closed. Does not bubble.
 *
 * @slot header - In place of title and people.
 * @slot empty - In place of what is said while there are no milestones.
 * @slot payment - The payment processor's own fields, beside what is charged.
 * @slot footer - Below everything.
 *
 * @csspart next-step - What the viewer does next; `next-step yours`, `waiting` or `done`.
 * @csspart summary - Where the money is.
 * @csspart rail - Progress over the milestones.
 * @csspart milestone - A milestone; its state is a second name, `milestone submitted` say.
 * @csspart proposal - A change of the plan that one side proposes.
 * @csspart changes - What a proposal would change.
 * @csspart increase - More money that was agreed and waits to be funded.
 * @csspart resolution - How both can resolve a dispute themselves.
 * @csspart offers - The open offers of both sides.
 * @csspart sealed - Where the sealed offers stand.
 * @csspart files - Files chosen for a submission, a statement or a message; each is `file` and how far it is, `file sending`, `sent`, `failed` or `refused`.
 * @csspart drop - Where files are chosen or dropped.
 * @csspart bubble - What a message says; one’s own stands in `event message-posted own`.
 * @csspart facts - The steps of a payment, folded into what it pays for.
 * @csspart filters - Chooses what the activity shows; each is `filter`, and the chosen one `filter chosen`.
 * @csspart export - Where the evidence is downloaded.
 * @csspart documents - Receipts and invoices, a list to open.
 * @csspart activity - Messages and what happened.
 * @csspart dialog - Where a job is done.
 * @csspart button - Every button; `button primary` the main one, `button closed` one that something stands in the way of.
 *
 * @cssproperty --workroom-milestone-workroom-accent - Its accent.
 * @cssproperty --workroom-milestone-workroom-surface - Its ground.
 * @cssproperty --workroom-milestone-workroom-text - Its text.
 * @cssproperty --workroom-milestone-workroom-border - Its lines and edges.
 * @cssproperty --workroom-milestone-workroom-radius - Its corners.
 * @cssproperty --workroom-milestone-workroom-padding - Between its edge and what is in it.
 * @cssproperty --workroom-milestone-workroom-max-width - Its widest.
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

  /** Which views to draw: `summary`, `milestones`, `timeline`, separated by spaces. @default all */
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

  /** What is drawn now, of this contract as it is now. */
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
        failure: error === null ? null : failureOf(error, room.words),
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
      // A dialog and what is written in place show their own.
      failure: this.#dialog.task === null && !this.#composer.made?.hasFailed ? failure : null,
      missing: this.#missing(contract),
      activity,
      documents: this.#documents.view(),
      tabs: menus?.tabs ?? null,
    })} ${menus?.view(room)} ${this.#dialog.view(room, this.announcement)}`;
  }

  /** Why a part that is shown without being asked for could not be loaded. */
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
