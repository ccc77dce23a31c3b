import type { ContractId, Instant } from '@workroom/core';
import type { SweepOutcome } from '../commands/apply-batch.ts';
import type { PaymentRunner } from '../payments/runner.ts';
import type { Store } from '../store/store.ts';

export interface SweepOptions {
  readonly store: Pick<Store, 'dueContracts' | 'claimPayments'>;
  readonly runner: Pick<PaymentRunner, 'work' | 'timing'>;
  /**
   * Applies and commits the passed deadlines of these contracts. Their payments join the payment sweep. Outcomes are in
   * the order of the contracts.
   *
   * @param isBusy whether the process is serving requests
   */
  readonly applyDeadlines: (contractIds: readonly ContractId[], isBusy: boolean) => Promise<readonly SweepOutcome[]>;
  /** The clock of the contracts. */
  readonly now: () => Instant;
  /** System time, for leases. */
  readonly nowMs: () => number;
  readonly onError: (error: unknown, about: { readonly doing: string; readonly contractId?: ContractId }) => void;
  /** Uniform in [0, 1): keeps several sweepers apart. */
  readonly random?: () => number;
  /** Whether the process is serving requests, which have priority. @default never */
  readonly isBusy?: () => boolean;
  /** Whether a running round should end after its current work. @default never */
  readonly isStopping?: () => boolean;
  readonly limits?: Partial<SweepLimits>;
}

export interface SweepLimits {
  /** The most contracts in one round. */
  readonly contracts: number;
  /** Most payments of one round, rounded up to the number that run in parallel. */
  readonly payments: number;
  /** Contracts in one load and one commit. */
  readonly batch: number;
  /** The same while the process serves requests, one batch at a time. */
  readonly smallBatch: number;
  /** Concurrent batches: while one is written, another is decided. */
  readonly parallel: number;
  /** The longest time that a round applies deadlines, because a cron job waits for the HTTP response. */
  readonly roundMs: number;
  /** How long a contract whose deadlines failed waits before the next attempt. */
  readonly restMs: number;
}

export interface SweepResult {
  /** Contracts whose passed deadlines this round applied. */
  readonly deadlines: number;
  /** Contracts on which it only sent a reminder. */
  readonly reminders: number;
  /** Payments that this round worked on. */
  readonly payments: number;
  /** Whether a limit was reached: there may be more to do right away. */
  readonly more: boolean;
}

/** A round with the number of delivered events. */
export interface WholeSweepResult extends SweepResult {
  readonly deliveries: number;
}

// A batch shares its statements. Larger batches save little CPU and make commands wait longer, so batches are small
// while the process serves requests.
const defaultLimits: SweepLimits = {
  contracts: 16_000,
  payments: 200,
  batch: 64,
  smallBatch: 8,
  parallel: 2,
  roundMs: 10_000,
  restMs: 60_000,
};

interface Deadlines {
  readonly deadline: number;
  readonly reminder: number;
  readonly more: boolean;
}

/**
 * One round of background work: passed deadlines and due payments. Several sweeps may run at the same time, here and in
 * other processes: commits are guarded, payments leased. Throws only if the store cannot be read.
 */
