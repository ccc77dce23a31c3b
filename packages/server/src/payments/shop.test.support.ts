import {
  type Actor,
  amount,
  applyDeadlines,
  type Command,
  type Contract,
  type ContractId,
  type CreateContract,
  createContract,
  type Decision,
  decide,
  defaultPolicy,
  type Environment,
  feeRows,
  type Instant,
  idSource,
  isRefusal,
  type PaymentId,
} from '@workroom/core';
import { createSweep, type SweepResult } from '../jobs/sweep.ts';
import type { Store, StoredContract } from '../store/store.ts';
import { systemTimer } from '../timer.ts';
import { oneByOne } from './memory-market.test.support.ts';
import type { PaymentProvider } from './provider.ts';
import { createPaymentRunner, type Recorded } from './runner.ts';
import { leasedPayments } from './schedule.ts';

/** A minimal server around a real store, for a contract's payments. */
export interface Shop {
  create(milestones: readonly number[]): Promise<Contract>;
  run(contractId: ContractId, command: Command, actor: Actor): Promise<Contract>;
  contract(contractId: ContractId): Promise<Contract>;
  sweep(): Promise<SweepResult>;
}

export interface ShopOptions {
  readonly store: Store;
  readonly provider: PaymentProvider;
  readonly now: () => Instant;
  readonly nowMs: () => number;
  readonly onError: (error: unknown) => void;
}

const ada = { id: 'ada', name: 'Ada' };
const bob = { id: 'bob', name: 'Bob' };
export const client: Actor = { person: ada };
export const freelancer: Actor = { person: bob };

export function openShop({ store, provider, now, nowMs, onError }: ShopOptions): Shop {
  const newId = idSource(nowMs, Math.random);
  const environment = (): Environment => ({
    now: now(),
    newId,
    commandId: newId('command'),
    salt: '00'.repeat(16),
    minimumCharge: amount(provider.minimumCharge('USD')),
  });

  async function load(id: ContractId, payments: readonly PaymentId[] = []): Promise<StoredContract> {
    const found = (await store.load([{ id, payments }])).get(id);
    if (found === undefined) throw new Error(`no contract ${id}`);
    return found;
  }

  /** Decides and commits, and retries on conflicts; `null` if there is nothing to decide. */
  async function commit(
    id: ContractId,
    decideOn: (contract: Contract) => Decision | null,
    payments?: readonly PaymentId[],
  ): Promise<Recorded | null> {
    for (;;) {
      const before = await load(id, payments);
      const decision = decideOn(before.contract);
      if (decision === null) return null;
      const work = runner.schedule(decision, nowMs());
      const leased = leasedPayments(before.contract, decision, work, nowMs());
      if (decision.events.length === 0) return { contract: decision.contract, leased };
      const [result] = await store.commit([{ before, decision, idempotency: null, work }]);
      if (result?.committed === true) return { contract: decision.contract, leased };
    }
  }

  const decided = (command: Command, actor: Actor) => (contract: Contract) => {
    const decision = decide(contract, command, actor, environment());
    if (isRefusal(decision)) throw new Error(`${command.type}: ${decision.detail}`);
    return decision;
  };

  const runner = createPaymentRunner({
    provider,
    store,
    nowMs,
    random: Math.random,
    timer: systemTimer,
    onError,
    async settle(id, paymentId, outcome) {
      const recorded = await commit(id, decided({ type: 'settle_payment', paymentId, outcome }, 'system'), [paymentId]);
      if (recorded === null) throw new Error('There is always something to decide.');
      return recorded;
    },
  });

  return {
    async create(milestones) {
      const wanted: CreateContract = {
        id: newId('contract'),
        title: 'Logo',
        currency: 'USD',
        client: ada,
        freelancer: bob,
        status: 'active',
        metadata: {},
        milestones: milestones.map((worth, index) => ({ title: `Part ${index + 1}`, amount: amount(worth) })),
        policy: { ...defaultPolicy, fees: feeRows({ clientBps: 300, freelancerBps: 1_000 }) },
      };
      const decision = createContract(wanted, environment());
      if (isRefusal(decision)) throw new Error(decision.detail);
      await store.commit([{ before: null, decision, idempotency: null, work: [] }]);
      return decision.contract;
    },
    async run(contractId, command, actor) {
      const done = await commit(contractId, decided(command, actor));
      await runner.attempt(contractId, done?.leased ?? []);
      return (await load(contractId)).contract;
    },
    contract: async (contractId) => (await load(contractId)).contract,
    sweep: createSweep({
      store,
      runner,
      now,
      nowMs,
      onError,
      applyDeadlines: oneByOne(async (contractId) => {
        const done = await commit(contractId, (contract) => applyDeadlines(contract, environment()));
        await runner.attempt(contractId, done?.leased ?? []);
        return done === null ? null : 'deadline';
      }),
    }),
  };
}
