import type { Stripe } from 'stripe';
import { newId, seconds, type World } from './world.ts';

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

export function addCustomer(world: World, { id, defaultMethod = null }: NewCustomer): Stripe.Customer {
  const customer: Stripe.Customer = {
    id: id ?? newId(world, 'cus'),
    object: 'customer',
    balance: 0,
    created: seconds(world),
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
  world.customers.set(customer.id, customer);
  return customer;
}

export function addAccount(
  world: World,
  { id, transfers = 'active', losses = 'application' }: NewAccount,
): Stripe.Account {
  const account: Stripe.Account = {
    id: id ?? newId(world, 'acct'),
    object: 'account',
    capabilities: { transfers },
    charges_enabled: false,
    controller: { type: 'application', is_controller: true, losses: { payments: losses } },
    created: seconds(world),
    details_submitted: transfers === 'active',
    email: null,
    payouts_enabled: transfers === 'active',
    type: 'express',
  };
  world.accounts.set(account.id, account);
  return account;
}
