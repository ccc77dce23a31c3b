import {
  type ApprovalRequest,
  amount,
  attentionOf,
  type Contract,
  type ContractId,
  feeRows,
  forecast,
  type Milestone,
  nextDeadline,
  type Payment,
  standingOf,
  sumOf,
} from '@workroom/core';
import { readCommand } from '@workroom/core/api';
import type { CommittedName } from './commitments.ts';
import type { ForecastEntry } from './contract-status-view.ts';
import type { WebhookEndpoint } from './outbox.ts';
import type { PartyRole, WorkroomSchema } from './schema.ts';

// The schema edge: converts rows into core's types, and back. Only this file and history-rows.ts trust the database's
// data.

/** A row as read by a statement, typed by its Drizzle table. */
export type Row<Table extends keyof WorkroomSchema> = WorkroomSchema[Table]['$inferSelect'];
export type ContractRow = Row<'contract'>;
export type MilestoneRow = Row<'milestone'>;
export type PaymentRow = Row<'payment'>;
export type PartyRow = Row<'contractParty'>;
/** A row that may leave out columns: those that are null, or keep their values. */
export type SentRow<Whole> = { readonly [Key in keyof Whole]?: Whole[Key] | undefined };
type RunnersOwn = 'attempts' | 'nextAttemptAtMs' | 'leaseUntilMs';

/**
 * A contract's row. After a change it leaves out nulls, and columns that are never null and have their previous value:
 * both are what a missing column means to the commit.
 */
export function contractRow(
  contract: Contract,
  head: string,
  names: readonly CommittedName[],
  before: { readonly contract: Contract; readonly names: readonly CommittedName[] } | null,
): SentRow<ContractRow> {
  const known = before?.contract;
  const { client, freelancer, totals } = contract;
  const hasChanged = (key: keyof Contract) => contract[key] !== known?.[key];
  const ifChanged = <Key extends keyof Contract>(key: Key) => (hasChanged(key) ? contract[key] : undefined);
  const isFoundOtherwise = (['title', 'client', 'freelancer', 'members'] as const).some(hasChanged);
  return {
    id: contract.id,
    seq: contract.seq,
    version: ifChanged('version'),
    head,
    title: ifChanged('title'),
    metadata: ifChanged('metadata'),
    currency: ifChanged('currency'),
    status: ifChanged('status'),
    names: names === before?.names ? undefined : names,
    clientId: client.id === known?.client.id ? undefined : client.id,
    clientName: client.name === known?.client.name ? undefined : client.name,
    freelancerId: freelancer.id === known?.freelancer.id ? undefined : freelancer.id,
    freelancerName: freelancer.name === known?.freelancer.name ? undefined : freelancer.name,
    members: ifChanged('members'),
    mediator: contract.mediator ?? undefined,
    ...(hasChanged('totals') ? totals : undefined),
    carried: hasChanged('carried') ? sumOf(contract.carried) : undefined,
    held: hasChanged('milestones') ? heldBy(contract.milestones) : undefined,
    carriedLots: ifChanged('carried'),
    sources: ifChanged('sources'),
    proposals: ifChanged('proposals'),
    refundRequest: contract.refundRequest ?? undefined,
    dispute: contract.dispute ?? undefined,
    approvalRules: ifChanged('approvalRules'),
    approvals: ifChanged('approvals'),
    freezes: ifChanged('freezes'),
    chargebacks: ifChanged('chargebacks'),
    differences: ifChanged('differences'),
    payouts: ifChanged('payouts'),
    returns: ifChanged('returns'),
    policy: ifChanged('policy'),
    documents: ifChanged('documents'),
    searchText: isFoundOtherwise ? searchText(contract) : undefined,
    nextDeadlineMs: nextDeadline(contract) ?? undefined,
    forecast: forecastRow(contract),
    createdAtMs: ifChanged('createdAt'),
    updatedAtMs: contract.updatedAt,
    endedAtMs: contract.endedAt ?? undefined,
    kept: 'all',
    ...attentionRow(contract),
  };
}

