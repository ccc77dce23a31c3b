import { createWorkroom } from '@workroom/server';
import type { StripeAddress } from './options.ts';
import { stripe } from './stripe.ts';

// A server process that is killed during a request to Stripe.

export type Job = 'fund' | 'release' | 'refund' | 'bonus' | 'auto-release';

export interface Order {
  readonly database: string;
  readonly api: StripeAddress;
  readonly customer: string;
  readonly account: string;
  readonly contractId: string;
  readonly milestoneId: string;
  readonly job: Job;
}

const client = { id: 'ada', name: 'Ada' };
const freelancer = { id: 'bob', name: 'Bob' };

const { database, api: address, customer, account, job, ...milestone } = JSON.parse(process.argv[2] ?? '') as Order;
const { contractId } = milestone;
let nowMs = Date.now();
const workroom = createWorkroom({
  database,
  payments: stripe({
    secretKey: 'sk_test_offline',
    customerFor: () => customer,
    accountFor: () => account,
    api: address,
  }),
  clock: { now: () => new Date(nowMs) },
  autoMigrate: false,
  sweep: false,
  logger: () => {},
});
const { api } = workroom;
const armed = () => fetch(`http://${address.host}:${address.port}/armed`);
const fund = () => api.fund({ actor: client, ...milestone, idempotencyKey: `${contractId}-fund` });
const release = { actor: client, ...milestone, idempotencyKey: `${contractId}-release`, body: { amount: 50_000 } };

if (job !== 'fund') await fund();
if (job === 'auto-release') {
  await api.submit({ actor: freelancer, ...milestone, body: { message: 'Done.' } });
  nowMs += 15 * 86_400_000;
}
await armed();
if (job === 'fund') await fund();
if (job === 'release') await api.release(release);
if (job === 'refund') await api.endContract({ actor: freelancer, contractId, idempotencyKey: `${contractId}-end` });
if (job === 'bonus') {
  await api.giveBonus({ actor: client, contractId, idempotencyKey: `${contractId}-bonus`, body: { amount: 5_000 } });
}
if (job === 'auto-release') await workroom.sweep();
// Pending requests are not awaited: they end with the process, unless it is killed first.
await workroom.close();
