import {
  amount,
  type Contract,
  type ContractEvent,
  type ContractId,
  isToldApart,
  type Milestone,
  type Movement,
  noticeOf,
  type Payment,
  peopleConcerned,
  zero,
} from '@workroom/core';
import type { PartyRole, WorkroomSchema } from './schema.ts';
import type {
  Books,
  Changed,
  DoneBefore,
  PaymentWork,
  StoredContract,
  StoredEvent,
  StoredNotification,
  Told,
} from './store.ts';

// The schema edge: rows into what core reads, and back. The only place that trusts what the database says.

/** A row as statements read it and write it, typed by its Drizzle table. */
export type Row<Table extends keyof WorkroomSchema> = WorkroomSchema[Table]['$inferSelect'];
/** Without what the database fills in. */
type Written<Table extends keyof WorkroomSchema> = Omit<Row<Table>, 'createdAt' | 'transaction'>;
/** A row on its way into or out of a statement may leave out what is null, which both sides read sooner so. */
export type Sparse<Columns> = {
  readonly [Key in keyof Columns as null extends Columns[Key] ? never : Key]: Columns[Key];
} & {
  readonly [Key in keyof Columns as null extends Columns[Key] ? Key : never]?: Columns[Key] | undefined;
};
export type ContractRow = Row<'contract'>;
type MilestoneRow = Row<'milestone'>;

export type PaymentRow = Written<'payment'>;
export type PartyRow = Row<'contractParty'>;

/** Everybody in whose list the contract stands. */
export function partyRows({ id, client, freelancer, members, mediator, dispute }: Contract): readonly PartyRow[] {
  const rows = new Map<string, PartyRow>();
  const add = (role: PartyRole, personId: string) =>
    rows.set(`${role}:${personId}`, { contractId: id, personId, role });
  for (const { id: personId } of [client, ...members.client]) add('client', personId);
  for (const { id: personId } of [freelancer, ...members.freelancer]) add('freelancer', personId);
  if (mediator !== null && dispute !== null) add('mediator', mediator.id);
  return [...rows.values()];
}

export function paymentRow(
  contractId: ContractId,
  payment: Payment,
  runner: Sparse<Pick<PaymentRow, 'attempts' | 'nextAttemptAtMs' | 'leaseUntilMs'>>,
): Sparse<PaymentRow> {
  return {
    contractId,
    id: payment.id,
    kind: payment.kind,
    purpose: payment.purpose,
    milestoneId: payment.milestoneId ?? undefined,
    amount: payment.amount,
    fee: payment.fee,
    source: payment.source ?? undefined,
    status: payment.status,
    failure: payment.failure ?? undefined,
    clientAction: payment.clientAction ?? undefined,
    actionByMs: payment.actionBy ?? undefined,
    reference: payment.reference ?? undefined,
    paymentMethod: payment.paymentMethod ?? undefined,
    bonus: payment.bonus,
    createdAtMs: payment.createdAt,
    ...runner,
  };
}

export function eventRow(contractId: ContractId, event: ContractEvent, hash: string): Written<'event'> {
  const { occurredAt, recordedAt, ...same } = event;
  return { contractId, ...same, occurredAtMs: occurredAt, recordedAtMs: recordedAt, hash };
}

export function movementRow(contractId: ContractId, { at, ...same }: Movement): Row<'movement'> {
  return { contractId, ...same, atMs: at };
}

/** What an event says to everybody whom it concerns (rule 38): a row for each of them, but for the person. */
export type NotificationRow = Sparse<Omit<Row<'notification'>, 'personId'>> & { readonly personIds: readonly string[] };

export function notificationRows(contract: Contract, event: ContractEvent): readonly NotificationRow[] {
  const people = peopleConcerned(contract, event);
  if (people.length === 0) return [];
  const groups = isToldApart(event) ? people.map((person) => [person]) : [people];
  return groups.map((group) => ({
    contractId: contract.id,
    seq: event.seq,
    personIds: group.map(({ id }) => id),
    eventId: event.id,
    type: event.type,
    milestoneId: 'milestoneId' in event.data ? event.data.milestoneId : undefined,
    contractTitle: contract.title,
    ...noticeOf(contract, event, group[0]),
    createdAtMs: event.recordedAt,
  }));
}

export function readNotification(json: string): StoredNotification {
  const {
    eventId: id,
    type,
    contractId,
    contractTitle,
    milestoneId,
    title,
    text,
    createdAtMs,
    readAtMs,
  } = JSON.parse(json) as Row<'notification'>;
  return { id, type, contractId, contractTitle, milestoneId, title, text, createdAt: createdAtMs, readAt: readAtMs };
}

export function readTold(json: string): Told {
  const { personId } = JSON.parse(json) as Row<'notification'>;
  return { personId, notification: readNotification(json) };
}

export function readChanged(json: string): Changed {
  return JSON.parse(json) as Changed;
}

type SometimesColumn = keyof Milestone['funds'] | 'lots' | 'detail' | 'refundWithdrawn';
type LoadedMilestone = Sparse<Omit<MilestoneRow, 'contractId' | SometimesColumn>> &
  Partial<Pick<MilestoneRow, SometimesColumn>>;