export function createSweep(options: SweepOptions): () => Promise<SweepResult> {
  const { store, runner, applyDeadlines, now, nowMs, onError, random = () => 0 } = options;
  const { isBusy = () => false, isStopping = () => false } = options;
  const limits = { ...defaultLimits, ...options.limits };
  /** Failed contracts and the time of their next attempt, so that a few broken ones never block the others. */
  const resting = new Map<ContractId, number>();

  /** Due contracts, from a random offset for each sweeper, so that sweepers rarely meet. */
  async function dueNow(most: number) {
    for (const [contractId, untilMs] of resting) {
      // Farther ahead than any wait: the clock was set back.
      const left = untilMs - nowMs();
      if (left <= 0 || left > limits.restMs) resting.delete(contractId);
    }
    const due = await store.dueContracts(now(), most + resting.size);
    const ready = due.filter((contractId) => !resting.has(contractId)).slice(0, most);
    const first = Math.floor(random() * ready.length);
    return { queue: [...ready.slice(first), ...ready.slice(0, first)], isAll: ready.length < most };
  }

  /** After meeting another sweeper, it reads due contracts again and continues at another offset. */
  async function sweepDeadlines(firstOfMany: () => void): Promise<Deadlines> {
    const untilMs = nowMs() + limits.roundMs;
    const isOver = () => isStopping() || nowMs() >= untilMs;
    const total = { deadline: 0, reminder: 0, overtaken: 0 };
    for (let left = limits.contracts; ; ) {
      const { done, taken, hasMet, isAll } = await sweepSome(left, isOver, firstOfMany);
      total.deadline += done.deadline;
      total.reminder += done.reminder;
      total.overtaken += done.overtaken;
      left -= taken;
      if (hasMet && left > 0 && done.deadline + done.reminder > 0 && !isOver()) continue;
      const { deadline, reminder, overtaken } = total;
      // If nothing could be done, an immediate retry would not help.
      return { deadline, reminder, more: (!isAll || overtaken > 0) && deadline + reminder + overtaken > 0 };
    }
  }

  async function sweepSome(most: number, isOver: () => boolean, firstOfMany: () => void) {
    const { queue, isAll } = await dueNow(most);
    const done = { deadline: 0, reminder: 0, nothing: 0, overtaken: 0 };
    let taken = 0;
    let hasMet = false;
    let hasFailed = false;
    const lane = async (place: number) => {
      while (taken < queue.length && !hasMet && !hasFailed && !isOver()) {
        const busy = isBusy();
        if (busy && place > 0) return;
        const batch = queue.slice(taken, taken + (busy ? limits.smallBatch : limits.batch));
        taken += batch.length;
        const outcomes = await applyDeadlines(batch, busy).catch((error) => {
          hasFailed = true;
          throw error;
        });
        let here = 0;
        for (const [place, outcome] of outcomes.entries()) {
          const contractId = batch[place];
          if (typeof outcome === 'string') {
            done[outcome] += 1;
            if (outcome === 'nothing' || outcome === 'overtaken') here += 1;
          } else if (contractId !== undefined) {
            resting.set(contractId, nowMs() + limits.restMs);
            onError(outcome.error, { doing: 'applying deadlines', contractId });
          }
        }
        // Another sweeper has been here and has done the next contracts too.
        if (here > batch.length / 2) hasMet = true;
        if (taken < queue.length) firstOfMany();
      }
    };
    const lanes = Array.from({ length: limits.parallel }, (_, place) => lane(place));
    await allOver(lanes);
    return { done, taken, hasMet, isAll: isAll && taken === queue.length };
  }

  /** Runs while deadlines are applied, because they request more payments. */
  async function sweepPayments(
    deadlines: Promise<unknown>,
    firstOfMany: Promise<void>,
  ): Promise<{ done: number; more: boolean }> {
    const { parallel, leaseMs } = runner.timing;
    let areApplying = true;
    const end = () => {
      areApplying = false;
    };
    const finished = deadlines.then(end, end);
    let done = 0;
    await Promise.race([finished, firstOfMany]);
    while (done < limits.payments && !isStopping()) {
      const last = !areApplying;
      // No more than run in parallel, so that each starts and ends well within its lease.
      const claimed = await store.claimPayments(nowMs(), nowMs() + leaseMs, parallel);
      await runner.work(claimed);
      done += claimed.length;
      if (claimed.length === parallel) continue;
      if (last) return { done, more: false };
      await finished;
    }
    return { done, more: true };
  }

  return async () => {
    // Deadlines do not wait for a slow provider. Payments wait for the first batch of deadlines at most.
    const { promise: firstOfMany, resolve } = Promise.withResolvers<void>();
    const applying = sweepDeadlines(resolve);
    const paying = sweepPayments(applying, firstOfMany);
    await allOver([applying, paying]);
    const [{ deadline, reminder, more }, payments] = [await applying, await paying];
    return { deadlines: deadline, reminders: reminder, payments: payments.done, more: more || payments.more };
  };
}

/** Rejects like the first that fails, but only after all have ended. */
async function allOver(work: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(work);
  await Promise.all(work);
}
