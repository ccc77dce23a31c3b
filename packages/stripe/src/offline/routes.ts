import type { Stripe } from 'stripe';
import { updateDispute } from './disputes.ts';
import type { Form } from './form.ts';
import { cancelIntent, createIntent } from './intents.ts';
import * as params from './params.ts';
import { createRefund } from './refunds.ts';
import { createReversal } from './reversals.ts';
import { balanceOf, find, type OfflineState, platform } from './state.ts';
import { createTransfer } from './transfers.ts';

export interface Asked {
  readonly state: OfflineState;
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
    ({ state, form }) => {
      const asked = params.paramsOf(params.createIntent, form);
      return expanded(state, createIntent(state, asked), asked.expand);
    },
  ],
  [
    'get',
    '/v1/payment_intents/search',
    ({ state, form }) => {
      const { query, limit } = params.paramsOf(params.searchIntents, form);
      const [, name = '', value = ''] = /^metadata\['(\w+)'\]:'([^']*)'$/.exec(query) ?? [];
      const data = [...state.intents.values()].filter((each) => each.metadata[name] === value).slice(0, limit);
      return { object: 'search_result', data, has_more: false, url: '/v1/payment_intents/search', next_page: null };
    },
  ],
  [
    'get',
    '/v1/payment_intents',
    ({ state, form }) => {
      const { customer, ...page } = params.paramsOf(params.listIntents, form);
      return listOf(state.intents, page, (each) => customer === undefined || each.customer === customer);
    },
  ],
  [
    'get',
    '/v1/payment_intents/:id',
    ({ state, form, id }) => {
      const { expand } = params.paramsOf(params.retrieve, form);
      return expanded(state, find(state.intents, id, 'payment_intent'), expand);
    },
  ],
  [
    'post',
    '/v1/payment_intents/:id/cancel',
    ({ state, id }) => cancelIntent(state, find(state.intents, id, 'payment_intent')),
  ],
  [
    'get',
    '/v1/charges',
    ({ state, form }) => {
      const { transfer_group: group, ...page } = params.paramsOf(params.listCharges, form);
      return listOf(state.charges, page, (each) => group === undefined || each.transfer_group === group);
    },
  ],
  ['post', '/v1/transfers', ({ state, form }) => createTransfer(state, params.paramsOf(params.createTransfer, form))],
  [
    'get',
    '/v1/transfers',
    ({ state, form }) => {
      const { transfer_group: group, ...page } = params.paramsOf(params.listTransfers, form);
      return listOf(state.transfers, page, (each) => group === undefined || each.transfer_group === group);
    },
  ],
  [
    'post',
    '/v1/transfers/:id/reversals',
    ({ state, form, id }) =>
      createReversal(state, find(state.transfers, id, 'transfer'), params.paramsOf(params.createReversal, form)),
  ],
  [
    'get',
    '/v1/transfers/:id/reversals',
    ({ state, form, id }) =>
      listOf(state.reversals, params.paramsOf(params.listReversals, form), (each) => each.transfer === id),
  ],
  ['get', '/v1/transfers/:id', ({ state, id }) => find(state.transfers, id, 'transfer')],
  ['post', '/v1/refunds', ({ state, form }) => createRefund(state, params.paramsOf(params.createRefund, form))],
  [
    'get',
    '/v1/refunds',
    ({ state, form }) => {
      const { charge, payment_intent: intent, ...page } = params.paramsOf(params.listRefunds, form);
      return listOf(
        state.refunds,
        page,
        (each) =>
          (charge === undefined || each.charge === charge) && (intent === undefined || each.payment_intent === intent),
      );
    },
  ],
  ['get', '/v1/refunds/:id', ({ state, id }) => find(state.refunds, id, 'refund')],
  ['get', '/v1/charges/:id', ({ state, id }) => find(state.charges, id, 'charge')],
  [
    'get',
    '/v1/disputes',
    ({ state, form }) => {
      const { charge, payment_intent: intent, ...page } = params.paramsOf(params.listDisputes, form);
      return listOf(
        state.disputes,
        page,
        (each) =>
          (charge === undefined || each.charge === charge) && (intent === undefined || each.payment_intent === intent),
      );
    },
  ],
  ['get', '/v1/disputes/:id', ({ state, id }) => find(state.disputes, id, 'dispute')],
  [
    'post',
    '/v1/disputes/:id',
    ({ state, form, id }) =>
      updateDispute(state, find(state.disputes, id, 'dispute'), params.paramsOf(params.updateDispute, form)),
  ],
  [
    'get',
    '/v1/webhook_endpoints',
    ({ state, form }) => listOf(state.endpoints, params.paramsOf(params.listEndpoints, form), () => true),
  ],
  ['get', '/v1/customers/:id', ({ state, id }) => find(state.customers, id, 'customer')],
  [
    'get',
    '/v1/accounts',
    ({ state, form }) => listOf(state.accounts, params.paramsOf(params.listAccounts, form), () => true),
  ],
  [
    'get',
    '/v1/balance_settings',
    ({ state }) => ({
      object: 'balance_settings',
      payments: { payouts: { schedule: { interval: state.payoutInterval }, status: 'enabled' } },
    }),
  ],
  ['get', '/v1/accounts/:id', ({ state, id }) => find(state.accounts, id, 'account')],
  ['get', '/v1/balance', ({ state, account }) => balanceOf(state, account ?? platform)],
];

/** Objects refer to others by id, unless the request expands them. */
function expanded(
  state: OfflineState,
  intent: Stripe.PaymentIntent,
  expand: readonly string[] | undefined,
): Stripe.PaymentIntent {
  const { latest_charge: charge } = intent;
  if (expand?.includes('latest_charge') !== true || typeof charge !== 'string') return intent;
  return { ...intent, latest_charge: find(state.charges, charge, 'charge') };
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