function heldBy(milestones: readonly Milestone[]) {
  return amount(milestones.reduce((sum, milestone) => sum + milestone.funds.held, 0));
}

function attentionRow(contract: Contract): SentRow<Pick<ContractRow, 'attention' | 'attentionSinceMs'>> {
  const attention = attentionOf(contract);
  const [attentionSinceMs] = attention.map(({ since }) => since).toSorted((a, b) => a - b);
  return { attention, attentionSinceMs };
}

/**
 * The changes that time alone will make to the contract, as differences from the row, which the view takes the rest
 * from.
 */
function forecastRow(contract: Contract): readonly ForecastEntry[] {
  const entries = forecast(contract);
  if (entries.length === 0) return [];
  const { nextDeadline: _, ...now } = standingOf(contract);
  return entries.map(({ at, nextDeadline: next, ...then }) => {
    const changed = Object.entries(then).filter(([key, value]) => value !== now[key as keyof typeof now]);
    return { at, ...(next === null ? {} : { nextDeadline: next }), ...Object.fromEntries(changed) };
  });
}

/** Title and names, one per line, so that no match spans two of them. */
function searchText({ title, client, freelancer, members }: Contract): string {
  const people = [client, freelancer, ...members.client, ...members.freelancer];
  return [...new Set([title, ...people.map(({ name }) => name)].map(foldedForSearch))].join('\n');
}

export function foldedForSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

export function milestoneRow(contractId: ContractId, position: number, milestone: Milestone): MilestoneRow {
  const {
    id,
    title,
    description,
    lots,
    submission,
    amount: worth,
    dueOn,
    state,
    funds,
    changeRequest,
    refundWithdrawn,
    pendingIncrease,
    ...detail
  } = milestone;
  return {
    contractId,
    id,
    position,
    title,
    description,
    amount: worth,
    dueOn,
    state,
    detail,
    ...funds,
    lots,
    submission,
    changeRequest,
    refundWithdrawn,
    pendingIncrease,
  };
}

export type ChangedMilestoneRow = SentRow<MilestoneRow> & { readonly keepsSubmission: boolean };

/** A changed milestone's row, without nulls and without unchanged columns, as of a contract (`contractRow`). */
export function changedMilestoneRow(row: MilestoneRow, before: MilestoneRow): ChangedMilestoneRow {
  const keepsSubmission = row.submission === before.submission;
  const { contractId, id, dueOn, submission, changeRequest, pendingIncrease, ...neverNull } = row;
  return {
    ...changedOf(neverNull, before),
    contractId,
    id,
    dueOn: dueOn ?? undefined,
    submission: keepsSubmission ? undefined : (submission ?? undefined),
    changeRequest: changeRequest ?? undefined,
    pendingIncrease: pendingIncrease ?? undefined,
    keepsSubmission,
  };
}

/** The entries whose value is not the previous one. */
function changedOf<Row extends object>(row: Row, before: Row): SentRow<Row> {
  const entries = Object.entries(row).filter(([key, value]) => value !== before[key as keyof Row]);
  return Object.fromEntries(entries) as SentRow<Row>;
}

/** Everybody who has the contract in their list. */
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
  { actionBy, leftMs, createdAt, bonus, fees, pendingReason, outside, borne, ...same }: Payment,
  runner: Pick<PaymentRow, RunnersOwn>,
): PaymentRow {
  return {
    contractId,
    ...same,
    bonus: bonus ?? null,
    fees: fees ?? null,
    pendingReason: pendingReason ?? null,
    outside: outside ?? false,
    borne: borne ?? false,
    actionByMs: actionBy,
    leftMs: leftMs ?? null,
    createdAtMs: createdAt,
    ...runner,
  };
}

/** The columns of a payment that its request decides, and that no later change touches. */
export const fixedPaymentColumns = [
  'kind',
  'purpose',
  'milestoneId',
  'amount',
  'fee',
  'fees',
  'source',
  'paymentMethod',
  'borne',
  'createdAtMs',
] as const satisfies readonly (keyof PaymentRow)[];

