import type { z } from 'zod';
import type { Contract, PlanChange, Proposal, Side } from '../contract.ts';
import { type Dispute, sealedRounds } from '../dispute-record.ts';
import { type Actor, sideOf } from '../draft.ts';
import { formatInstant, formatOrNull } from '../instant.ts';
import { plus } from '../money.ts';
import type * as schemas from './schemas.ts';

// What is open between the two sides: proposals, a refund request, a dispute.

type ContractAnswer = z.output<typeof schemas.ContractAnswer>;

const parties = ['client', 'freelancer'] as const;

export function presentProposal({
  id,
  by,
  proposedBy,
  changes,
  note,
  state,
  createdAt,
}: Proposal): ContractAnswer['proposals'][number] {
  return {
    id,
    by,
    proposedBy,
    changes: changes.map(presentChange),
    note,
    state,
    createdAt: formatInstant(createdAt),
  };
}

function presentChange(change: PlanChange): ContractAnswer['proposals'][number]['changes'][number] {
  if ('edit' in change) {
    const { milestoneId, before, after } = change.edit;
    return { edit: { milestoneId, ...after, before } };
  }
  return 'reorder' in change ? { reorder: { milestoneIds: [...change.reorder.milestoneIds] } } : change;
}

export function presentRefundRequest({ refundRequest }: Contract): ContractAnswer['refundRequest'] {
  if (refundRequest === null) return null;
  const {
    id,
    milestoneId,
    fromMilestone,
    fromCarried,
    reason,
    thenEnd,
    requestedBy,
    requestedAt,
    answerBy,
    leftMs = null,
  } = refundRequest;
  return {
    id,
    milestoneId,
    amount: plus(fromMilestone, fromCarried),
    reason,
    thenEnd,
    requestedBy: requestedBy.id,
    requestedAt: formatInstant(requestedAt),
    answerBy: formatOrNull(answerBy),
    leftMs,
    ifNobodyActs: 'refund',
  };
}

export function presentDispute(contract: Contract, reader: Actor): ContractAnswer['dispute'] {
  const { dispute, policy } = contract;
  if (dispute === null) return null;
  const {
    id,
    milestoneId,
    fromMilestone,
    fromCarried,
    openedBy,
    openedAt,
    decideBy,
    leftMs = null,
    statements,
    offers,
  } = dispute;
  return {
    id,
    milestoneId,
    amount: plus(fromMilestone, fromCarried),
    openedBy: openedBy.id,
    openedAt: formatInstant(openedAt),
    decideBy: formatOrNull(decideBy),
    leftMs,
    ifNobodyActs: policy.disputeDefault,
    statements: statements.map(({ by, message, files, at }) => ({
      by: by.id,
      message,
      files: [...files],
      at: formatInstant(at),
    })),
    offers: parties.flatMap((by) => {
      const offer = offers[by];
      return offer === null ? [] : [{ by, toFreelancer: offer.toFreelancer, at: formatInstant(offer.at) }];
    }),
    sealed: presentSealed(dispute, sideOf(contract, reader)),
  };
}

/** A sealed offer is shown only to the side that made it (rule 34). */
function presentSealed({ sealed }: Dispute, side: Side | null): NonNullable<ContractAnswer['dispute']>['sealed'] {
  const { round, most, least } = sealed;
  const roundsLeft = Math.max(0, sealedRounds + 1 - round);
  switch (side) {
    case 'client':
      return { round, roundsLeft, mine: most, theirsIn: least !== null };
    case 'freelancer':
      return { round, roundsLeft, mine: least, theirsIn: most !== null };
    default:
      return { round, roundsLeft, mine: null, theirsIn: false };
  }
}
