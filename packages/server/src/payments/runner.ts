import type { ContractId, Decision, Payment, PaymentId, PaymentOutcome } from '@workroom/core';
import { inParallel } from '../in-parallel.ts';
import type { PaymentSchedule, PaymentWork, Store } from '../store/store.ts';
import { type Timer, withTimeLimit } from '../timer.ts';
import { isKnownToProvider, operate } from './operate.ts';
import type { PaymentProvider } from './provider.ts';
import { schedulePayments } from './schedule.ts';
import { type PaymentTiming, paymentTiming, waitMs } from './timing.ts';

/**
 * Records an outcome: core's `settle_payment` as `system`, through the command pipeline (the payment is
 * named to `load`, since a late outcome may concern one that was settled long ago).
 *
 * Answers the payments that the outcome asked for and that the commit leased to this process
 * (`leasedPayments`): a bonus to pay on, a late charge to give back. The runner tries them; the pipeline does not.
 */
export type SettlePayment = (
  contractId: ContractId,
  paymentId: PaymentId,
  outcome: PaymentOutcome,
) => Promise<readonly PaymentId[]>;

export interface PaymentRunnerOptions {
  readonly provider: PaymentProvider;
  readonly store: Pick<Store, 'paymentWork' | 'postponePayment'>;
  readonly settle: SettlePayment;
  /** System time. */
  readonly nowMs: () => number;
  /** Uniform numbers in [0, 1), for jitter. */
  readonly random: () => number;
  readonly timer: Timer;
  /** Told of everything that did not work and is tried again. */
  readonly onError: (error: unknown, about: PaymentConcern) => void;
  readonly timing?: Partial<PaymentTiming>;
}

export interface PaymentConcern {
  readonly doing: 'asking the payment provider' | 'recording a payment' | 'reading payments';
  readonly contractId: ContractId;
  readonly paymentIds: readonly PaymentId[];
}

/** Brings payments from the decision that asked for them to their outcome. Never inside a transaction. */
export interface PaymentRunner {
  readonly timing: PaymentTiming;
  /** The `work` of a change: when the decision's payments are worked on. */
  schedule(decision: Decision, systemNowMs: number): readonly PaymentSchedule[];
  /**
   * Tries payments right after the commit that leased them, or looks them up when there may be news.
   * Never throws, and waits for the provider no longer than `requestBudgetMs`: what takes longer goes on behind it.
   */
  attempt(contractId: ContractId, paymentIds: readonly PaymentId[]): Promise<void>;
  /** Works on payments that were claimed under a lease of at least `leaseMs`. Never throws. */
  work(claimed: readonly PaymentWork[]): Promise<void>;
  /** Resolves when nothing is under way any more: for an orderly end. */
  idle(): Promise<void>;
}

/** An outcome asks for at most one more payment (bonus charge → payout, late charge → refund); one to spare. */
const maxChain = 3;

