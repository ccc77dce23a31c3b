import {
  type Actor,
  amount,
  applyDeadlines,
  type Command,
  type Contract,
  type ContractId,
  createContract,
  type Decision,
  decide,
  defaultPolicy,
  type Environment,
  type FeeShorthand,
  feeRows,
  type Instant,
  idSource,
  instant,
  isRefusal,
  type Movement,
  nextDeadline,
  type PaymentId,
  type Policy,
  type Refusal,
} from '@workroom/core';
import type { SweepOutcome } from '../commands/apply-batch.ts';
import { type DueKind, dueKind } from '../commands/apply-deadlines.ts';
import type { PaymentSchedule, PaymentWork, Store } from '../store/store.ts';
import type { Timer } from '../timer.ts';
import type { PaymentProvider } from './provider.ts';
import { createPaymentRunner, type PaymentConcern, type PaymentRunner } from './runner.ts';
import { leasedPayments } from './schedule.ts';
import type { PaymentTiming } from './timing.ts';

/** Contracts in memory with the payment part of a store, for testing the runner without a database. */
export interface MemoryMarket {
  readonly runner: PaymentRunner;
  readonly store: Pick<Store, 'paymentWork' | 'postponePayment' | 'claimPayments' | 'dueContracts'>;
  readonly errors: { readonly error: unknown; readonly about: PaymentConcern }[];
  readonly ledger: (contractId: ContractId) => readonly Movement[];
  readonly contract: (contractId: ContractId) => Contract;
  readonly row: (paymentId: PaymentId) => Row;
  create(
    milestones: readonly number[],
    policy?: Partial<Omit<Policy, 'fees'>> & { readonly fees?: FeeShorthand },
  ): ContractId;
  /** Decides, commits and attempts the payments, like a request. */
  run(contractId: ContractId, command: Command, actor: Actor): Promise<Decision | Refusal>;
  /** The same up to the commit, as if the process died right after it. */
  commit(contractId: ContractId, command: Command, actor: Actor): Decision | Refusal;
  applyDeadlines(contractId: ContractId): Promise<DueKind | null>;
}

export interface Row {
  nextAttemptAtMs: number | null;
  leaseUntilMs: number | null;
  attempts: number;
  readonly contractId: ContractId;
}

/** The state that outlives the process. */
export interface MemoryMarketState {
  contracts: [ContractId, { contract: Contract; movements: Movement[] }][];
  rows: [PaymentId, Row][];
}

export interface MemoryMarketOptions {
  readonly provider: PaymentProvider;
  readonly now: () => Instant;
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly timer: Timer;
  readonly timing?: Partial<PaymentTiming>;
  readonly saved?: MemoryMarketState;
  readonly save?: (state: MemoryMarketState) => void;
}

export const client: Actor = { person: { id: 'ada', name: 'Ada' } };
export const freelancer: Actor = { person: { id: 'bob', name: 'Bob' } };

