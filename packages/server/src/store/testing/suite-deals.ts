import {
  type Actor,
  type Command,
  type ContractId,
  type CreateContract,
  createContract,
  type Decision,
  decide,
  defaultPolicy,
  type Environment,
  type Instant,
  idSource,
  instant,
  isRefusal,
  later,
  type Milestone,
  type PaymentId,
  type Refusal,
  zero,
} from '@workroom/core';
import { randomSalt } from '../../random.ts';
import type { Change, PaymentSchedule, Store, StoredContract } from '../store.ts';

// Contracts for the store's suite, created by core's own decisions and stored in the store under test.

export const dana = { person: { id: 'u1', name: 'Dana Élan' } } as const;
export const lee = { person: { id: 'u2', name: 'Lee "Z" O’Neil 🎨' } } as const;
export const mo = { person: { id: 'u3', name: 'Mo' } } as const;

export type Deals = ReturnType<typeof dealsIn>;

let seeds = 0;

/** The contracts of one test, with a manual clock and seeded ids that no other test uses. */
export function dealsIn(store: Store) {
  seeds += 1;
  let now: Instant = instant(Date.UTC(2026, 0, 1) + seeds * 60_000);
  let state = seeds;
  // mulberry32
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const newId = idSource(() => now, random);
  const environment = (): Environment => ({
    now,
    newId,
    commandId: newId('command'),
    salt: randomSalt(),
    minimumCharge: zero,
  });

  const deals = {
    now: () => now,
    newId,
    wait(ms: number) {
      now = later(now, ms);
    },

    offer(wanted: Partial<CreateContract> = {}): Decision {
      return decided(
        createContract(
          {
            id: newId('contract'),
            title: 'Brand identity',
            currency: 'USD',
            client: dana.person,
            freelancer: lee.person,
            status: 'active',
            metadata: { order: '4711' },
            milestones: [
              { title: 'Logo', description: 'Vector and raster', amount: 50_000, dueOn: '2026-12-01' },
              { title: 'Guide', amount: 40_000 },
            ],
            policy: defaultPolicy,
            ...wanted,
          },
          environment(),
        ),
      );
    },

    decide: (stored: StoredContract, command: Command, actor: Actor): Decision =>
      decided(decide(stored.contract, command, actor, environment())),

    /** A change for a commit, with its new payments due at once. */
    change: (before: StoredContract | null, decision: Decision, more: Partial<Change> = {}): Change => ({
      before,
      decision,
      idempotency: null,
      work: newPaymentsDue(before, decision),
      ...more,
    }),

    async commit(
      before: StoredContract | null,
      decision: Decision,
      more: Partial<Change> = {},
    ): Promise<StoredContract> {
      const [result] = await store.commit([deals.change(before, decision, more)]);
      if (result?.committed !== true) throw new Error('the commit met a conflict');
      return deals.load(decision.contract.id);
    },

    async load(id: ContractId): Promise<StoredContract> {
      const stored = (await store.load([{ id }])).get(id);
      if (stored === undefined) throw new Error(`there is no contract ${id}`);
      return stored;
    },

    create: async (wanted: Partial<CreateContract> = {}) => deals.commit(null, deals.offer(wanted)),

    perform: async (stored: StoredContract, command: Command, actor: Actor) =>
      deals.commit(stored, deals.decide(stored, command, actor)),

    /** Records the provider's answer to the pending payment. */
    async settle(stored: StoredContract): Promise<StoredContract> {
      const paymentId = stored.contract.payments.find((payment) => payment.status === 'pending')?.id;
      if (paymentId === undefined) return stored;
      const outcome = { status: 'succeeded', reference: `ref-${paymentId}` } as const;
      return deals.settle(await deals.perform(stored, { type: 'settle_payment', paymentId, outcome }, 'system'));
    },

    async fund(stored: StoredContract, place: number): Promise<StoredContract> {
      const milestoneId = milestoneAt(stored, place).id;
      return deals.settle(await deals.perform(stored, { type: 'fund', milestoneId, paymentMethod: 'pm_1' }, dana));
    },

    say: async (stored: StoredContract, text: string) => deals.perform(stored, { type: 'post_message', text }, dana),
  };
  return deals;
}

export function milestoneAt({ contract }: StoredContract, place: number): Milestone {
  const milestone = contract.milestones[place];
  if (milestone === undefined) throw new Error(`there is no milestone ${place}`);
  return milestone;
}

export function onlyPayment({ payments }: Decision): PaymentId {
  const [payment] = payments;
  if (payment === undefined || payments.length > 1) throw new Error('expected one payment');
  return payment.id;
}

/** Throws if a value that the test needs is missing. */
export function present<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('expected a value');
  return value;
}

function newPaymentsDue(before: StoredContract | null, { payments }: Decision): readonly PaymentSchedule[] {
  const known = new Set(before?.contract.payments.map((payment) => payment.id));
  return payments
    .filter((payment) => !known.has(payment.id))
    .map((payment) => ({ paymentId: payment.id, nextAttemptAtMs: 1, leaseUntilMs: null }));
}

function decided(outcome: Decision | Refusal): Decision {
  if (isRefusal(outcome)) throw new Error(`refused: ${outcome.refused}`);
  return outcome;
}
