import type { ContractId, Instant } from '@workroom/core';
import type { DueKind } from '../commands/settle-stored.ts';
import type { PaymentRunner } from '../payments/runner.ts';
import type { Store } from '../store/store.ts';

export interface SweepOptions {
  readonly store: Pick<Store, 'dueContracts' | 'claimPayments'>;
  readonly runner: Pick<PaymentRunner, 'work' | 'timing'>;
  /**
   * Settles what is due on one contract and commits it; the payments it asks for are worked on with all others.
   * `null` when nothing was due any more: somebody else was faster.
   */
  readonly settleDue: (contractId: ContractId) => Promise<DueKind | null>;
  /** The clock that contracts live by. */
  readonly now: () => Instant;
  /** System time, for leases. */
  readonly nowMs: () => number;
  readonly onError: (error: unknown, about: { readonly doing: string; readonly contractId?: ContractId }) => void;
  /** Uniform in [0, 1): keeps several sweepers apart. */
  readonly random?: () => number;
  /** Whether a running round is to end after what is under way. @default never */
  readonly isStopping?: () => boolean;
  readonly limits?: Partial<SweepLimits>;
}

export interface SweepLimits {
  /** Contracts that one round settles at most. */
  readonly contracts: number;
  /** Payments that one round works on at most, rounded up to what runs at once. */
  readonly payments: number;
  /** How many contracts are settled at once. */
  readonly parallel: number;
  /** How long a contract that could not be settled lets the others go first. */
  readonly restMs: number;
}

export interface SweepResult {
  /** Contracts on which a deadline had passed, and that this round settled. */
  readonly deadlines: number;
  /** Contracts on which it only told somebody of a deadline to come. */
  readonly reminders: number;
  /** Payments that this round worked on. */
  readonly payments: number;
  /** Whether a limit was reached: there may be more to do right away. */
  readonly more: boolean;
}

/** A round with the events it brought to those who are told of them. */
export interface WholeSweepResult extends SweepResult {
  readonly deliveries: number;
}

// So many at once share a statement: 257 a second with 4, 1,500 with 128. People's commands share it too, and
// wait for all of it; hence fewer.
const defaultLimits: SweepLimits = { contracts: 1_000, payments: 200, parallel: 32, restMs: 60_000 };
/** How many rounds' worth of due contracts a round chooses from, so that sweepers rarely meet on one. */
const lookAhead = 16;

/**
 * One round of the work that nobody's request does: deadlines that have passed, payments that are due.
 * Any number of sweeps may run at once, here and in other processes: commits are guarded, payments leased.
 * Throws only when the store cannot be read.
 */
export function createSweep(options: SweepOptions): () => Promise<SweepResult> {
  const { store, runner, settleDue, now, nowMs, onError, random = () => 0, isStopping = () => false } = options;
  const limits = { ...defaultLimits, ...options.limits };
  /** Contracts that failed, until when they rest, so that a few broken ones at the head never starve the rest. */
  const resting = new Map<ContractId, number>();

  async function sweepDeadlines(): Promise<{ done: Record<DueKind, number>; more: boolean }> {
    for (const [contractId, untilMs] of resting) {
      // Farther ahead than anything rests: the clock was set back.
      const left = untilMs - nowMs();
      if (left <= 0 || left > limits.restMs) resting.delete(contractId);
    }
    const due = await store.dueContracts(now(), limits.contracts * lookAhead + resting.size);
    const ready = due.filter((contractId) => !resting.has(contractId));
    const first = Math.floor(random() * Math.max(0, ready.length - limits.contracts));
    const queue = ready.slice(first, first + limits.contracts);
    const done = { deadline: 0, reminder: 0 };
    const next = queue.values();
    const lane = async () => {
      for (const contractId of next) {
        if (isStopping()) return;
        try {
          const due = await settleDue(contractId);
          if (due !== null) done[due] += 1;
        } catch (error) {
          resting.set(contractId, nowMs() + limits.restMs);
          onError(error, { doing: 'settling deadlines', contractId });
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(limits.parallel, queue.length) }, lane));
    return { done, more: queue.length === limits.contracts };
  }

  async function sweepPayments(): Promise<{ done: number; more: boolean }> {
    const { parallel, leaseMs } = runner.timing;
    let done = 0;
    while (done < limits.payments && !isStopping()) {
      // No more than run at once, so that each is begun, and over, well within its lease.
      const claimed = await store.claimPayments(nowMs(), nowMs() + leaseMs, parallel);
      await runner.work(claimed);
      done += claimed.length;
      if (claimed.length < parallel) return { done, more: false };
    }
    return { done, more: true };
  }

  return async () => {
    const { done, more } = await sweepDeadlines();
    const payments = await sweepPayments();
    return {
      deadlines: done.deadline,
      reminders: done.reminder,
      payments: payments.done,
      more: more || payments.more,
    };
  };
}
