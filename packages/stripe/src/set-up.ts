import type { ProviderFinding } from '@workroom/server/payments';
import { read } from './answer.ts';
import type { StripeContext } from './context.ts';

/** The events that the provider needs; an endpoint with `*` gets all of them. */
export const subscribedEvents = [
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.processing',
  'payment_intent.requires_action',
  'payment_intent.canceled',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'transfer.created',
  'transfer.reversed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.closed',
  'charge.dispute.funds_reinstated',
  'radar.early_fraud_warning.created',
] as const;

const webhookPath = '/payments/stripe/webhook';

/**
 * The checks of `workroom doctor --provider` for the Stripe account. A check is skipped if the key may not read the
 * data.
 */
export async function checkSetUp(context: StripeContext): Promise<readonly ProviderFinding[]> {
  const parts = [
    { check: 'webhook events', run: events },
    { check: 'payouts of your account', run: ownPayouts },
    { check: 'losses_collector', run: losses },
  ];
  const secret = webhookSecret(context);
  const found = await Promise.all(
    parts.map(async ({ check, run }) => {
      try {
        return await run(context, check);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return doubtful(check, why, 'Check `secretKey`, and that a restricted key may read this.');
      }
    }),
  );
  return [secret, ...found];
}

function webhookSecret({ options }: StripeContext): ProviderFinding {
  const check = 'webhook secret';
  const secrets = [options.webhookSecret ?? []].flat();
  return secrets.length > 0
    ? well(check, 'set')
    : wrong(
        check,
        'no `webhookSecret`: chargebacks are not heard of',
        'Pass the signing secret of the endpoint (whsec_…).',
      );
}

async function events({ api }: StripeContext, check: string): Promise<ProviderFinding> {
  const { data } = await read('listing webhook endpoints', () => api.webhookEndpoints.list({ limit: 100 }));
  const ours = data.filter(({ url, status }) => status === 'enabled' && new URL(url).pathname.endsWith(webhookPath));
  if (ours.length === 0) {
    const found = `no enabled endpoint ends in ${webhookPath}`;
    return wrong(
      check,
      found,
      'Add one in the dashboard (Developers → Webhooks) with the events of docs/payments-stripe.md.',
    );
  }
  const enabled = new Set(ours.flatMap((each) => each.enabled_events));
  const missing = enabled.has('*') ? [] : subscribedEvents.filter((event) => !enabled.has(event));
  if (missing.length === 0) return well(check, 'all that bring news');
  return wrong(check, `no endpoint gets ${missing.join(', ')}`, 'Add them to the endpoint in the dashboard.');
}

async function ownPayouts({ api }: StripeContext, check: string): Promise<ProviderFinding> {
  const { payments } = await read('reading the balance settings', () => api.balanceSettings.retrieve());
  const interval = payments.payouts?.schedule?.interval ?? null;
  if (interval === 'manual') return well(check, 'made by hand');
  return wrong(
    check,
    `${interval ?? 'automatic'}: they take held money with them to your bank`,
    'Set the payout schedule to manual in the dashboard (Settings → Payouts).',
  );
}

async function losses({ api }: StripeContext, check: string): Promise<ProviderFinding> {
  const { data } = await read('listing accounts', () => api.accounts.list({ limit: 100 }));
  const collectors = new Set(data.flatMap(({ controller }) => controller?.losses?.payments ?? []));
  if (collectors.size === 0) return well(check, 'no connected account says');
  const who = [...collectors].map((each) => (each === 'application' ? 'you' : each === 'stripe' ? 'Stripe' : each));
  const found = `negative balances of the newest ${data.length} accounts are borne by ${who.sort().join(' and ')}`;
  return collectors.size === 1
    ? well(check, found)
    : doubtful(
        check,
        found,
        'Create accounts with one `losses_collector`, so that you know whose loss a negative balance is.',
      );
}

function well(check: string, found: string): ProviderFinding {
  return { level: 'well', check, found, fix: null };
}

function doubtful(check: string, found: string, fix: string): ProviderFinding {
  return { level: 'doubtful', check, found, fix };
}

function wrong(check: string, found: string, fix: string): ProviderFinding {
  return { level: 'wrong', check, found, fix };
}