interface LoadedDocument {
  readonly contract: Sparse<Omit<ContractRow, 'searchText'>>;
  readonly milestones: readonly LoadedMilestone[];
  readonly payments: readonly Sparse<Omit<PaymentRow, 'contractId' | 'attempts'>>[];
  readonly done: DoneBefore | null;
}

export function readStoredContract(json: string): StoredContract {
  const { done, ...document } = JSON.parse(json) as LoadedDocument;
  return { contract: toContract(document), head: document.contract.head, done };
}

/** All of a contract's payments and movements, and which payments somebody is working on at the moment. */
export function readBooks(json: string, nowMs: number): Books {
  const { movements, ...document } = JSON.parse(json) as LoadedDocument & {
    readonly movements: readonly Row<'movement'>[];
  };
  const leased = document.payments.filter(({ leaseUntilMs }) => (leaseUntilMs ?? 0) > nowMs);
  return {
    contract: toContract(document),
    movements: movements.map(toMovement),
    underWay: new Set(leased.map(({ id }) => id)),
  };
}

function toContract({ contract: row, milestones, payments }: Omit<LoadedDocument, 'done'>): Contract {
  return {
    id: row.id,
    seq: row.seq,
    version: row.version,
    title: row.title,
    metadata: row.metadata,
    currency: row.currency,
    status: row.status,
    client: { id: row.clientId, name: row.clientName },
    freelancer: { id: row.freelancerId, name: row.freelancerName },
    members: row.members,
    mediator: row.mediator ?? null,
    milestones: milestones.toSorted((first, second) => first.position - second.position).map(toMilestone),
    carried: row.carriedLots,
    sources: row.sources,
    totals: {
      deposited: amount(row.deposited),
      released: amount(row.released),
      refunded: amount(row.refunded),
      bonuses: amount(row.bonuses),
    },
    proposals: row.proposals,
    refundRequest: row.refundRequest ?? null,
    dispute: row.dispute ?? null,
    payments: payments.toSorted((first, second) => (first.id < second.id ? -1 : 1)).map(toPayment),
    policy: row.policy,
    createdAt: row.createdAtMs,
    updatedAt: row.updatedAtMs,
    endedAt: row.endedAtMs ?? null,
  };
}

function toMilestone(row: LoadedMilestone): Milestone {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    amount: amount(row.amount),
    dueOn: row.dueOn ?? null,
    funds: {
      deposited: row.deposited ?? zero,
      carriedIn: row.carriedIn ?? zero,
      released: row.released ?? zero,
      refunded: row.refunded ?? zero,
      carriedOut: row.carriedOut ?? zero,
      held: row.held ?? zero,
    },
    lots: row.lots ?? [],
    submission: row.submission ?? null,
    changeRequest: row.changeRequest ?? null,
    refundWithdrawn: row.refundWithdrawn ?? false,
    pendingIncrease: row.pendingIncrease ?? null,
    ...row.detail,
    state: row.state,
  } as Milestone;
}

function toPayment(row: Sparse<Omit<PaymentRow, 'contractId' | 'attempts'>>): Payment {
  return {
    id: row.id,
    kind: row.kind,
    purpose: row.purpose,
    milestoneId: row.milestoneId ?? null,
    amount: amount(row.amount),
    fee: amount(row.fee),
    source: row.source ?? null,
    status: row.status,
    failure: row.failure ?? null,
    clientAction: row.clientAction ?? null,
    actionBy: row.actionByMs ?? null,
    reference: row.reference ?? null,
    paymentMethod: row.paymentMethod ?? null,
    createdAt: row.createdAtMs,
    ...(row.bonus == null ? {} : { bonus: row.bonus }),
  };
}

export function readEvent(json: string): StoredEvent {
  const { contractId: _, occurredAtMs, recordedAtMs, hash, ...same } = JSON.parse(json) as Row<'event'>;
  return { event: { ...same, occurredAt: occurredAtMs, recordedAt: recordedAtMs } as ContractEvent, hash };
}

export function readMovement(json: string): Movement {
  return toMovement(JSON.parse(json) as Row<'movement'>);
}

function toMovement({ contractId: _, atMs, ...same }: Row<'movement'>): Movement {
  return { ...same, amount: amount(same.amount), at: atMs };
}

interface WorkDocument {
  readonly payment: PaymentRow;
  readonly currency: string;
  readonly client: PaymentWork['client'];
  readonly freelancer: PaymentWork['freelancer'];
  readonly source: PaymentWork['source'];
}

export function readPaymentWork(json: string): PaymentWork {
  const { payment, ...same } = JSON.parse(json) as WorkDocument;
  return { ...same, contractId: payment.contractId, payment: toPayment(payment), attempts: payment.attempts };
}

export function readCreated(json: string): { readonly contractId: ContractId; readonly bodyHash: string } {
  return JSON.parse(json) as Pick<Row<'creationKey'>, 'contractId' | 'bodyHash'>;
}

export function readContractId(text: string): ContractId {
  return text as ContractId;
}
