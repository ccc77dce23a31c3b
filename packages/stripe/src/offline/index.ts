export type { Delivery, DeliveryOptions, WebhookEndpoint } from './deliveries.ts';
export type { DisputeAction, NewDispute } from './disputes.ts';
export type { Fault, FaultRule, OfflineCall } from './faults.ts';
export type { Dashboard, Happenings } from './happenings.ts';
export { type Behaviour, type Decline, offlineMethods } from './methods.ts';
export {
  type NodeConnection,
  type OfflineObjects,
  type OfflineStripe,
  type OfflineStripeOptions,
  offlineStripe,
} from './offline-stripe.ts';
export type { NewAccount, NewCustomer } from './people.ts';
export type { OfflineEvent } from './state.ts';