export type ChangedPaymentRow = SentRow<PaymentRow> & { readonly scheduled: boolean };

/** A changed payment's row, without nulls and without the fixed columns. */
export function changedPaymentRow(row: PaymentRow, scheduled: boolean): ChangedPaymentRow {
  const entries = Object.entries(row).filter(
    ([key, value]) => value !== null && !fixedPaymentColumns.some((fixed) => fixed === key),
  );
  return { ...Object.fromEntries(entries), scheduled };
}

/** A contract with its dependent rows, as returned by a relational query. */
export interface ContractRows extends Omit<ContractRow, 'searchText' | 'names' | 'forecast'> {
  readonly milestones: readonly Omit<MilestoneRow, 'contractId'>[];
  readonly payments: readonly Omit<PaymentRow, 'contractId' | RunnersOwn>[];
}

export function toContract(row: ContractRows): Contract {
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
    mediator: row.mediator,
    milestones: row.milestones.toSorted((first, second) => first.position - second.position).map(toMilestone),
    carried: row.carriedLots,
    sources: row.sources,
    totals: {
      deposited: row.deposited,
      released: row.released,
      refunded: row.refunded,
      chargedBack: row.chargedBack,
      bonuses: row.bonuses,
      returned: row.returned,
    },
    proposals: row.proposals,
    refundRequest: row.refundRequest,
    dispute: row.dispute,
    approvalRules: row.approvalRules,
    approvals: row.approvals.map(toApproval),
    freezes: row.freezes,
    chargebacks: row.chargebacks,
    differences: row.differences,
    payouts: row.payouts,
    returns: row.returns,
    payments: row.payments.toSorted((first, second) => (first.id < second.id ? -1 : 1)).map(toPayment),
    policy: { ...row.policy, fees: feeRows(row.policy.fees) },
    documents: row.documents,
    createdAt: row.createdAtMs,
    updatedAt: row.updatedAtMs,
    endedAt: row.endedAtMs,
  };
}

/** A requested command may wait for days, across upgrades. A command that this version cannot parse is ignored. */
function toApproval(request: ApprovalRequest): ApprovalRequest {
  return request.command === null ? request : { ...request, command: readCommand(request.command) };
}

function toMilestone(row: Omit<MilestoneRow, 'contractId'>): Milestone {
  const { deposited, carriedIn, released, refunded, carriedOut, chargedBack, held, shortfall } = row;
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    amount: row.amount,
    dueOn: row.dueOn,
    funds: { deposited, carriedIn, released, refunded, carriedOut, chargedBack, held, shortfall },
    lots: row.lots,
    submission: row.submission,
    changeRequest: row.changeRequest,
    refundWithdrawn: row.refundWithdrawn,
    pendingIncrease: row.pendingIncrease,
    ...row.detail,
    state: row.state,
  } as Milestone;
}

export function toPayment(row: Omit<PaymentRow, 'contractId' | RunnersOwn>): Payment {
  return {
    id: row.id,
    kind: row.kind,
    purpose: row.purpose,
    milestoneId: row.milestoneId,
    amount: row.amount,
    fee: row.fee,
    source: row.source,
    status: row.status,
    failure: row.failure,
    clientAction: row.clientAction,
    actionBy: row.actionByMs,
    reference: row.reference,
    paymentMethod: row.paymentMethod,
    createdAt: row.createdAtMs,
    ...(row.outside ? { outside: true as const } : {}),
    ...(row.borne ? { borne: true as const } : {}),
    ...(row.bonus === null ? {} : { bonus: row.bonus }),
    ...(row.fees === null ? {} : { fees: row.fees }),
    ...(row.pendingReason === null ? {} : { pendingReason: row.pendingReason }),
    ...(row.leftMs === null ? {} : { leftMs: row.leftMs }),
  };
}

export function toEndpoint({ restUntilMs: _, ...endpoint }: Row<'webhookEndpoint'>): WebhookEndpoint {
  return endpoint;
}
