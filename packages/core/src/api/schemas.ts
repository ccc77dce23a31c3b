// The wire format. Schemas check types, lengths and safe integers. The rules check signs, minimums and limits, and
// refuse with their own codes. Unknown fields are refused, never dropped silently.

export * from './schemas/answers.ts';
export * from './schemas/bodies.ts';
export * from './schemas/contract.ts';
export * from './schemas/documents.ts';
export { Event } from './schemas/events.ts';
export { FeeRow, FeeShorthand, FeesInput, MarketFeeRows } from './schemas/fee.ts';
export * from './schemas/feeds.ts';
export { Person } from './schemas/fields.ts';
export { PaymentList } from './schemas/payment.ts';
export * from './schemas/people.ts';
export * from './schemas/queries.ts';
