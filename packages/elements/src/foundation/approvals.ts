import type { WireContract } from '@workroom/core/api';

export type Approval = WireContract['approvals'][number];

/**
 * The approval request of a command, if it needs approval: then nothing else has happened, and the contract's version
 * is unchanged (rule 63).
 */
export function requestedIn(
  after: WireContract,
  shown: Pick<WireContract, 'version' | 'approvals'>,
): Approval | undefined {
  if (after.version !== shown.version) return undefined;
  const known = new Set(shown.approvals.map(({ id }) => id));
  return after.approvals.find(({ id, state }) => state === 'open' && !known.has(id));
}

/** The number of approvals that are still missing. */
export function missingOn({ needed, approvedBy }: Approval): number {
  return Math.max(1, needed - approvedBy.length);
}
