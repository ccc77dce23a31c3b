import { nextMilestone } from '@workroom/core';
import type { WireAction, WireContract, WireMilestone, WirePayment } from '@workroom/core/api';
import { html, nothing, type TemplateResult } from 'lit';
import { release, requestChanges, retryPayment } from '../foundation/commands.ts';
import type { Failure } from '../foundation/failure.ts';
import type { Run } from '../foundation/press.ts';
import { decisionOf, emptyDraft, type PayDecision, type PayDraft, type PayField } from './decision.ts';
import { changesView } from './views/changes-view.ts';
import { headerView, reviewClockView } from './views/header-view.ts';
import { type Done, doneView, paymentsView, standingView } from './views/outcome-view.ts';
import { payView } from './views/pay-view.ts';
import type { ReviewContext, ReviewWords } from './views/review-context.ts';
import { submissionView } from './views/submission-view.ts';

/** The element that the decision is made in: review-and-pay itself, or the workroom's dialog. */
export interface ReviewHost {
  readonly words: ReviewWords;
  readonly contract: () => WireContract | null;
  readonly inFlight: () => boolean;
  readonly failure: () => Failure | null;
  readonly clearFailure: () => void;
  /** Whether what is shown could not be read again lately. */
  readonly isStale: () => boolean;
  readonly action: (name: WireAction['name'], milestoneId: string) => WireAction | undefined;
  readonly run: Run;
  /** The page is told again that a payment waits for the client's own action. */
  readonly confirmPayment: (payment: WirePayment) => void;
  readonly announce: (text: string) => void;
  /** After the next drawing. */
  readonly focus: (selector: string) => void;
  readonly requestUpdate: () => void;
}

const payFields: readonly PayField[] = ['amount', 'bonus', 'leftover', 'newTitle', 'newAmount'];

/** The client's decision about one milestone, from the first look to what came of it. */
export class ReviewController {
  readonly #host: ReviewHost;
  #draft: PayDraft = emptyDraft;
  #touched: ReadonlySet<PayField> = new Set();
  #choice: 'approve' | 'changes' = 'approve';
  #message = '';
  #messageTouched = false;
  #done: Done | null = null;
  /** Another one once it is about something else. */
  #decision = {};
  #changed = false;

  constructor(host: ReviewHost) {
    this.#host = host;
  }

  /** What was just done here, if anything. */
  get done(): Done | null {
    return this.#done;
  }

  choose(choice: 'approve' | 'changes'): void {
    this.#choice = choice;
    this.#host.clearFailure();
    this.#host.requestUpdate();
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
    this.#host.requestUpdate();
  }

