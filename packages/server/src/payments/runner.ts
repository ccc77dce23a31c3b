import type { Contract, ContractId, Decision, Payment, PaymentId, PaymentOutcome } from '@workroom/core';
import { inParallel } from '../in-parallel.ts';
import type { PaymentSchedule, PaymentWork, Store } from '../store/store.ts';
import { type Timer, withTimeLimit } from '../timer.ts';
import { isKnownToProvider, isToBeCalledOff, operate } from './operate.ts';
import type { PaymentProvider } from './provider.ts';
import { type LeasedPayment, schedulePayments } from './schedule.ts';
import { type PaymentTiming, paymentTiming, waitMs } from './timing.ts';

/**
 * Records an outcome: core's `settle_payment` as `system`, through the command pipeline (the payment is
 * named to `load`, since a late outcome may concern one that was settled long ago).
 *
 * Answers the contract as it then stands, and the payments that the outcome asked for and that the commit leased to
 * this process (`leasedPayments`): a bonus to pay on, a late charge to give back. The runner tries them; the pipeline
 * does not.
 */
export type SettlePayment = (
  contractId: ContractId,
  paymentId: PaymentId,
  outcome: PaymentOutcome,
) => Promise<Recorded>;

export interface Recorded {
  readonly contract: Contract;
  readonly leased: readonly LeasedPayment[];
}

/** What came of trying payments. */
export interface Attempted {
  /** The contract as it stood after the last outcome that was recorded; `null` when none was. */
  readonly contract: Contract | null;
  /** Whether everything is over; otherwise it goes on behind the answer. */
  readonly isOver: boolean;
}

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
   * Tries payments right after the commit that leased them.
   * Never throws, and waits for the provider no longer than `requestBudgetMs`: what takes longer goes on behind it.
   */
  attempt(contractId: ContractId, leased: readonly LeasedPayment[]): Promise<Attempted>;
  /** Works on payments that were claimed under a lease of at least `leaseMs`. Never throws. */
  work(claimed: readonly PaymentWork[]): Promise<void>;
  /** Resolves when nothing is under way any more: for an orderly end. */
  idle(): Promise<void>;
}

interface InHand {
  readonly work: PaymentWork;
  readonly sinceMs: number;
}

/** Payments that one outcome after the other asks for. */
interface Chain {
  readonly contractId: ContractId;
  readonly length: number;
  readonly tell: (contract: Contract) => void;
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

  async function tryLeased(leased: readonly LeasedPayment[], chain: Chain): Promise<void> {
    if (leased.length === 0 || chain.length > maxChain) return;
    await inParallel(await withWork(leased, chain), timing.parallel, ({ work, sinceMs }) => {
      // A process may stand still at any point, for hours if its machine sleeps. When its lease is over, another may
      // have carried the payment out, and it is looked up first.
      const passedMs = nowMs() - sinceMs;
      const isFresh = passedMs >= 0 && passedMs < timing.leaseMs;
      return workOn(work, isFresh && isFirst(work), chain);
    });
  }

  /** Reads what the decision did not have in hand. */
  async function withWork(leased: readonly LeasedPayment[], { contractId }: Chain): Promise<readonly InHand[]> {
    const inHand = leased.flatMap(({ work, sinceMs }) => (work === null ? [] : [{ work, sinceMs }]));
    const paymentIds = leased.filter(({ work }) => work === null).map(({ paymentId }) => paymentId);
    if (paymentIds.length === 0) return inHand;
    const sinceMs = nowMs();
    try {
      const read = await store.paymentWork(contractId, paymentIds);
      return [...inHand, ...read.map((work) => ({ work, sinceMs }))];
    } catch (error) {
      onError(error, { doing: 'reading payments', contractId, paymentIds });
      return inHand;
    }
  }

  async function workOn(work: PaymentWork, first: boolean, chain: Chain): Promise<void> {
    const { contractId, payment } = work;
    const outcome = await ask(work, first);
    try {
      const recorded = await record(work, outcome);
      if (recorded === null) return;
      chain.tell(recorded.contract);
      await tryLeased(recorded.leased, { ...chain, length: chain.length + 1 });
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

  /** `null` when there was nothing to record. */
  async function record(work: PaymentWork, outcome: PaymentOutcome | null): Promise<Recorded | null> {
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

  async function recordUnsure(work: PaymentWork): Promise<Recorded | null> {
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

  async function postpone(work: PaymentWork, nextAttemptAtMs: number | null): Promise<null> {
    const { contractId, payment } = work;
    await store.postponePayment(contractId, payment.id, nextAttemptAtMs, payment.status);
    return null;
  }

  return {
    timing,
    schedule: (decision, systemNowMs) => schedulePayments(decision, systemNowMs, timing),
    async attempt(contractId, leased) {
      let contract: Contract | null = null;
      const tell = (recorded: Contract) => {
        if (contract === null || recorded.seq > contract.seq) contract = recorded;
      };
      const done = keep(tryLeased(leased, { contractId, length: 1, tell }));
      const isOver = await withTimeLimit(timer, timing.requestBudgetMs, () => done).then(
        () => true,
        () => false,
      );
      return { contract, isOver };
    },
    work: (claimed) =>
      keep(
        inParallel(claimed, timing.parallel, (work) =>
          workOn(work, false, { contractId: work.contractId, length: 1, tell: () => {} }),
        ),
      ),
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** Whether the provider can't have heard of it: only right after the commit that asked for it. */
function isFirst({ attempts, payment }: PaymentWork): boolean {
  return attempts <= 1 && !isKnownToProvider(payment);
}

/**
 * The provider is asked nothing about it. A parked one waits for a person, a waiting one for a freeze to be lifted. A
 * payout, refund or reversal is given up only when it certainly did not happen: providers call off charges alone.
 */
function isOver(payment: Payment): boolean {
  const { status } = payment;
  if (status === 'cancelled') return !isToBeCalledOff(payment);
  return status === 'succeeded' || status === 'failed' || status === 'parked' || status === 'waiting';
}

/** Whether the contract has anything to learn: the provider being as busy as before is no event. */
function isNews(payment: Payment, outcome: PaymentOutcome): boolean {
  if (outcome.status !== 'pending' && outcome.status !== 'requires_action') return true;
  return payment.status !== outcome.status || payment.reference !== outcome.reference;
}
