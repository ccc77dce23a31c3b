export type { StripeAddress, StripeOptions } from './options.ts';
export { stripe } from './stripe.ts';
