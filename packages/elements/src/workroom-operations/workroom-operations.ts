import type { WireContract } from '@workroom/core/api';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ContractElement } from '../foundation/contract-element.ts';
import { failureOf, isSessionOver } from '../foundation/failure.ts';
import { GrowingList } from '../foundation/growing-list.ts';
import { LazyPart, whenIdle } from '../foundation/lazy-part.ts';
import { openFile } from '../foundation/room-files.ts';
import { version } from '../foundation/version.ts';
import { portraitView } from '../foundation/views/portrait-view.ts';
import { JobDialog, type JobPart } from '../milestone-workroom/job-dialog.ts';
import type { Room, Task } from '../milestone-workroom/room.ts';
import { layoutStyles } from '../milestone-workroom/styles/layout.ts';
import { milestoneStyles } from '../milestone-workroom/styles/milestones.ts';
import { railStyles } from '../milestone-workroom/styles/rail.ts';
import { summaryStyles } from '../milestone-workroom/styles/summary.ts';
import { activityView } from '../milestone-workroom/views/activity-view.ts';
import { badges } from '../theme/badges.ts';
import { theme } from '../theme/index.ts';
import { rows } from '../theme/rows.ts';
import { lazyComposer } from '../timeline/lazy-composer.ts';
import { lazyTimeline } from '../timeline/lazy-timeline.ts';
import { LiveTimeline } from '../timeline/live-timeline.ts';
import { timelineStyles } from '../timeline/styles.ts';
import { backView, ComparePage } from './compare-page.ts';
import { isFiltered, LiveQueue, noFilter, type QueueFilter } from './live-queue.ts';
import { LiveTotals } from './live-totals.ts';
import { operationsStrings } from './strings.ts';
import { styles } from './styles.ts';
import { contractView } from './views/contract-view.ts';
import { type Foldable, queueView } from './views/queue-view.ts';
import { totalsFailureView, totalsView } from './views/totals-view.ts';

const forms = new LazyPart<JobPart>(() => import('./operator-forms.ts'));
const timelinePage = 50;
/** The pause in typing before the list is filtered. */
const typingMs = 250;

/**
 * For the marketplace's staff: the contracts that need attention, and each contract with the operator's actions.
 *
 * @fires workroom-navigate - Fired when a contract is opened. Cancel it to do the navigation yourself.
 * @fires workroom-open - Fired when the dialog opens. Does not bubble.
 * @fires workroom-close - Fired when the dialog closes. Does not bubble.
 *
 * @slot header - Above the list; replaces the title.
 * @slot empty - Replaces the text shown while there are no contracts.
 * @slot footer - Below the list.
 *
 * @csspart card - The card around the list.
 * @csspart operate - The operator's actions on the contract.
 * @csspart second-operator - The note that a command needs, or waits for, a second operator.
 * @csspart attention - Why a contract needs attention and since when, plus the reason as a second name.
 * @csspart totals - Where the money of all contracts is, by currency.
 * @csspart totals-row - The totals of one currency.
 * @csspart all-payments - Every payment of the contract.
 * @csspart failure - Why a payment failed.
 * @csspart chargebacks - The chargebacks of the contract.
 * @csspart returns - The finished returns of released money.
 * @csspart differences - Movements at the payment provider that match no payment.
 * @csspart difference - One such movement.
 * @csspart payout - The payout of a release or a bonus, plus its state as a second name.
 * @csspart seen - With `differences`: somebody has acknowledged them.
 * @csspart progress - How many contracts have been compared with the payment provider.
 * @csspart finding - What differs on one contract.
 * @csspart due - The bank's deadline for evidence.
 * @csspart facts - Labelled amounts.
 * @csspart balances - The ledger's balance of each account.
 *
 * @cssproperty --workroom-operations-accent - The accent colour.
 * @cssproperty --workroom-operations-surface - The background.
 * @cssproperty --workroom-operations-text - The text colour.
 * @cssproperty --workroom-operations-border - The colour of lines and borders.
 * @cssproperty --workroom-operations-radius - The corner radius.
 * @cssproperty --workroom-operations-padding - The padding between the border and the content.
 * @cssproperty --workroom-operations-max-width - The maximum width.
 */
export class WorkroomOperations extends ContractElement {
  static readonly elementName = 'workroom-operations';
  static readonly version = version;
  static override properties: PropertyDeclarations = {
    pageSize: { type: Number, attribute: 'page-size' },
    filter: { state: true },
    shown: { state: true },
    unfolded: { state: true },
  };
  static override styles = [
    ...theme,
    badges,
    layoutStyles,
    summaryStyles,
    railStyles,
    milestoneStyles,
    timelineStyles,
    rows,
    styles,
  ];

