import type { Contract, ContractId, Decision, Payment, PaymentId, PaymentOutcome } from '@workroom/core';
import { inParallel } from '../in-parallel.ts';
import type { PaymentSchedule, PaymentWork, Store } from '../store/store.ts';
import { type Timer, withTimeLimit } from '../timer.ts';
import { isKnownToProvider, isToBeCalledOff, operate } from './operate.ts';
import type { PaymentProvider } from './provider.ts';
import { type LeasedPayment, schedulePayments } from './schedule.ts';
import { type PaymentTiming, paymentTiming, waitMs } from './timing.ts';

/**
 * Records an outcome: core's `settle_payment` as `system`, through the command pipeline. The payment is passed to
 * `load`, because a late outcome may concern an old settled payment.
 *
 * Returns the contract afterwards, and the payments that the outcome requested and the commit leased to this process
 * (`leasedPayments`): the payout of a bonus, the refund of a late charge. The runner attempts them; the pipeline does
 * not.
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

/** The result of attempting payments. */
export interface Attempted {
  /** The contract after the last recorded outcome; `null` if none was recorded. */
  readonly contract: Contract | null;
  /** Whether everything has ended; otherwise it continues in the background. */
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
  /** Called for every failure that is retried. */
  readonly onError: (error: unknown, about: PaymentConcern) => void;
  readonly timing?: Partial<PaymentTiming>;
}

export interface PaymentConcern {
  readonly doing: 'asking the payment provider' | 'recording a payment' | 'reading payments';
  readonly contractId: ContractId;
  readonly paymentIds: readonly PaymentId[];
}

/** Makes requested payments and records their outcomes. Never inside a transaction. */
export interface PaymentRunner {
  readonly timing: PaymentTiming;
  /** The `work` of a change: the schedule of the decision's payments. */
  schedule(decision: Decision, systemNowMs: number): readonly PaymentSchedule[];
  /**
   * Attempts payments right after the commit that leased them. Never throws, and waits for the provider at most
   * `requestBudgetMs`; slower payments continue in the background.
   */
  attempt(contractId: ContractId, leased: readonly LeasedPayment[]): Promise<Attempted>;
  /** Processes payments that were claimed with a lease of at least `leaseMs`. Never throws. */
  work(claimed: readonly PaymentWork[]): Promise<void>;
  /** Resolves when no payment is in progress, for a graceful shutdown. */
  idle(): Promise<void>;
}

interface InHand {
  readonly work: PaymentWork;
  readonly sinceMs: number;
}

/** The most consecutive payments that outcomes may request. */
interface Chain {
  readonly contractId: ContractId;
  readonly length: number;
  readonly tell: (contract: Contract) => void;
}

/** An outcome requests at most one more payment (bonus charge → payout, late charge → refund), plus one in reserve. */
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
      // A process may pause at any point, for hours if its machine sleeps. After its lease, another process may have
      // made the payment, so it is looked up first.
      const passedMs = nowMs() - sinceMs;
      const isFresh = passedMs >= 0 && passedMs < timing.leaseMs;
      return workOn(work, isFresh && isFirst(work), chain);
    });
  }

  /** Reads data that the decision did not have. */
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
      // Nothing is lost: the payment is due again after its lease, and is then looked up.
      onError(error, { doing: 'recording a payment', contractId, paymentIds: [payment.id] });
    }
  }

  /** `null` if the outcome is unknown, or the payment has already ended. */
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

  /** `null` if there was nothing to record. */
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
    // Counted in rounds: a payment that a person retries after it was parked gets another full round.
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

/** Whether the provider can't know it: only right after the commit that requested it. */
function isFirst({ attempts, payment }: PaymentWork): boolean {
  return attempts <= 1 && !isKnownToProvider(payment);
}

/**
 * Whether there is nothing to ask the provider. A parked payment waits for a person, a waiting one for the end of a
 * freeze. A payout, refund or reversal is only cancelled if it certainly did not happen, because providers only cancel
 * charges.
 */
function isOver(payment: Payment): boolean {
  const { status } = payment;
  if (status === 'cancelled') return !isToBeCalledOff(payment);
  return status === 'succeeded' || status === 'failed' || status === 'parked' || status === 'waiting';
}

/** Whether the outcome changes the contract: a payment that is still pending is no event. */
function isNews(payment: Payment, outcome: PaymentOutcome): boolean {
  if (outcome.status !== 'pending' && outcome.status !== 'requires_action') return true;
  const reason = outcome.status === 'pending' ? outcome.reason : undefined;
  const isNewReason = reason !== undefined && reason !== payment.pendingReason?.code;
  return isNewReason || payment.status !== outcome.status || payment.reference !== outcome.reference;
}
