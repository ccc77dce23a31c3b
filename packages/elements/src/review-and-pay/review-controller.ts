import { nextMilestone } from '@workroom/core';
import type { WireContract, WireMilestone, WirePayment } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { addStyles } from '../foundation/add-styles.ts';
import { missingOn, requestedIn } from '../foundation/approvals.ts';
import { release, requestChanges, retryPayment } from '../foundation/commands.ts';
import { LazyPart, OwnPart } from '../foundation/lazy-part.ts';
import { type Quoted, Quotes } from '../foundation/quotes.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import { openFile } from '../foundation/room-files.ts';
import { failureView } from '../foundation/views/error-view.ts';
import review from '../locales/en/review.ts';
import work from '../locales/en/work.ts';
import { bill } from '../theme/bill.ts';
import { forms } from '../theme/forms.ts';
import { decisionOf, emptyDraft, type PayDecision, type PayDraft, type PayField } from './decision.ts';
import type { Receipts } from './receipts.ts';
import { styles } from './styles.ts';
import { changesView } from './views/changes-view.ts';
import { FilePreviews } from './views/file-cards.ts';
import { headerView, reviewClockView } from './views/header-view.ts';
import { type Done, doneView, type Onward, paymentsView, standingView } from './views/outcome-view.ts';
import { type PayViewModel, payBar, payView } from './views/pay-view.ts';
import type { ReviewContext, ReviewStrings } from './views/review-context.ts';
import { submissionView } from './views/submission-view.ts';

const receiptsPart = new LazyPart(() => import('./receipts.ts'));

const payFields: readonly PayField[] = ['amount', 'bonus', 'leftover', 'newTitle', 'newAmount'];

export interface Ways {
  /** Closes the dialog. */
  readonly close?: () => void;
  /** Continues with funding a milestone, if possible. */
  readonly fund?: (milestoneId: string) => void;
  /** Whether files may be shown in place. */
  readonly previews?: boolean;
}

/** The client's decision about one milestone, from the review to the result. */
export class ReviewController {
  readonly #room: RoomController<ReviewStrings>;
  readonly #openFile = (uploadId: string) => openFile(this.#room, uploadId);
  readonly #quotes: Quotes;
  readonly #previews: FilePreviews;
  readonly #receipts: OwnPart<typeof import('./receipts.ts'), Receipts>;
  #draft: PayDraft = emptyDraft;
  #touched: ReadonlySet<PayField> = new Set();
  #choice: 'approve' | 'changes' = 'approve';
  #message = '';
  #messageTouched = false;
  #done: Done | null = null;
  /** Resets the decision if the milestone has changed. */
  #decision = {};
  #changed = false;

  constructor(room: RoomController) {
    this.#room = room.learn({ ...work, ...review });
    this.#quotes = new Quotes(room);
    this.#previews = new FilePreviews(room);
    this.#receipts = new OwnPart(room, receiptsPart, ['documents'], (part) => new part.Receipts(room));
    addStyles(room.element, forms, bill, styles);
  }

  /** The result of the last command, if any. */
  get done(): Done | null {
    return this.#done;
  }

  choose(choice: 'approve' | 'changes'): void {
    this.#choice = choice;
    this.#room.failure = null;
  }

  forget(): void {
    this.#decision = {};
    this.#draft = emptyDraft;
    this.#touched = new Set();
    this.#choice = 'approve';
    this.#message = '';
    this.#messageTouched = false;
    this.#done = null;
    this.#changed = false;
    this.#previews.forget();
    this.#room.redraw();
  }

