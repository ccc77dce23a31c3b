export * from './actions.ts';
export { amountAtProvider } from './amount-at-provider.ts';
export * from './approval-request.ts';
export { effectOfApproval, isOpenRequest } from './approvals.ts';
export * from './attention.ts';
export * from './chargeback.ts';
export type * from './command.ts';
export type * from './contract.ts';
export { contractNow, nextDeadline } from './deadlines.ts';
export { applyDeadlines, createContract, decide } from './decide.ts';
export * from './display-text.ts';
export * from './dispute-record.ts';
export {
  type DocumentNumber,
  type DocumentStamp,
  type DocumentSubject,
  type DocumentType,
  documentNumber,
  documentSubjects,
  documentTypes,
  stampsOf,
} from './documents.ts';
export { type Actor, type Decision, type Environment, sideOf } from './draft.ts';
export { type Erasure, eraseWords, isOver } from './erasure.ts';
export * from './events/catalogue.ts';
export type * from './events/event.ts';
export * from './events/notices.ts';
export * from './events/words.ts';
export * from './fee-row.ts';
export * from './fees.ts';
export * from './forecast.ts';
export { type Freeze, type FrozenBy, isFrozen } from './freeze.ts';
export { sumOf } from './funds.ts';
export * from './ids.ts';
export * from './instant.ts';
export * from './ledger.ts';
export * from './members.ts';
export { currentMilestone, isFinished, isOccupied, nextMilestone } from './milestones.ts';
export * from './money.ts';
export type * from './payment-record.ts';
export * from './payout-record.ts';
export * from './payouts.ts';
export * from './people.ts';
export * from './policy.ts';
export * from './process.ts';
export { type Quote, type QuotedCommand, type QuoteLine, quote } from './quote.ts';
export * from './refusal.ts';
export * from './return-record.ts';
export * from './states.ts';
