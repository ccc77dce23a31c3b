import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { amount, type ContractId, type PaymentId, type PaymentKind } from '@workroom/core';
import { simulatedFileStorage } from '@workroom/server/node';
import {
  type PaymentProvider,
  type SimulatedBooks,
  type SimulatedOperation,
  simulatedProvider,
} from '@workroom/server/payments';
import { stripe } from '@workroom/stripe';
import { type OfflineStripe, offlineStripe } from '@workroom/stripe/offline';
import { client, freelancer } from '../market/people.ts';

/** How a server process connects to the provider, which runs outside it. */
export type ProviderAddress =
  | { readonly kind: 'simulated'; readonly folder: string }
  | { readonly kind: 'stripe'; readonly port: number; readonly customer: string; readonly account: string };

/** A payment provider that outlives every server process, with its records. */
export interface Outside {
  readonly address: ProviderAddress;
  books(contractId: ContractId): Promise<SimulatedBooks>;
  close(): Promise<void>;
}

export const outsides = { simulated: openSimulated, stripe: openOfflineStripe } as const;

/** The provider in a server process. */
export function providerAt(address: ProviderAddress): PaymentProvider {
  if (address.kind === 'simulated') {
    return simulatedProvider({ storage: simulatedFileStorage(address.folder) });
  }
  const { port, customer, account } = address;
  return stripe({
    secretKey: 'sk_test_offline',
    customerFor: (userId) => (userId === client.id ? customer : null),
    accountFor: (userId) => (userId === freelancer.id ? account : null),
    api: { host: '127.0.0.1', port, protocol: 'http' },
  });
}

/** The clients' bank. */
export interface Bank {
  /** Takes a whole charge back. */
  takeBack(charge: PaymentId): Promise<unknown>;
  /** Decides the dispute. */
  decide(charge: PaymentId, outcome: 'won' | 'lost'): Promise<unknown>;
}

/** The bank, as a server process reaches it. It sends no webhooks. */
export function bankAt(address: ProviderAddress): Bank {
  if (address.kind === 'simulated') {
    const bank = simulatedProvider({ storage: simulatedFileStorage(address.folder) });
    return { takeBack: (charge) => bank.chargeback(charge), decide: bank.decideChargeback };
  }
  const ask = (charge: PaymentId, what: string) =>
    fetch(`http://127.0.0.1:${address.port}/bank/${what}/${charge}`, { method: 'POST' });
  return { takeBack: (charge) => ask(charge, 'take'), decide: (charge, outcome) => ask(charge, outcome) };
}

/** A payment method whose money is available at once. */
export const settledAtOnce = { simulated: 'pm_ok', stripe: 'pm_card_bypassPending' } as const;

/** A payment method that needs the client's confirmation. */
export const needsAction = { simulated: 'pm_needs_action', stripe: 'pm_card_authenticationRequired' } as const;

async function openSimulated(): Promise<Outside> {
  const folder = await mkdtemp(join(tmpdir(), 'books-'));
  const provider = simulatedProvider({ storage: simulatedFileStorage(folder) });
  return {
    address: { kind: 'simulated', folder },
    books: provider.books,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function openOfflineStripe(): Promise<Outside> {
  const offline = offlineStripe();
  const answer: typeof offline.fetch = (request, environment) =>
    bankCall(offline, request) ? new Response() : offline.fetch(request, environment);
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const made = serve({ fetch: answer, port: 0, hostname: '127.0.0.1' }, () => resolve(made));
  });
  const { port } = server.address() as AddressInfo;
  const customer = offline.customer({ defaultMethod: 'pm_card_visa' }).id;
  const account = offline.account().id;
  return {
    address: { kind: 'stripe', port, customer, account },
    async books(contractId) {
      const { intents, transfers, refunds, reversals, disputes } = offline.objects;
      const operations = [
        ...intents().map((each) => operation('charge', each, each.status === 'succeeded')),
        ...transfers().map((each) => operation('transfer', each, true)),
        ...refunds().map((each) => operation('refund', each, each.status === 'succeeded')),
        ...reversals().map((each) => operation('reversal', each, true)),
      ].filter((each) => each.contractId === contractId);
      const sum = (kind: PaymentKind) =>
        amount(
          operations
            .filter((each) => each.kind === kind && each.status === 'succeeded')
            .reduce((total, each) => total + each.amount, 0),
        );
      const charges = new Set(intents().flatMap((each) => (isOf(contractId, each) ? [each.id] : [])));
      const withdrawn = disputes()
        .filter(({ payment_intent: intent }) => typeof intent === 'string' && charges.has(intent))
        .flatMap(({ balance_transactions: entries }) => entries);
      return {
        charged: sum('charge'),
        transferred: sum('transfer'),
        refunded: sum('refund'),
        reversed: sum('reversal'),
        disputed: amount(withdrawn.reduce((total, each) => total - each.amount, 0)),
        operations,
      };
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** Handles a request to the clients' bank. Returns whether it was one. */
function bankCall({ objects, dispute: open, settle }: OfflineStripe, { url }: Request): boolean {
  const [, root, what, key] = new URL(url).pathname.split('/');
  if (root !== 'bank') return false;
  const intent = objects.intents().find(({ metadata }) => metadata.workroom_payment === key);
  if (intent === undefined) throw new Error(`No charge has the key ${key}.`);
  const dispute = objects.disputes().find(({ payment_intent: id }) => id === intent.id);
  if (what === 'take') open(intent.id);
  else if (dispute !== undefined) settle(dispute.id, what === 'won' ? 'won' : 'lost');
  return true;
}

interface StripeObject {
  readonly amount: number;
  readonly currency: string;
  readonly metadata: Readonly<Record<string, string>> | null;
}

function isOf(
  contractId: ContractId | undefined,
  { metadata }: { readonly metadata: StripeObject['metadata'] },
): boolean {
  return metadata?.workroom_contract === contractId;
}

/** By the provider's own ids; the offline Stripe does not know ours. */
function operation(kind: PaymentKind, object: StripeObject, isDone: boolean): SimulatedOperation {
  const { workroom_payment: key = '', workroom_contract: contractId = '' } = object.metadata ?? {};
  return {
    key: key as PaymentId,
    kind,
    contractId: contractId as ContractId,
    currency: object.currency.toUpperCase(),
    amount: amount(object.amount),
    status: isDone ? 'succeeded' : 'failed',
  };
}
