import type { Proposal } from '../contract.ts';
import { change, type Draft, personOf, record } from '../draft.ts';
import { proposalCharacters, sizeOf } from '../limits.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { applyChanges, readChanges } from '../transitions/plan-change.ts';
import { close, isFor, isOpen, trialOn } from '../transitions/proposal.ts';
import type { CommandRules } from './rules.ts';

// Rules 5 and 6: either party proposes a change of the plan, the other accepts or rejects it, and the proposer may
// withdraw it. A proposal that no longer fits the plan is closed at once.

export const propose: CommandRules<'propose'> = {
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

function answerable(draft: Draft, id: Proposal['id'], by: 'proposer' | 'other'): Proposal | Refusal {
  const proposal = draft.contract.proposals.find((each) => each.id === id);
  if (proposal === undefined) return refuse('not_found', undefined, 'There is no such proposal on this contract.');
  if (proposal.state === 'outdated') return refuse('proposal_outdated');
  if (!isOpen(proposal)) return refuse('proposal_not_open');
  return isFor(proposal, draft.by.side, by) ? proposal : refuse('forbidden_for_role');
}