  /** The number of contracts per page, at most 100. */
  pageSize = 20;

  private filter: QueueFilter = noFilter;
  private shown = timelinePage;
  private unfolded: Foldable | null = null;

  protected override readonly room = this.createRoom(operationsStrings, [
    'work',
    'room',
    'next',
    'message',
    'list',
    'operations',
  ]);
  readonly #timeline = new LiveTimeline(this);
  readonly #timelineViews = lazyTimeline(this.room);
  readonly #rows = new GrowingList(this, () => this.contract?.milestones.length ?? 0);
  readonly #composer = lazyComposer(this.room);
  readonly #dialog = new JobDialog(this.room, forms, ['staff', 'books']);
  readonly #compare = new ComparePage(this.room, (contractId) => this.#openContract(contractId));
  #queue: LiveQueue | null = null;
  readonly #stopListening: (() => void)[] = [];
  #typing: ReturnType<typeof setTimeout> | undefined;
  #totals: LiveTotals | null = null;
  #reportedError: unknown = null;
  /** Where the focus goes once the list is shown again. */
  #left: string | null = null;

  /** Reloads the shown data. */
  override async refresh(): Promise<void> {
    await (this.contractId ? super.refresh() : Promise.all([this.#queue?.refresh(), this.#totals?.refresh()]));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
    this.#reach(null);
  }

  protected override view(): unknown {
    if (!this.contractId) return this.#compare.isOpen ? this.#compare.view() : this.#queueView();
    return html`${backView(this.room.words, this.#back)} ${super.view()}`;
  }

  protected override contractView(contract: WireContract): TemplateResult {
    const room = this.#drawn(contract);
    const { isStale, failure, words } = this.room;
    const error = this.#timeline.error ?? this.#timelineViews.error;
    const activity = activityView(room, {
      views: this.#timelineViews.made,
      events: this.#timeline.events,
      failure: error === null ? null : failureOf(error, room.words, room.words.text('timeline.failed')),
      shown: this.shown,
      hasEarlier: this.#timeline.hasEarlier,
      showEarlier: () => {
        this.shown += timelinePage;
        this.#readTimeline();
      },
      tryAgain: () => this.#readTimeline(),
    });
    return html`${contractView(room, {
      words,
      isStale,
      // A dialog and the message field show their own errors.
      failure: this.#dialog.task === null && !this.#composer.made?.hasFailed ? failure : null,
      missing: this.#dialog.missing,
      activity,
    })} ${this.#dialog.view(room, this.announcement)}`;
  }

  protected override contractChanged(contract: WireContract, before: WireContract | null): void {
    this.#readTimeline();
    if (before === null) whenIdle(() => void this.#dialog.load());
    void this.#dialog.load();
    if (before === null || before.id !== contract.id) return;
    this.#dialog.contractChanged(contract, before);
    // The job announces the person's own actions.
    if (this.room.isBusy) return;
    void this.#dialog.changesIn(contract, before).then((changes) => changes && this.announce(changes));
  }

  protected override forget(other: 'contract' | 'person'): void {
    this.#dialog.forget();
    this.#composer.made?.forget();
    this.shown = timelinePage;
    this.#rows.forget();
    if (other !== 'person') return;
    this.filter = noFilter;
    this.#compare.forget();
  }

  protected override asideChanged(): void {
    this.#dialog.apply();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { client } = this.room;
    if (client !== (this.#queue?.client ?? null) || (changed.has('pageSize') && this.hasUpdated)) this.#reach(client);
    this.internals.role = 'region';
    this.internals.ariaLabel = this.room.words.text('operations.title');
    this.setState('open', this.#dialog.task !== null);
    if (this.contractId) return;
    const { contracts = null, error = null } = this.#queue ?? {};
    this.setState('loading', this.#queue !== null && contracts === null && error === null);
    this.setState('error', contracts === null && error !== null);
    this.setState('ready', contracts !== null);
    this.setState('empty', contracts?.length === 0);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.contractId || this.#left === null) return;
    const opened = this.renderRoot.querySelector<HTMLElement>(`#open-${this.#left}`);
    this.#left = null;
    (opened ?? this.renderRoot.querySelector<HTMLElement>('#title'))?.focus();
  }

  /** Rendering is complete when all milestones are shown. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const isDone = await super.getUpdateComplete();
    await this.#rows.grown;
    return isDone;
  }

  #queueView(): TemplateResult {
    return queueView({
      words: this.room.words,
      queue: this.#queue,
      filter: this.filter,
      ...this.#totalsViews(),
      now: new Date().toISOString(),
      unfolded: this.unfolded,
      unfold: (section) => {
        this.unfolded = this.unfolded === section ? null : section;
      },
      change: this.#change,
      clear: () => this.#change({ ...noFilter, attention: 'none' }),
      more: this.#more,
      tryAgain: this.#refreshAll,
      open: this.#openContract,
      compare: this.#compare.open,
    });
  }

  #totalsViews(): Pick<Parameters<typeof queueView>[0], 'totals' | 'totalsFailure'> {
    const { words } = this.room;
    // A list that could not be loaded shows the error, and trying again loads both.
    const isListMissing = this.#queue?.contracts === null && this.#queue.error !== null;
    if (this.#totals === null || isListMissing) return { totals: nothing, totalsFailure: nothing };
    return {
      totals: totalsView(this.#totals, words),
      totalsFailure: totalsFailureView(this.#totals, words, this.#refreshAll),
    };
  }

  readonly #refreshAll = (): void => {
    void this.#queue?.refresh();
    void this.#totals?.refresh();
  };

  /** The shown views of the current contract. */
  #drawn(contract: WireContract): Room {
    const { room } = this;
    return {
      contract,
      words: room.words,
      busy: room.isBusy,
      open: (kind, on) => this.#open({ kind, milestoneId: null, paymentId: null, proposalId: null, ...on }),
      confirmPayment: () => {},
      goTo: () => {},
      reviewLink: () => {},
      rows: this.#rows.shown,
      openFile: (uploadId) => openFile(room, uploadId),
      openItems: this.#dialog.openItems,
      portrait: (personId) => portraitView(contract, personId),
      composer: this.#composer,
    };
  }

  #open(task: Task): void {
    this.room.comeBack();
    this.#composer.made?.leave();
    this.#dialog.open(task);
  }

  readonly #openContract = (contractId: string): void => {
    const place = { to: 'contract', contractId, milestoneId: null } as const;
    if (!this.tell('workroom-navigate', place, { cancelable: true })) return;
    this.contractId = contractId;
    this.room.focus('#back');
  };

  readonly #back = (): void => {
    this.#left = this.contractId ?? null;
    this.contractId = undefined;
    this.#refreshAll();
  };

  readonly #change = (change: Partial<QueueFilter>): void => {
    const before = this.filter;
    this.filter = { ...before, ...change };
    clearTimeout(this.#typing);
    const { text, person } = this.filter;
    const isTyped = (text !== before.text || person !== before.person) && isFiltered(this.filter);
    if (isTyped) this.#typing = setTimeout(() => void this.#ask(), typingMs);
    else void this.#ask();
  };

  async #ask(): Promise<void> {
    await this.#queue?.ask(this.filter);
    this.#announceCount();
  }

  readonly #more = async (): Promise<void> => {
    const shown = this.#queue?.contracts?.length ?? 0;
    await this.#queue?.more();
    this.#announceCount();
    await this.updateComplete;
    // Moves the focus to the first of the new ones, because the button may be gone.
    this.renderRoot.querySelectorAll<HTMLElement>('.found .title')[shown]?.focus();
  };

  #announceCount(): void {
    const { text } = this.room.words;
    const count = this.#queue?.contracts?.length ?? 0;
    if (count === 0) this.announce(text('list.noneTitle'));
    else this.announce(text(this.#queue?.hasMore ? 'list.countMore' : 'list.count', { count }));
  }

  #reach(client: LiveQueue['client'] | null): void {
    for (const stop of this.#stopListening.splice(0)) stop();
    this.#queue = client === null ? null : new LiveQueue(client, this.pageSize);
    this.#totals = client === null ? null : new LiveTotals(client);
    for (const read of [this.#queue, this.#totals]) {
      if (read !== null) this.#stopListening.push(read.listen(() => this.#queueChanged()));
    }
    void this.#queue?.ask(this.filter);
  }

  #queueChanged(): void {
    this.requestUpdate();
    const error = this.#queue?.error ?? this.#totals?.error ?? null;
    if (error === null || error === this.#reportedError) return;
    this.#reportedError = error;
    if (isSessionOver(error)) this.tell('workroom-session-expired', {});
    this.tell('workroom-load-error', { error });
  }

  #readTimeline(): void {
    const { client, contract } = this.room;
    if (client === null || contract === null) return;
    void this.#timeline.show(client, contract, this.shown);
    void this.#timelineViews.load();
    void this.#composer.load();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'workroom-operations': WorkroomOperations;
  }
}
