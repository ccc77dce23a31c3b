export { ActivityTimeline } from './activity-timeline/activity-timeline.ts';
export { ContractList } from './contract-list/contract-list.ts';
export { type DefineOptions, defineElements, type ElementClass } from './foundation/define.ts';
export type * from './foundation/events.ts';
export { addLocale, type Message, type Messages } from './foundation/messages.ts';
export { MilestoneWorkroom } from './milestone-workroom/milestone-workroom.ts';
export { WorkroomProvider } from './provider/workroom-provider.ts';
export { ReviewAndPay } from './review-and-pay/review-and-pay.ts';
export { WorkroomOperations } from './workroom-operations/workroom-operations.ts';
