import type { Contract, Milestone, Party, Person, Side } from './contract.ts';
import { stampDocuments } from './documents.ts';
import { movesVersion } from './events/catalogue.ts';
import type { ContractEvent, EventActor, EventData, EventType } from './events/event.ts';
import type { Fee } from './fee-row.ts';
import type { ApprovalId, CommandId, MilestoneId, NewId, PaymentId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Account, Movement } from './ledger.ts';
import { type Amount, plus, zero } from './money.ts';
import type { Payment } from './payment-record.ts';
import { peopleOf } from './people.ts';
import { assertHolds } from './refusal.ts';

/**
 * The actor: a person by id, the marketplace's server, or the system. `operator` says that the marketplace has signed the
 * person in as a member of its staff (rule 43).
 */
export type Actor = { readonly person: Person; readonly operator?: boolean } | 'server' | 'system';

/** The inputs of a decision besides the contract, passed in so that deciding is pure. */
export interface Environment {
  /** The time of the clock. A contract's own time is the later of this and its last event. */
  readonly now: Instant;
  readonly newId: NewId;
  readonly commandId: CommandId;
  /**
   * 128 random bits in hex, the same for all attempts of a commit. The salts of its words are derived from it (rule
   * 67).
   */
  readonly salt: string;
  /** The smallest charge the payment provider takes in the contract's currency. */
  readonly minimumCharge: Amount;
  /** Whether people make and report the payments. Then a payment counts as sent only once it was reported. */
  readonly paymentsAreReported?: boolean;
}

/** The content of one commit: the next contract, its events, ledger movements and payments. */
export interface Decision {
  readonly contract: Contract;
  readonly events: readonly ContractEvent[];
  readonly movements: readonly Movement[];
  /** New or changed payments. */
  readonly payments: readonly Payment[];
  /** From the environment: see `Environment.salt`. */
  readonly salt: string;
}

/** An unfinished decision. Mutable; it never leaves `decide`. */
export interface Draft {
  contract: Contract;
  readonly by: EventActor;
  readonly environment: Environment;
  readonly events: ContractEvent[];
  readonly movements: Movement[];
  readonly payments: Map<PaymentId, Payment>;
  /** The approval request that this decision executes (rule 63); its events have its id. */
  readonly approvalId: ApprovalId | null;
  /** Payments that deadlines requested in the same commit, so the provider cannot know them. */
  readonly unsent: ReadonlySet<PaymentId>;
  /** The time at which the recorded effect took place. */
  occurredAt: Instant;
  readonly recordedAt: Instant;
}

export function openDraft(
  contract: Contract,
  by: EventActor,
  environment: Environment,
  approvalId: ApprovalId | null = null,
  unsent: ReadonlySet<PaymentId> = new Set(),
): Draft {
  const { now } = environment;
  return {
    contract,
    by,
    environment,
    events: [],
    movements: [],
    payments: new Map(),
    approvalId,
    unsent,
    occurredAt: now,
    recordedAt: now,
  };
}

export function closeDraft(draft: Draft): Decision {
  const { contract } = draft;
  const { events, documents } = stampDocuments(draft);
  const moved = events.some(movesVersion);
  return {
    contract:
      events.length === 0
        ? contract
        : {
            ...contract,
            seq: contract.seq + events.length,
            documents,
            version: contract.version + (moved ? 1 : 0),
            updatedAt: draft.recordedAt,
          },
    events,
    movements: draft.movements,
    payments: [...draft.payments.values()],
    salt: draft.environment.salt,
  };
}

/** @param by the actor, if it is not the one who gave the command */
export function record<Type extends EventType>(
  draft: Draft,
  type: Type,
  data: EventData[Type],
  by: EventActor = draft.by,
): void {
  const event = {
    id: draft.environment.newId('event'),
    seq: draft.contract.seq + draft.events.length + 1,
    type,
    actor: by,
    commandId: draft.environment.commandId,
    occurredAt: draft.occurredAt,
    recordedAt: draft.recordedAt,
    data: draft.approvalId === null ? data : { approvalId: draft.approvalId, ...data },
  };
  // TypeScript cannot see that `type` and `data` belong to the same member of the union; the signature ensures it.
  draft.events.push(event as unknown as ContractEvent);
}

