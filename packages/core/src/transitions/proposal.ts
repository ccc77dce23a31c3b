import type { Contract, Party, Proposal, Side } from '../contract.ts';
import { change, type Draft, openDraft, record } from '../draft.ts';
import { type Id, type IdKind, idPrefixes } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { proposalCharacters, sizeOf } from '../limits.ts';
import { zero } from '../money.ts';
import type { Refusal, RefusalCode } from '../refusal.ts';
import { applyChanges } from './plan-change.ts';

// Rules 5 and 6: who may answer which proposal, and which proposals are outdated.

/** Most open proposals on a contract. */
export const mostOpenProposals = 20;
/** Most answered proposals on the contract; older ones are on the timeline. */
const answeredKept = 10;

/** Whose proposals a command applies to. */
export function proposalsOpenTo(contract: Contract, side: Side, by: 'proposer' | 'other'): readonly Proposal[] {
  if (side !== 'client' && side !== 'freelancer') return [];
  return contract.proposals.filter((proposal) => isOpen(proposal) && isFor(proposal, side, by));
}

/** Why a proposal that is not outdated cannot be accepted right now: a payment or a dispute blocks it. */
export function blocked(contract: Contract, proposal: Proposal, now: Instant): Refusal | undefined {
  return applyChanges(trialOn(contract, now), proposal.changes);
}

/** Closes every open proposal that can never be accepted after the changes of the draft. */
export function closeOutdated(draft: Draft, before: Contract): void {
  const { contract } = draft;
  if (contract.milestones === before.milestones && contract.status === before.status) return;
  for (const proposal of contract.proposals) {
    if (!isOpen(proposal) || !isOutdated(draft, proposal)) continue;
    record(draft, 'proposal.outdated', { proposalId: proposal.id });
    close(draft, proposal, 'outdated');
  }
}

/** Permanent obstacles only; a payment in progress or a full plan may be temporary. */
const forGood: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'proposal_outdated',
  'milestone_not_editable',
  'order_incomplete',
  'not_found',
]);

function isOutdated({ contract, occurredAt }: Draft, proposal: Proposal): boolean {
  if (contract.status !== 'offered' && contract.status !== 'active' && contract.status !== 'ending') return true;
  const refused = blocked(contract, proposal, occurredAt);
  return refused !== undefined && forGood.has(refused.refused);
}

export function isFor(proposal: Proposal, side: Party | Side, by: 'proposer' | 'other'): boolean {
  return (proposal.by === side) === (by === 'proposer');
}

export function isOpen({ state }: Proposal): boolean {
  return state === 'open';
}

export function close(draft: Draft, proposal: Proposal, state: Proposal['state']): void {
  const { proposals } = draft.contract;
  const closed = proposals.map((each) => (each.id === proposal.id ? { ...proposal, state } : each));
  let kept = closed.filter((each) => !isOpen(each)).slice(-answeredKept);
  while (kept.length > 1 && sizeOf(kept) > proposalCharacters) kept = kept.slice(1);
  change(draft, { proposals: closed.filter((each) => isOpen(each) || kept.includes(each)) });
}

/** A discarded draft for trying changes. Its ids are never used. */
export function trialOn(contract: Contract, now: Instant): Draft {
  const newId = <Kind extends IdKind>(kind: Kind): Id<Kind> => `${idPrefixes[kind]}_0`;
  return openDraft(
    contract,
    { side: 'system' },
    { now, newId, commandId: newId('command'), salt: '', minimumCharge: zero },
  );
}
