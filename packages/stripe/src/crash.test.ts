import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createWorkroom } from '@workroom/server';
import { bundledScript } from '@workroom/toolchain/bundled-script';
import { limits } from '@workroom/toolchain/limits';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Job, Order } from './crash.test.support.ts';
import { type OfflineStripe, offlineStripe } from './offline/index.ts';
import { onFreePort } from './offline.test.support.ts';
import { stripe } from './stripe.ts';

const client = { id: 'ada', name: 'Ada' };
const freelancer = { id: 'bob', name: 'Bob' };
const deposit = 50_000;

/** Every request that moves money, and the amounts moved at the end. */
const steps: readonly (readonly [job: Job, path: string, moved: Moved])[] = [
  ['fund', '/v1/payment_intents', { charged: deposit, paidOut: 0, refunded: 0 }],
  ['release', '/v1/transfers', { charged: deposit, paidOut: deposit, refunded: 0 }],
  ['refund', '/v1/refunds', { charged: deposit, paidOut: 0, refunded: deposit }],
  ['bonus', '/v1/payment_intents', { charged: deposit + 5_000, paidOut: 5_000, refunded: 0 }],
  ['bonus', '/v1/transfers', { charged: deposit + 5_000, paidOut: 5_000, refunded: 0 }],
  ['auto-release', '/v1/transfers', { charged: deposit, paidOut: deposit, refunded: 0 }],
];
/** The short form has one step of each path: charge, transfer, refund, and the sweep's transfer. */
const isShort = !process.env.WORKROOM_EVERY_CRASH;
const tested = isShort
  ? steps.filter(([job, path]) => job !== 'release' && !(job === 'bonus' && path === '/v1/payment_intents'))
  : steps;
const points = tested.flatMap(([job, path, moved]) =>
  (['before', 'after'] as const).map((when) => ({ job, path, when, moved })),
);
type Point = (typeof points)[number];

interface Moved {
  readonly charged: number;
  readonly paidOut: number;
  readonly refunded: number;
}

describe.skipIf(!hasPostgres(18))('a server that is killed during a Stripe request that moves money', () => {
  const offline = offlineStripe();
  const customer = offline.customer({ defaultMethod: 'pm_card_visa' }).id;
  const account = offline.account().id;
  const crashed = new Map<Point, { readonly contractId: string; readonly hit: boolean }>();
  let recovery: Awaited<ReturnType<typeof openRecovery>>;

  beforeAll(async () => {
    await using script = await bundledScript(join(import.meta.dirname, 'crash.test.support.ts'));
    const postgres = await startPostgres({ version: 18 });
    recovery = await openRecovery(await postgres.freshDatabase(), offline, { customer, account });
    const lane = async (waiting: IterableIterator<Point>) => {
      for (const point of waiting) {
        const made = await recovery.create();
        const hit = await killedAt(script.path, point, offline, { ...recovery.order, ...made, job: point.job });
        crashed.set(point, { contractId: made.contractId, hit });
      }
    };
    // Jobs in which a sweep is killed run one by one, because a sweep works for all contracts. Then all others run.
    // Recovery comes last, because it takes over the work of every killed process.
    await lane(points.filter(({ job }) => job === 'auto-release').values());
    const others = points.filter(({ job }) => job !== 'auto-release').values();
    await Promise.all([lane(others), lane(others), lane(others)]);
    await recovery.run();
    return () => postgres.stop();
    // All crashes happen in this hook, one process after another.
  }, 2 * limits.hookMs);
  afterAll(() => recovery.close());

  test.each(points)('$job, killed $when $path: the money moves once', async (point) => {
    const { contractId = '', hit } = crashed.get(point) ?? {};
    expect(hit).toBe(true);
    const contract = await recovery.api.getContract({ actor: client, contractId });
    expect(contract.payments.map(({ status }) => status)).toEqual(contract.payments.map(() => 'succeeded'));
    expect(movedAt(offline, contractId)).toEqual(point.moved);
    const { balances } = await recovery.api.getLedger({ actor: 'server', contractId });
    const { charged, paidOut, refunded } = point.moved;
    expect(balances.processor ?? 0).toBe(paidOut + refunded - charged);
  });
});

/** The restarted server: in this process, an hour later, when every lease has expired. */
async function openRecovery(
  database: string,
  offline: OfflineStripe,
  people: { readonly customer: string; readonly account: string },
) {
  const served = await onFreePort(offline);
  const workroom = createWorkroom({
    database,
    payments: stripe({
      secretKey: 'sk_test_offline',
      customerFor: () => people.customer,
      accountFor: () => people.account,
      api: served.api,
    }),
    systemNow: () => Date.now() + 3_600_000,
    sweep: false,
    logger: () => {},
  });
  await workroom.ready;
  const { api } = workroom;
  return {
    api,
    order: { database, ...people },
    async create() {
      const milestones = [{ title: 'Logo', amount: deposit }];
      const body = {
        title: 'Brand identity',
        currency: 'USD',
        client,
        freelancer,
        status: 'active',
        milestones,
      } as const;
      const { id: contractId, milestones: made } = await api.createContract({ actor: 'server', body });
      return { contractId, milestoneId: made[0]?.id ?? '' };
    },
    async run() {
      for (let rounds = 0; rounds < 10; rounds += 1) if ((await workroom.sweep()).payments === 0) return;
    },
    async close() {
      await workroom.close();
      await served.close();
    },
  };
}

/** Runs the job in a process that is killed at the request, or after Stripe has executed it but before the answer. */
async function killedAt(
  script: string,
  { path, when }: Point,
  offline: OfflineStripe,
  order: Omit<Order, 'api'>,
): Promise<boolean> {
  let isArmed = false;
  const served = await onFreePort({
    async fetch(request, environment) {
      const { pathname } = new URL(request.url);
      if (pathname === '/armed') {
        isArmed = true;
        return new Response();
      }
      if (!isArmed || request.method !== 'POST' || pathname !== path) return offline.fetch(request, environment);
      if (when === 'after') await offline.fetch(request, environment);
      child.kill('SIGKILL');
      return new Response(null, { status: 503 });
    },
  });
  const args = [script, JSON.stringify({ ...order, api: served.api })];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [, signal] = await once(child, 'exit');
  await served.close();
  return signal === 'SIGKILL';
}

function movedAt({ objects }: OfflineStripe, contractId: string): Moved {
  const sum = (all: readonly { readonly amount: number; readonly metadata: unknown }[]) =>
    all
      .filter(({ metadata }) => JSON.stringify(metadata).includes(contractId))
      .reduce((total, { amount }) => total + amount, 0);
  return { charged: sum(objects.charges()), paidOut: sum(objects.transfers()), refunded: sum(objects.refunds()) };
}