/** Adds the rows of returned fees to the last recorded event. */
export function listFees(draft: Draft, fees: readonly Fee[]): void {
  const event = draft.events.at(-1);
  if (event === undefined || fees.length === 0) return;
  draft.events[draft.events.length - 1] = { ...event, data: { ...event.data, fees } } as ContractEvent;
}

/** Adds a ledger movement to the last recorded event. A movement of zero is left out. */
export function move(draft: Draft, debit: Account, credit: Account, amount: Amount): void {
  if (amount === zero) return;
  const event = draft.events.at(-1);
  assertHolds(event !== undefined, 'a movement belongs to an event');
  draft.movements.push({
    id: draft.environment.newId('movement'),
    seq: event.seq,
    eventId: event.id,
    debit,
    credit,
    amount,
    at: draft.occurredAt,
  });
}

export function change(draft: Draft, changes: Partial<Contract>): void {
  draft.contract = { ...draft.contract, ...changes };
}

export function putMilestone(draft: Draft, milestone: Milestone): void {
  const { milestones } = draft.contract;
  change(draft, { milestones: milestones.map((each) => (each.id === milestone.id ? milestone : each)) });
}

export function putPayment(draft: Draft, changed: Payment): void {
  const { leftMs, pendingReason, ...rest } = changed;
  const withoutClock = {
    ...rest,
    ...(changed.status === 'pending' && pendingReason !== undefined && { pendingReason }),
  };
  // Only a charge that waits for the client's action has a clock.
  const payment =
    leftMs !== undefined && changed.status === 'requires_action' ? { ...withoutClock, leftMs } : withoutClock;
  const { payments } = draft.contract;
  const known = payments.some((each) => each.id === payment.id);
  change(draft, {
    payments: known ? payments.map((each) => (each.id === payment.id ? payment : each)) : [...payments, payment],
  });
  draft.payments.set(payment.id, payment);
}

export function addToTotal(draft: Draft, total: keyof Contract['totals'], amount: Amount): void {
  const { totals } = draft.contract;
  change(draft, { totals: { ...totals, [total]: plus(totals[total], amount) } });
}

export function findMilestone(contract: Contract, id: MilestoneId): Milestone | undefined {
  return contract.milestones.find((milestone) => milestone.id === id);
}

export function findPayment(contract: Contract, id: PaymentId): Payment | undefined {
  return contract.payments.find((payment) => payment.id === id);
}

/**
 * The actor's role on this contract; `null` for a stranger, who must not learn that the contract exists. An operator
 * who is a party or the mediator has only the rights of that role.
 */
export function sideOf(contract: Contract, actor: Actor): Side | null {
  if (actor === 'server' || actor === 'system') return actor;
  const { id } = actor.person;
  for (const party of ['client', 'freelancer'] as const) if (memberOf(contract, party, id)) return party;
  if (contract.mediator?.id === id) return contract.dispute === null ? null : 'mediator';
  return actor.operator === true ? 'operator' : null;
}

function memberOf(contract: Contract, party: Party, personId: string): boolean {
  return contract[party].id === personId || contract.members[party].some((member) => member.id === personId);
}

/** `null` for the marketplace's server and the system. */
export function personIdOf(actor: Actor): string | null {
  return typeof actor === 'object' ? actor.person.id : null;
}

/** The actor for events, under their current name. */
export function eventActor(actor: Actor, side: Side): EventActor {
  if (side === 'server' || side === 'system' || actor === 'server' || actor === 'system') {
    return { side: side === 'system' ? 'system' : 'server' };
  }
  return { side, id: actor.person.id, name: actor.person.name };
}

/** Updates the actor's name on the contract, because people change their names. */
export function nameAnew(draft: Draft): void {
  if (!('id' in draft.by)) return;
  const { id, name } = draft.by;
  const { client, freelancer, members, mediator } = draft.contract;
  if (peopleOf(draft.contract).every((person) => person.id !== id || person.name === name)) return;
  const named = <Known extends Person | null>(person: Known) => (person?.id === id ? { ...person, name } : person);
  change(draft, {
    client: named(client),
    freelancer: named(freelancer),
    members: { client: members.client.map(named), freelancer: members.freelancer.map(named) },
    mediator: named(mediator),
  });
}

/** The person who gives the command. Only for commands that the process table reserves for people. */
export function personOf({ by }: Draft): Person {
  assertHolds('id' in by, 'this command is a person’s');
  return { id: by.id, name: by.name };
}
