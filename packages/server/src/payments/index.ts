export { amountAtProvider } from '@workroom/core';
export { type ManualProviderOptions, manualProvider } from './manual/manual-provider.ts';
export * from './provider.ts';
export * from './runner.ts';
export { type LeasedPayment, leasedPayments, schedulePayments } from './schedule.ts';
export * from './simulated/index.ts';
export { type Backoff, defaultTiming, type PaymentTiming } from './timing.ts';
