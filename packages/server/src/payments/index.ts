export { type ManualProviderOptions, manualProvider } from './manual/manual-provider.ts';
export { amountAtProvider } from './operate.ts';
export * from './provider.ts';
export * from './runner.ts';
export { type LeasedPayment, leasedPayments, schedulePayments } from './schedule.ts';
export * from './simulated/index.ts';
export { type Backoff, defaultTiming, type PaymentTiming } from './timing.ts';
