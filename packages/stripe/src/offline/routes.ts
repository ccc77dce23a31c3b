import type { Stripe } from 'stripe';
import { updateDispute } from './disputes.ts';
import type { Form } from './form.ts';
import { cancelIntent, createIntent } from './intents.ts';
import * as params from './params.ts';
import { createRefund } from './refunds.ts';
import { createReversal } from './reversals.ts';
import { createTransfer } from './transfers.ts';
import { balanceOf, find, platform, type World } from './world.ts';

export interface Asked {
  readonly world: World;
  readonly form: Form;
  readonly id: string;
  /** The account of the request: `Stripe-Account`. */
  readonly account: string | null;
}

type Route = readonly [method: 'get' | 'post', path: string, answer: (asked: Asked) => object];

/** Only the endpoints that separate charges and transfers need. */
export const routes: readonly Route[] = [
  [
    'post',
    '/v1/payment_intents',
    ({ world, form }) => {
      const asked = params.paramsOf(params.createIntent, form);
      return expanded(world, createIntent(world, asked), asked.expand);
    },
  ],
  [
    'get',
    '/v1/payment_intents/search',
    ({ world, form }) => {
      const { query, limit } = params.paramsOf(params.searchIntents, form);
      const [, name = '', value = ''] = /^metadata\['(\w+)'\]:'([^']*)'$/.exec(query) ?? [];
      const data = [...world.intents.values()].filter((each) => each.metadata[name] === value).slice(0, limit);
      return { object: 'search_result', data, has_more: false, url: '/v1/payment_intents/search', next_page: null };
    },
  ],
  [
    'get',
    '/v1/payment_intents',
    ({ world, form }) => {
      const { customer, ...page } = params.paramsOf(params.listIntents, form);
      return listOf(world.intents, page, (each) => customer === undefined || each.customer === customer);
    },
  ],
  [
    'get',
    '/v1/payment_intents/:id',
    ({ world, form, id }) => {
      const { expand } = params.paramsOf(params.retrieve, form);
      return expanded(world, find(world.intents, id, 'payment_intent'), expand);
    },
  ],
  [
    'post',
    '/v1/payment_intents/:id/cancel',
    ({ world, id }) => cancelIntent(world, find(world.intents, id, 'payment_intent')),
  ],
  [
    'get',
    '/v1/charges',
    ({ world, form }) => {
      const { transfer_group: group, ...page } = params.paramsOf(params.listCharges, form);
      return listOf(world.charges, page, (each) => group === undefined || each.transfer_group === group);
    },
  ],
  ['post', '/v1/transfers', ({ world, form }) => createTransfer(world, params.paramsOf(params.createTransfer, form))],
  [
    'get',
    '/v1/transfers',
    ({ world, form }) => {
      const { transfer_group: group, ...page } = params.paramsOf(params.listTransfers, form);
      return listOf(world.transfers, page, (each) => group === undefined || each.transfer_group === group);
    },
  ],
  [
    'post',
    '/v1/transfers/:id/reversals',
    ({ world, form, id }) =>
      createReversal(world, find(world.transfers, id, 'transfer'), params.paramsOf(params.createReversal, form)),
  ],
  [
    'get',
    '/v1/transfers/:id/reversals',
    ({ world, form, id }) =>
      listOf(world.reversals, params.paramsOf(params.listReversals, form), (each) => each.transfer === id),
  ],
  ['get', '/v1/transfers/:id', ({ world, id }) => find(world.transfers, id, 'transfer')],
  ['post', '/v1/refunds', ({ world, form }) => createRefund(world, params.paramsOf(params.createRefund, form))],
  [
    'get',
    '/v1/refunds',
    ({ world, form }) => {
      const { charge, payment_intent: intent, ...page } = params.paramsOf(params.listRefunds, form);
      return listOf(
        world.refunds,
        page,
        (each) =>
          (charge === undefined || each.charge === charge) && (intent === undefined || each.payment_intent === intent),
      );
    },
  ],
  ['get', '/v1/refunds/:id', ({ world, id }) => find(world.refunds, id, 'refund')],
  ['get', '/v1/charges/:id', ({ world, id }) => find(world.charges, id, 'charge')],
  [
    'get',
    '/v1/disputes',
    ({ world, form }) => {
      const { charge, payment_intent: intent, ...page } = params.paramsOf(params.listDisputes, form);
      return listOf(
        world.disputes,
        page,
        (each) =>
          (charge === undefined || each.charge === charge) && (intent === undefined || each.payment_intent === intent),
      );
    },
  ],
  ['get', '/v1/disputes/:id', ({ world, id }) => find(world.disputes, id, 'dispute')],
  [
    'post',
    '/v1/disputes/:id',
    ({ world, form, id }) =>
      updateDispute(world, find(world.disputes, id, 'dispute'), params.paramsOf(params.updateDispute, form)),
  ],
  [
    'get',
    '/v1/webhook_endpoints',
    ({ world, form }) => listOf(world.endpoints, params.paramsOf(params.listEndpoints, form), () => true),
  ],
  ['get', '/v1/customers/:id', ({ world, id }) => find(world.customers, id, 'customer')],
  [
    'get',
    '/v1/accounts',
    ({ world, form }) => listOf(world.accounts, params.paramsOf(params.listAccounts, form), () => true),
  ],
  [
    'get',
    '/v1/balance_settings',
    ({ world }) => ({
      object: 'balance_settings',
      payments: { payouts: { schedule: { interval: world.payoutInterval }, status: 'enabled' } },
    }),
  ],
  ['get', '/v1/accounts/:id', ({ world, id }) => find(world.accounts, id, 'account')],
  ['get', '/v1/balance', ({ world, account }) => balanceOf(world, account ?? platform)],
];

/** Objects refer to others by id, unless the request expands them. */
function expanded(
  world: World,
  intent: Stripe.PaymentIntent,
  expand: readonly string[] | undefined,
): Stripe.PaymentIntent {
  const { latest_charge: charge } = intent;
  if (expand?.includes('latest_charge') !== true || typeof charge !== 'string') return intent;
  return { ...intent, latest_charge: find(world.charges, charge, 'charge') };
}

/** A page, the newest first (https://docs.stripe.com/api/pagination). */
function listOf<T extends { readonly id: string; readonly object: string }>(
  kind: ReadonlyMap<string, T>,
  { limit, starting_after: after }: { readonly limit: number; readonly starting_after?: string | undefined },
  matches: (each: T) => boolean,
): Stripe.ApiList<T> {
  const all = [...kind.values()].reverse().filter(matches);
  const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const data = all.slice(from, from + Math.min(limit, 100));
  return { object: 'list', data, has_more: from + data.length < all.length, url: `/v1/${all[0]?.object ?? 'list'}s` };
}