export function createPaymentRunner(options: PaymentRunnerOptions): PaymentRunner {
  const { provider, store, settle, nowMs, random, timer, onError } = options;
  const timing = paymentTiming(options.timing);
  const underWay = new Set<Promise<void>>();

  function keep(work: Promise<void>): Promise<void> {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  }

  async function tryNamed(contractId: ContractId, paymentIds: readonly PaymentId[], chain: number): Promise<void> {
    if (paymentIds.length === 0 || chain > maxChain) return;
    let named: readonly PaymentWork[];
    const readAtMs = nowMs();
    try {
      named = await store.paymentWork(contractId, paymentIds);
    } catch (error) {
      onError(error, { doing: 'reading payments', contractId, paymentIds });
      return;
    }
    // A process may stand still at any point, for hours if its machine sleeps. What was read before its lease
    // ended may have been carried out by another since, and is looked up first.
    const isFresh = () => {
      const passedMs = nowMs() - readAtMs;
      return passedMs >= 0 && passedMs < timing.leaseMs;
    };
    await inParallel(named, timing.parallel, (work) => workOn(work, isFresh() && isFirst(work), chain));
  }

  async function workOn(work: PaymentWork, first: boolean, chain: number): Promise<void> {
    const { contractId, payment } = work;
    const outcome = await ask(work, first);
    try {
      const asked = await record(work, outcome);
      await tryNamed(contractId, asked, chain + 1);
    } catch (error) {
      // Nothing is lost: the payment is due again when its lease is over, and then looked up.
      onError(error, { doing: 'recording a payment', contractId, paymentIds: [payment.id] });
    }
  }

  /** `null` when the outcome is unsure, or the payment is over already. */
  async function ask(work: PaymentWork, first: boolean): Promise<PaymentOutcome | null> {
    if (isOver(work.payment)) return null;
    try {
      return await withTimeLimit(timer, timing.callTimeoutMs, async (signal) => operate(provider, work, first, signal));
    } catch (error) {
      onError(error, {
        doing: 'asking the payment provider',
        contractId: work.contractId,
        paymentIds: [work.payment.id],
      });
      return null;
    }
  }

  async function record(work: PaymentWork, outcome: PaymentOutcome | null): Promise<readonly PaymentId[]> {
    const { contractId, payment } = work;
    if (isOver(payment)) return postpone(work, null);
    if (outcome === null) return recordUnsure(work);
    if (payment.status === 'cancelled') {
      if (outcome.status === 'succeeded') return settle(contractId, payment.id, outcome);
      return postpone(work, outcome.status === 'failed' ? null : nowMs() + waitMs(timing.poll, work.attempts, random));
    }
    if (isNews(payment, outcome)) return settle(contractId, payment.id, outcome);
    return postpone(work, nowMs() + waitMs(timing.poll, work.attempts, random));
  }

  async function recordUnsure(work: PaymentWork): Promise<readonly PaymentId[]> {
    const { contractId, payment, attempts } = work;
    const { retry } = timing;
    // Counted in rounds: one that a person has tried again after it was parked gets a full round more.
    const inRound = ((attempts - 1) % retry.attempts) + 1;
    const goesOn = isKnownToProvider(payment) || payment.status === 'cancelled';
    if (inRound < retry.attempts || goesOn) {
      const attempt = goesOn ? attempts : inRound;
      return postpone(work, nowMs() + waitMs(retry, attempt, random));
    }
    return settle(contractId, payment.id, {
      status: 'unknown',
      code: 'provider_unreachable',
      message: 'The payment provider did not say what became of this payment. Look it up there before trying again.',
    });
  }

  async function postpone(work: PaymentWork, nextAttemptAtMs: number | null): Promise<readonly PaymentId[]> {
    const { contractId, payment } = work;
    await store.postponePayment(contractId, payment.id, nextAttemptAtMs, payment.status);
    return [];
  }

  return {
    timing,
    schedule: (decision, systemNowMs) => schedulePayments(decision, systemNowMs, timing),
    async attempt(contractId, paymentIds) {
      const done = keep(tryNamed(contractId, paymentIds, 1));
      await withTimeLimit(timer, timing.requestBudgetMs, () => done).catch(() => {});
    },
    work: (claimed) => keep(inParallel(claimed, timing.parallel, (work) => workOn(work, false, 1))),
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** Whether the provider can't have heard of it: only right after the commit that asked for it. */
function isFirst({ attempts, payment }: PaymentWork): boolean {
  return attempts <= 1 && !isKnownToProvider(payment);
}

/** Nothing is left to be asked about it. A parked one waits for a person. */
function isOver({ status }: Payment): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'parked';
}

/** Whether the contract has anything to learn: the provider being as busy as before is no event. */
function isNews(payment: Payment, outcome: PaymentOutcome): boolean {
  if (outcome.status !== 'pending' && outcome.status !== 'requires_action') return true;
  return payment.status !== outcome.status || payment.reference !== outcome.reference;
}
