import type { Contract, Party, Proposal, Side } from '../contract.ts';
import { change, type Draft, openDraft, personOf, record } from '../draft.ts';
import { type Id, type IdKind, idPrefixes } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { proposalCharacters, sizeOf } from '../limits.ts';
import { zero } from '../money.ts';
import { isRefusal, type Refusal, type RefusalCode, refuse } from '../refusal.ts';
import type { CommandRules } from './command.ts';
import { applyChanges, readChanges } from './plan-change.ts';

// Rules 5 and 6: either party proposes a change of the plan, the other accepts or rejects it, the
// proposer may withdraw it. One that the plan has moved on from is closed as soon as it has.

/** Proposals that may be open on a contract at once. */
export const mostOpenProposals = 20;
/** Answered proposals that stay on the contract; older ones stand on the timeline. */
const answeredKept = 10;

export const propose: CommandRules<'propose'> = {
  closed: ({ contract }) =>
    contract.proposals.filter(isOpen).length >= mostOpenProposals ? refuse('too_many_proposals') : undefined,
  run(draft, { changes: wanted, note = '' }) {
    const changes = readChanges(trialOn(draft.contract, draft.occurredAt), wanted);
    if (isRefusal(changes)) return changes;
    const proposal: Proposal = {
      id: draft.environment.newId('proposal'),
      by: draft.by.side === 'client' ? 'client' : 'freelancer',
      proposedBy: personOf(draft),
      changes,
      note,
      state: 'open',
      createdAt: draft.occurredAt,
    };
    const open = draft.contract.proposals.filter(isOpen);
    if (sizeOf([...open, proposal]) > proposalCharacters) {
      const detail = `Open proposals may have ${proposalCharacters} characters together. Propose less at once, or wait for an answer.`;
      return refuse('too_much_text', '/changes', detail);
    }
    record(draft, 'proposal.made', { proposalId: proposal.id, changes, note });
    change(draft, { proposals: [...draft.contract.proposals, proposal] });
    return undefined;
  },
};

export const acceptProposal: CommandRules<'accept_proposal'> = {
  run(draft, { proposalId }) {
    const proposal = answerable(draft, proposalId, 'other');
    if (isRefusal(proposal)) return proposal;
    record(draft, 'proposal.accepted', { proposalId });
    close(draft, proposal, 'accepted');
    return applyChanges(draft, proposal.changes);
  },
};

export const rejectProposal: CommandRules<'reject_proposal'> = {
  run(draft, { proposalId, reason }) {
    const proposal = answerable(draft, proposalId, 'other');
    if (isRefusal(proposal)) return proposal;
    record(draft, 'proposal.rejected', { proposalId, reason: reason ?? null });
    close(draft, proposal, 'rejected');
    return undefined;
  },
};

export const withdrawProposal: CommandRules<'withdraw_proposal'> = {
  run(draft, { proposalId }) {
    const proposal = answerable(draft, proposalId, 'proposer');
    if (isRefusal(proposal)) return proposal;
    record(draft, 'proposal.withdrawn', { proposalId });
    close(draft, proposal, 'withdrawn');
    return undefined;
  },
};

/** Whose proposals a command on one is for. */
export function proposalsOpenTo(contract: Contract, side: Side, by: 'proposer' | 'other'): readonly Proposal[] {
  if (side !== 'client' && side !== 'freelancer') return [];
  return contract.proposals.filter((proposal) => isOpen(proposal) && isFor(proposal, side, by));
}

/** Why a proposal cannot be accepted right now, though it is not outdated: a payment or a dispute stands in its way. */
export function blocked(contract: Contract, proposal: Proposal, now: Instant): Refusal | undefined {
  return applyChanges(trialOn(contract, now), proposal.changes);
}

/** Closes every open proposal that could never be accepted any more, as a consequence of what the draft has done. */
export function closeOutdated(draft: Draft, before: Contract): void {
  const { contract } = draft;
  if (contract.milestones === before.milestones && contract.status === before.status) return;
  for (const proposal of contract.proposals) {
    if (!isOpen(proposal) || !isOutdated(draft, proposal)) continue;
    record(draft, 'proposal.outdated', { proposalId: proposal.id });
    close(draft, proposal, 'outdated');
  }
}

/** What stands in the way for good; a payment in progress or a full plan may pass. */
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

function answerable(draft: Draft, id: Proposal['id'], by: 'proposer' | 'other'): Proposal | Refusal {
  const proposal = draft.contract.proposals.find((each) => each.id === id);
  if (proposal === undefined) return refuse('not_found', undefined, 'There is no such proposal on this contract.');
  if (proposal.state === 'outdated') return refuse('proposal_outdated');
  if (!isOpen(proposal)) return refuse('proposal_not_open');
  return isFor(proposal, draft.by.side, by) ? proposal : refuse('forbidden_for_role');
}

function isFor(proposal: Proposal, side: Party | Side, by: 'proposer' | 'other'): boolean {
  return (proposal.by === side) === (by === 'proposer');
}

function isOpen({ state }: Proposal): boolean {
  return state === 'open';
}

function close(draft: Draft, proposal: Proposal, state: Proposal['state']): void {
  const { proposals } = draft.contract;
  const closed = proposals.map((each) => (each.id === proposal.id ? { ...proposal, state } : each));
  let kept = closed.filter((each) => !isOpen(each)).slice(-answeredKept);
  while (kept.length > 1 && sizeOf(kept) > proposalCharacters) kept = kept.slice(1);
  change(draft, { proposals: closed.filter((each) => isOpen(each) || kept.includes(each)) });
}

/** A draft that is thrown away: changes are tried on it. Its ids name nothing. */
function trialOn(contract: Contract, now: Instant): Draft {
  const newId = <Kind extends IdKind>(kind: Kind): Id<Kind> => `${idPrefixes[kind]}_0`;
  return openDraft(contract, { side: 'system' }, { now, newId, commandId: newId('command'), minimumCharge: zero });
}