  /** Says so when the milestone is not what the person was deciding about any more. */
  milestoneChanged(milestone: WireMilestone, before: WireMilestone): void {
    if (this.#host.inFlight() || sameToDecide(milestone, before)) return;
    this.#done = null;
    if (this.#host.contract()?.viewer === 'client') {
      this.#changed = true;
      this.#host.announce(this.#host.words.text('review.changed'));
    }
    this.#host.requestUpdate();
  }

  /** What there is to do here, in the rulebook's words. */
  job(milestone: WireMilestone): string | null {
    if (this.#done !== null || this.#host.action('release', milestone.id) === undefined) return null;
    return this.#host.words.text(milestone.state === 'submitted' ? 'review.title' : 'review.releaseTitle');
  }

  view(contract: WireContract, milestone: WireMilestone, inDialog: boolean): TemplateResult {
    const { words } = this.#host;
    const context: ReviewContext = { contract, milestone, words };
    return html`<article class="card review" part="card" aria-labelledby="title">
      ${headerView(context, this.job(milestone), inDialog)}
      ${this.#done === null ? nothing : doneView(context, this.#done)}
      ${this.#host.isStale() ? html`<p class="callout attention" part="stale">${words.text('load.stale')}</p>` : nothing}
      ${reviewClockView(context)}
      ${this.#done === null ? submissionView(context) : nothing}
      ${this.#decisionView(context)}
      <slot name="footer"></slot>
    </article>`;
  }

  #decisionView(context: ReviewContext): unknown {
    const { milestone, words } = context;
    const payments = paymentsView(context, {
      tryAgain: (payment) => void this.#tryAgain(payment),
      confirm: this.#host.confirmPayment,
      inFlight: this.#host.inFlight(),
      failure: this.#host.failure(),
    });
    const paying = this.#host.action('release', milestone.id);
    if (this.#done !== null) return payments;
    if (paying === undefined) return html`${standingView(context)} ${payments}`;
    const asking = this.#host.action('request_changes', milestone.id);
    const closed = this.#choice === 'changes' && asking !== undefined ? asking : paying;
    return html`<section class="stack loose" part="decision">
      ${this.#changed ? html`<p class="callout attention" part="changed">${words.text('review.changed')}</p>` : nothing}
      ${asking === undefined ? nothing : this.#choiceView()}
      ${closed.enabled ? nothing : html`<p class="callout attention" part="closed">${words.known(`closed.${closed.code}`) ?? closed.reason}</p>`}
      ${closed.enabled ? (closed === asking ? this.#changesView(context) : this.#payView(context)) : nothing}
    </section>`;
  }

  #choiceView(): TemplateResult {
    const { text } = this.#host.words;
    const option = (choice: 'approve' | 'changes') =>
      html`<label class="segment" part="choice"><input type="radio" name="choice" value=${choice} .checked=${this.#choice === choice}
          @change=${() => {
            this.choose(choice);
          }} /><span>${text(`decide.${choice}`)}</span></label>`;
    return html`<fieldset part="choices"><legend class="unseen">${text('decide.legend')}</legend>
      <div class="segments" part="segments">${option('approve')}${option('changes')}</div></fieldset>`;
  }

  #payView(context: ReviewContext): TemplateResult {
    const decision = this.#decide(context);
    return payView(context, {
      draft: this.#draft,
      decision,
      touched: this.#touched,
      failure: this.#host.failure(),
      inFlight: this.#host.inFlight(),
      change: (change) => {
        this.#draft = { ...this.#draft, ...change };
        this.#host.clearFailure();
        this.#host.requestUpdate();
      },
      touch: (field) => {
        // Leaving a field that was never typed in is no mistake yet.
        if (!(field in this.#draft) || !this.#draft[field as keyof PayDraft]) return;
        this.#touched = new Set([...this.#touched, field]);
        this.#host.requestUpdate();
      },
      pay: () => void this.#pay(context, decision),
    });
  }

  #changesView(context: ReviewContext): TemplateResult {
    return changesView(context, {
      message: this.#message,
      touched: this.#messageTouched,
      failure: this.#host.failure(),
      inFlight: this.#host.inFlight(),
      change: (message) => {
        this.#message = message;
        this.#host.clearFailure();
        this.#host.requestUpdate();
      },
      touch: () => {
        this.#messageTouched ||= this.#message !== '';
        this.#host.requestUpdate();
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
      fees: contract.policy.fees,
    });
  }

  async #pay({ contract, milestone }: ReviewContext, { body, wrong, amount, rest }: PayDecision): Promise<void> {
    if (this.#host.inFlight()) return;
    this.#touched = new Set(payFields);
    this.#host.requestUpdate();
    if (body === null || amount === null) {
      this.#host.focus(wrong.keys().next().value === 'leftover' ? '[name=leftover]' : `#${wrong.keys().next().value}`);
      return;
    }
    const title = nextMilestone(contract)?.title ?? body.leftover?.milestone?.title ?? '';
    const toNext = body.leftover?.to === 'next_milestone' ? { amount: rest, title } : null;
    const decision = this.#decision;
    const finish = ({ refundRequest }: WireContract) => {
      if (this.#decision !== decision) return;
      const toRefund = refundRequest?.milestoneId === milestone.id ? refundRequest.amount : 0;
      this.#finish({ kind: 'released', amount, toNext, toRefund });
    };
    const input = { contractId: contract.id, milestoneId: milestone.id, ...body };
    const after = await this.#host.run(release, input, finish);
    if (after !== null) finish(after);
  }

  async #requestChanges({ contract, milestone }: ReviewContext): Promise<void> {
    if (this.#host.inFlight()) return;
    this.#messageTouched = true;
    if (this.#message.trim() === '') {
      this.#host.focus('#changes');
      this.#host.requestUpdate();
      return;
    }
    const input = { contractId: contract.id, milestoneId: milestone.id, message: this.#message.trim() };
    const decision = this.#decision;
    const finish = () => this.#decision === decision && this.#finish({ kind: 'changes' });
    if ((await this.#host.run(requestChanges, input, finish)) !== null) finish();
  }

  async #tryAgain(payment: WirePayment): Promise<void> {
    await this.#host.run(retryPayment, { contractId: this.#host.contract()?.id ?? '', paymentId: payment.id });
  }

  #finish(done: Done): void {
    this.forget();
    this.#done = done;
    this.#host.focus('#done');
  }
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
