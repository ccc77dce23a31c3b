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
/** A row without the columns that keep their values. */
type ChangedRow<Whole> = { readonly [Key in keyof Whole]: Whole[Key] | undefined };
type RunnersOwn = 'attempts' | 'nextAttemptAtMs' | 'leaseUntilMs';

/** A contract's row. Objects that are identical to the previous ones are left out, and keep their stored values. */
export function contractRow(
  contract: Contract,
  head: string,
  names: readonly CommittedName[],
  before: { readonly contract: Contract; readonly names: readonly CommittedName[] } | null,
): ChangedRow<ContractRow> {
  const { client, freelancer, milestones, totals } = contract;
  const hasChanged = (key: keyof Contract) => contract[key] !== before?.contract[key];
  const ifChanged = <Key extends keyof Contract>(key: Key) => (hasChanged(key) ? contract[key] : undefined);
  const isFoundOtherwise = (['title', 'client', 'freelancer', 'members'] as const).some(hasChanged);
  return {
    id: contract.id,
    seq: contract.seq,
    version: contract.version,
    head,
    title: ifChanged('title'),
    metadata: ifChanged('metadata'),
    currency: ifChanged('currency'),
    status: contract.status,
    names: names === before?.names ? undefined : names,
    clientId: client.id,
    clientName: client.name,
    freelancerId: freelancer.id,
    freelancerName: freelancer.name,
    members: ifChanged('members'),
    mediator: contract.mediator,
    ...totals,
    carried: sumOf(contract.carried),
    held: amount(milestones.reduce((sum, milestone) => sum + milestone.funds.held, 0)),
    carriedLots: ifChanged('carried'),
    sources: ifChanged('sources'),
    proposals: ifChanged('proposals'),
    refundRequest: contract.refundRequest,
    dispute: contract.dispute,
    approvalRules: ifChanged('approvalRules'),
    approvals: ifChanged('approvals'),
    freezes: ifChanged('freezes'),
    chargebacks: ifChanged('chargebacks'),
    differences: ifChanged('differences'),
    payouts: ifChanged('payouts'),
    returns: ifChanged('returns'),
    policy: ifChanged('policy'),
    documents: contract.documents,
    searchText: isFoundOtherwise ? searchText(contract) : undefined,
    nextDeadlineMs: nextDeadline(contract),
    forecast: forecastRow(contract),
    createdAtMs: ifChanged('createdAt'),
    updatedAtMs: contract.updatedAt,
    endedAtMs: contract.endedAt,
    kept: 'all',
    ...attentionRow(contract),
  };
}

function attentionRow(contract: Contract): Pick<ContractRow, 'attention' | 'attentionSinceMs'> {
  const attention = attentionOf(contract);
  const [attentionSinceMs = null] = attention.map(({ since }) => since).toSorted((a, b) => a - b);
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

export type ChangedMilestoneRow = ChangedRow<MilestoneRow> & { readonly keepsSubmission: boolean };

/** The long columns of a milestone are left out if they are unchanged, and keep their stored values. */
export function changedMilestoneRow(row: MilestoneRow, before: Milestone): ChangedMilestoneRow {
  const keepsSubmission = row.submission === before.submission;
  return {
    ...row,
    title: row.title === before.title ? undefined : row.title,
    description: row.description === before.description ? undefined : row.description,
    submission: keepsSubmission ? undefined : row.submission,
    keepsSubmission,
  };
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