export function openMemoryMarket(options: MemoryMarketOptions): MemoryMarket {
  const { provider, now, nowMs, random, timer } = options;
  const contracts = new Map(options.saved?.contracts);
  const rows = new Map(options.saved?.rows);
  const errors: MemoryMarket['errors'] = [];
  const newId = idSource(nowMs, random);
  const save = () => options.save?.({ contracts: [...contracts], rows: [...rows] });
  const environment = (): Environment => ({
    now: now(),
    newId,
    commandId: newId('command'),
    salt: '00'.repeat(16),
    minimumCharge: amount(provider.minimumCharge('USD')),
  });

  function entry(contractId: ContractId) {
    const found = contracts.get(contractId);
    if (found === undefined) throw new Error(`no contract ${contractId}`);
    return found;
  }

  function row(paymentId: PaymentId): Row {
    const found = rows.get(paymentId);
    if (found === undefined) throw new Error(`no payment ${paymentId}`);
    return found;
  }

  function write(decision: Decision): readonly PaymentSchedule[] {
    const { contract } = decision;
    const movements = [...(contracts.get(contract.id)?.movements ?? []), ...decision.movements];
    contracts.set(contract.id, { contract, movements });
    const work = runner.schedule(decision, nowMs());
    for (const { paymentId, nextAttemptAtMs, leaseUntilMs } of work) {
      const attempts = (rows.get(paymentId)?.attempts ?? 0) + (leaseUntilMs === null ? 0 : 1);
      rows.set(paymentId, { contractId: contract.id, nextAttemptAtMs, leaseUntilMs, attempts });
    }
    save();
    return work;
  }

  function workFor(paymentId: PaymentId): PaymentWork {
    const { contractId, attempts } = row(paymentId);
    const { contract } = entry(contractId);
    const payment = contract.payments.find((each) => each.id === paymentId);
    if (payment === undefined) throw new Error(`no payment ${paymentId}`);
    const source = contract.payments.find((each) => each.id === payment.source) ?? null;
    const { currency, client: payer, freelancer: payee } = contract;
    return { contractId, currency, client: payer, freelancer: payee, payment, source, attempts };
  }

  const store: MemoryMarket['store'] = {
    paymentWork: async (_contractId, paymentIds) => paymentIds.map(workFor),
    async claimPayments(atMs, leaseUntilMs, limit) {
      const due = [...rows].filter(
        ([, { nextAttemptAtMs, leaseUntilMs: lease }]) =>
          nextAttemptAtMs !== null && nextAttemptAtMs <= atMs && (lease ?? 0) <= atMs,
      );
      const work = due.slice(0, limit).map(([paymentId, each]) => {
        each.leaseUntilMs = leaseUntilMs;
        each.attempts += 1;
        return workFor(paymentId);
      });
      save();
      return work;
    },
    async postponePayment(contractId, paymentId, nextAttemptAtMs, seen) {
      const payment = entry(contractId).contract.payments.find((each) => each.id === paymentId);
      if (payment?.status !== seen) return;
      Object.assign(row(paymentId), { nextAttemptAtMs, leaseUntilMs: null });
      save();
    },
    async dueContracts(at, limit) {
      const due = [...contracts.values()].filter(({ contract }) => (nextDeadline(contract) ?? Infinity) <= at);
      return due.slice(0, limit).map(({ contract }) => contract.id);
    },
  };

  function commit(contractId: ContractId, command: Command, actor: Actor): Decision | Refusal {
    const due = applyDeadlines(entry(contractId).contract, environment());
    if (due !== null) write(due);
    const decision = decide(entry(contractId).contract, command, actor, environment());
    if (!isRefusal(decision)) write(decision);
    return decision;
  }

  const runner = createPaymentRunner({
    provider,
    store,
    nowMs,
    random,
    timer,
    ...(options.timing ? { timing: options.timing } : {}),
    onError: (error, about) => errors.push({ error, about }),
    async settle(contractId, paymentId, outcome) {
      const before = entry(contractId).contract;
      const decision = commit(contractId, { type: 'settle_payment', paymentId, outcome }, 'system');
      if (isRefusal(decision)) throw new Error(decision.detail);
      return { contract: decision.contract, leased: leasedBy(before, decision) };
    },
  });

  const leasedBy = (before: Contract, decision: Decision) =>
    leasedPayments(before, decision, runner.schedule(decision, nowMs()), nowMs());

  return {
    runner,
    store,
    errors,
    row,
    commit,
    contract: (contractId) => entry(contractId).contract,
    ledger: (contractId) => entry(contractId).movements,
    create(milestones, { fees = {}, ...policy } = {}) {
      const decision = createContract(
        {
          id: newId('contract'),
          title: 'Logo',
          currency: 'USD',
          client: { id: 'ada', name: 'Ada' },
          freelancer: { id: 'bob', name: 'Bob' },
          status: 'active',
          metadata: {},
          milestones: milestones.map((worth, index) => ({ title: `Part ${index + 1}`, amount: amount(worth) })),
          policy: { ...defaultPolicy, ...policy, fees: feeRows(fees) },
        },
        environment(),
      );
      if (isRefusal(decision)) throw new Error(decision.detail);
      write(decision);
      return decision.contract.id;
    },
    async run(contractId, command, actor) {
      const before = entry(contractId).contract;
      const decision = commit(contractId, command, actor);
      if (!isRefusal(decision)) await runner.attempt(contractId, leasedBy(before, decision));
      return decision;
    },
    async applyDeadlines(contractId) {
      const before = entry(contractId).contract;
      const due = applyDeadlines(before, environment());
      if (due === null) return null;
      write(due);
      await runner.attempt(contractId, leasedBy(before, due));
      return dueKind(due.events);
    },
  };
}

/** A sweep's batch, each contract separately. */
export function oneByOne(applyDeadlines: (contractId: ContractId) => Promise<DueKind | null>) {
  const outcome = (contractId: ContractId): Promise<SweepOutcome> =>
    applyDeadlines(contractId).then(
      (due) => due ?? 'nothing',
      (error: unknown) => ({ error }),
    );
  return (contractIds: readonly ContractId[]) => Promise.all(contractIds.map(outcome));
}

/** Test time for timers and clocks. */
export function handClock(startMs = Date.UTC(2026, 0, 1)) {
  let nowMs = startMs;
  const waiting = new Set<{ run: () => void; atMs: number }>();
  const timer: Timer = (run, afterMs) => {
    const entry = { run, atMs: nowMs + afterMs };
    waiting.add(entry);
    return () => waiting.delete(entry);
  };
  return {
    timer,
    nowMs: () => nowMs,
    now: () => instant(nowMs),
    /** Runs the timers that become due, in order, and lets their work continue. */
    async advance(ms: number) {
      const until = nowMs + ms;
      for (;;) {
        await rest();
        const [next] = [...waiting].filter(({ atMs }) => atMs <= until).sort((a, b) => a.atMs - b.atMs);
        if (next === undefined) break;
        waiting.delete(next);
        nowMs = Math.max(nowMs, next.atMs);
        next.run();
      }
      nowMs = until;
    },
  };
}

/** Waits until no work is left that can run without time passing. */
export function rest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Reproducible uniform numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
