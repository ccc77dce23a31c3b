import type { WireContract } from '@workroom/core/api';
import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
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
import { QueuePage } from './queue-page.ts';
import { operationsStrings } from './strings.ts';
import { styles } from './styles.ts';
import { contractView } from './views/contract-view.ts';

const forms = new LazyPart<JobPart>(() => import('./operator-forms.ts'));
const timelinePage = 50;

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
    shown: { state: true },
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

  private shown = timelinePage;

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
  readonly #queue = new QueuePage(this.room, {
    open: (contractId) => this.#openContract(contractId),
    compare: this.#compare.open,
    failed: (error) => {
      if (isSessionOver(error)) this.tell('workroom-session-expired', {});
      this.tell('workroom-load-error', { error });
    },
  });
  /** Where the focus goes once the list is shown again. */
  #left: string | null = null;

  /** Reloads the shown data. */
  override async refresh(): Promise<void> {
    await (this.contractId ? super.refresh() : this.#queue.refresh());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#queue.close();
  }

  protected override view(): unknown {
    if (!this.contractId) return this.#compare.isOpen ? this.#compare.view() : this.#queue.view();
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
    this.#queue.forget();
    this.#compare.forget();
  }

  protected override asideChanged(): void {
    this.#dialog.apply();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { client } = this.room;
    if (client !== this.#queue.client || (changed.has('pageSize') && this.hasUpdated))
      this.#queue.reach(client, this.pageSize);
    this.internals.role = 'region';
    this.internals.ariaLabel = this.room.words.text('operations.title');
    this.setState('open', this.#dialog.task !== null);
    if (this.contractId) return;
    const { loading, error, ready, empty } = this.#queue.states;
    this.setState('loading', loading);
    this.setState('error', error);
    this.setState('ready', ready);
    this.setState('empty', empty);
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
    void this.#queue.refresh();
  };

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