  /** Announces a change if the milestone is no longer the one being decided about. */
  milestoneChanged(milestone: WireMilestone, before: WireMilestone): void {
    if (this.#room.isBusy || sameToDecide(milestone, before)) return;
    this.#done = null;
    if (this.#room.contract?.viewer === 'client') {
      this.#changed = true;
      this.#room.announce(this.#room.words.text('review.changed'));
    }
    this.#room.redraw();
  }

  /** The milestone's title, or a general term. */
  title(milestone: WireMilestone | undefined): string {
    return (milestone && this.job(milestone)) ?? this.#room.words.text('review.title');
  }

  /** The title of the whole view. */
  label(milestone: WireMilestone): string {
    const job = this.title(milestone);
    return this.#room.words.text('review.label', { job, milestone: milestone.title });
  }

  /** Shown if there is no milestone to decide about. */
  nothingView(): TemplateResult {
    const { words } = this.#room;
    return html`<div class="card" part="card"><slot name="empty"><p class="muted">${words.text('review.nothing')}</p></slot></div>`;
  }

  /** The viewer's task, in the rulebook's words. */
  job(milestone: WireMilestone): string | null {
    if (this.#done !== null || this.#room.action('release', milestone.id) === undefined) return null;
    return this.#room.words.text(milestone.state === 'submitted' ? 'review.title' : 'review.releaseTitle');
  }

  /** @param ways the person's next steps from here */
  view(contract: WireContract, milestone: WireMilestone, inDialog: boolean, ways: Ways): TemplateResult {
    const { words } = this.#room;
    const context: ReviewContext = {
      contract,
      milestone,
      words,
      openFile: this.#openFile,
      previews: ways.previews ? this.#previews : null,
    };
    return html`<article class="card review" part="card" aria-labelledby="title">
      ${headerView(context, this.job(milestone), inDialog)}
      ${this.#done === null ? nothing : doneView(context, this.#done, this.#onward(context, ways))}
      ${this.#room.isStale ? html`<p class="callout attention" part="stale">${words.text('load.stale')}</p>` : nothing}
      ${reviewClockView(context)}
      ${this.#done === null ? submissionView(context) : nothing}
      ${this.#decisionView(context)}
      <slot name="footer"></slot>
      ${this.#isPaying(context) ? payBar(context, this.#payModel(context)) : nothing}
    </article>`;
  }

  #onward({ contract, milestone }: ReviewContext, { close, fund }: Ways): Onward {
    const next = nextMilestone(contract);
    const canFund = next !== undefined && this.#room.action('fund', next.id)?.enabled === true;
    return {
      done: () => {
        this.forget();
        close?.();
      },
      fundNext: fund !== undefined && canFund ? () => fund(next.id) : null,
      receipts: this.#receipts.made?.view(contract, milestone),
    };
  }

  #decisionView(context: ReviewContext): unknown {
    const { milestone, words } = context;
    const payments = paymentsView(context, {
      tryAgain: (payment) => void this.#tryAgain(payment),
      confirm: (payment) => this.#room.confirmPayment(payment),
      inFlight: this.#room.isBusy,
      failure: this.#room.failure,
    });
    const paying = this.#room.action('release', milestone.id);
    if (this.#done !== null) return payments;
    if (paying === undefined) {
      // An error of another action, such as a file that could not be opened.
      const failure = payments === nothing ? failureView(this.#room.failure, words) : nothing;
      return html`${standingView(context)} ${payments} ${failure}`;
    }
    const asking = this.#room.action('request_changes', milestone.id);
    const closed = this.#choice === 'changes' && asking !== undefined ? asking : paying;
    return html`<section class="stack loose" part="decision">
      ${this.#changed ? html`<p class="callout attention" part="changed">${words.text('review.changed')}</p>` : nothing}
      ${asking === undefined ? nothing : this.#choiceView()}
      ${closed.enabled ? nothing : html`<p class="callout attention" part="closed">${words.known(`closed.${closed.code}`) ?? closed.reason}</p>`}
      ${closed.enabled ? (closed === asking ? this.#changesView(context) : payView(context, this.#payModel(context))) : nothing}
    </section>`;
  }

  #choiceView(): TemplateResult {
    const { text } = this.#room.words;
    const option = (choice: 'approve' | 'changes') =>
      html`<label class="segment" part="choice"><input type="radio" name="choice" value=${choice} .checked=${this.#choice === choice}
          @change=${() => {
            this.choose(choice);
          }} /><span>${text(`decide.${choice}`)}</span></label>`;
    return html`<fieldset part="choices"><legend class="unseen">${text('decide.legend')}</legend>
      <div class="segments" part="segments">${option('approve')}${option('changes')}</div></fieldset>`;
  }

  /** Whether the form to pay is complete and visible. */
  #isPaying({ milestone }: ReviewContext): boolean {
    if (this.#done !== null || this.#room.action('release', milestone.id)?.enabled !== true) return false;
    return this.#choice === 'approve' || this.#room.action('request_changes', milestone.id) === undefined;
  }

  #payModel(context: ReviewContext): PayViewModel {
    const decision = this.#decide(context);
    return {
      draft: this.#draft,
      decision,
      quoted: this.#quote(context, decision),
      touched: this.#touched,
      failure: this.#room.failure,
      inFlight: this.#room.isBusy,
      change: (change) => {
        this.#draft = { ...this.#draft, ...change };
        this.#room.failure = null;
      },
      touch: (field) => {
        // Leaving an untouched field is not an error.
        if (!(field in this.#draft) || !this.#draft[field as keyof PayDraft]) return;
        this.#touched = new Set([...this.#touched, field]);
        this.#room.redraw();
      },
      pay: () => void this.#pay(context, decision),
    };
  }

  #changesView(context: ReviewContext): TemplateResult {
    return changesView(context, {
      message: this.#message,
      touched: this.#messageTouched,
      failure: this.#room.failure,
      inFlight: this.#room.isBusy,
      change: (message) => {
        this.#message = message;
        this.#room.failure = null;
      },
      touch: () => {
        this.#messageTouched ||= this.#message !== '';
        this.#room.redraw();
      },
      send: () => void this.#requestChanges(context),
    });
  }

  #decide({ contract, milestone, words }: ReviewContext): PayDecision {
    return decisionOf(this.#draft, {
      held: milestone.funds.held,
      currency: contract.currency,
      locale: words.locale,
      hasNext: nextMilestone(contract) !== undefined,
    });
  }

  #quote({ contract, milestone }: ReviewContext, { amount, bonus, wrong }: PayDecision): Quoted | null {
    if (amount === null || wrong.has('amount') || wrong.has('bonus')) return null;
    const asked = { command: 'release', milestoneId: milestone.id, amount } as const;
    return this.#quotes.ask(contract, bonus === 0 ? asked : { ...asked, bonus });
  }

  async #pay(context: ReviewContext, asked: PayDecision): Promise<void> {
    const { contract, milestone } = context;
    const { body, wrong, amount, rest } = asked;
    if (this.#room.isBusy) return;
    const quoted = this.#quote(context, asked);
    const receive = (quoted?.state === 'current' && quoted.quote?.receive) || null;
    this.#touched = new Set(payFields);
    this.#room.redraw();
    if (body === null || amount === null) {
      this.#room.focus(wrong.keys().next().value === 'leftover' ? '[name=leftover]' : `#${wrong.keys().next().value}`);
      return;
    }
    const title = nextMilestone(contract)?.title ?? body.leftover?.milestone?.title ?? '';
    const toNext = body.leftover?.to === 'next_milestone' ? { amount: rest, title } : null;
    const decision = this.#decision;
    const finish = ({ refundRequest }: WireContract) => {
      if (this.#decision !== decision) return;
      const toRefund = refundRequest?.milestoneId === milestone.id ? refundRequest.amount : 0;
      this.#finish({ kind: 'released', amount, receive, withBonus: asked.bonus > 0, toNext, toRefund });
    };
    const input = { contractId: contract.id, milestoneId: milestone.id, ...body };
    const after = await this.#room.run(release, input, finish);
    if (after === null) return;
    const request = requestedIn(after, contract);
    if (request === undefined) finish(after);
    else if (this.#decision === decision) this.#finish({ kind: 'requested', missing: missingOn(request) });
  }

  async #requestChanges({ contract, milestone }: ReviewContext): Promise<void> {
    if (this.#room.isBusy) return;
    this.#messageTouched = true;
    if (this.#message.trim() === '') {
      this.#room.focus('#changes');
      this.#room.redraw();
      return;
    }
    const input = { contractId: contract.id, milestoneId: milestone.id, message: this.#message.trim() };
    const decision = this.#decision;
    const finish = () => this.#decision === decision && this.#finish({ kind: 'changes' });
    if ((await this.#room.run(requestChanges, input, finish)) !== null) finish();
  }

  async #tryAgain(payment: WirePayment): Promise<void> {
    await this.#room.run(retryPayment, { contractId: this.#room.contract?.id ?? '', paymentId: payment.id });
  }

  #finish(done: Done): void {
    this.forget();
    this.#done = done;
    if (done.kind === 'released') void this.#receipts.load();
    this.#room.focus('#done');
  }
}

/** Whether the person is still deciding about this milestone. */
function sameToDecide(one: WireMilestone, other: WireMilestone): boolean {
  return (
    one.state === other.state &&
    one.funds.held === other.funds.held &&
    one.submissions.at(-1)?.id === other.submissions.at(-1)?.id &&
    one.review?.endsAt === other.review?.endsAt
  );
}
