import type { ContractStatus, MilestoneState } from './contract.ts';

/** Every state of a contract. */
export const contractStatuses = [
  'offered',
  'declined',
  'withdrawn',
  'active',
  'ending',
  'ended',
] as const satisfies readonly ContractStatus[];

/** Every state of a milestone, in the usual order. */
export const milestoneStates = [
  'planned',
  'funding',
  'funded',
  'submitted',
  'changes_requested',
  'refund_requested',
  'disputed',
  'charged_back',
  'paid',
  'refunded',
  'cancelled',
] as const satisfies readonly MilestoneState[];
