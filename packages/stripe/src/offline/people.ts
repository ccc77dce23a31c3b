import type { Stripe } from 'stripe';
import { newId, type OfflineState, seconds } from './state.ts';

export interface NewCustomer {
  readonly id?: string;
  /** The default payment method. */
  readonly defaultMethod?: string | null;
}

export interface NewAccount {
  readonly id?: string;
  /** Whether it can receive transfers: `pending` until Stripe has verified the person. */
  readonly transfers?: 'active' | 'inactive' | 'pending';
  /** Who bears its negative balance (`losses_collector`). @default 'application', the platform */
  readonly losses?: 'application' | 'stripe';
}

export function addCustomer(state: OfflineState, { id, defaultMethod = null }: NewCustomer): Stripe.Customer {
  const customer: Stripe.Customer = {
    id: id ?? newId(state, 'cus'),
    object: 'customer',
    balance: 0,
    created: seconds(state),
    default_source: null,
    description: null,
    email: null,
    invoice_settings: {
      custom_fields: null,
      default_payment_method: defaultMethod,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    shipping: null,
  };
  state.customers.set(customer.id, customer);
  return customer;
}

export function addAccount(
  state: OfflineState,
  { id, transfers = 'active', losses = 'application' }: NewAccount,
): Stripe.Account {
  const account: Stripe.Account = {
    id: id ?? newId(state, 'acct'),
    object: 'account',
    capabilities: { transfers },
    charges_enabled: false,
    controller: { type: 'application', is_controller: true, losses: { payments: losses } },
    created: seconds(state),
    details_submitted: transfers === 'active',
    email: null,
    payouts_enabled: transfers === 'active',
    type: 'express',
  };
  state.accounts.set(account.id, account);
  return account;
}
