import type { ContractStatus, MilestoneState } from './contract.ts';

/** All that a contract can be. */
export const contractStatuses = [
  'offered',
  'declined',
  'withdrawn',
  'active',
  'ending',
  'ended',
] as const satisfies readonly ContractStatus[];

/** All that a milestone can be, in the order in which it usually goes. */
export const milestoneStates = [
  'planned',
  'funding',
  'funded',
  'submitted',
  'changes_requested',
  'refund_requested',
  'disputed',
  'paid',
  'refunded',
  'cancelled',
] as const satisfies readonly MilestoneState[];
