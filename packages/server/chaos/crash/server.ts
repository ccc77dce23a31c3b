import { idSource } from '@workroom/core';
import { createWorkroom } from '@workroom/server';
import { openStore } from '../../src/store/open-store.ts';
import { callerOf, secretKey } from '../market/requests.ts';
import { providerWithFailpoints, storeWithFailpoints } from './failpoints.ts';
import { type JobName, jobNamed, textDays } from './jobs.ts';
import { type FromServer, type Order, schemaOf } from './messages.ts';
import { bankAt, providerAt } from './outside.ts';
import { createDeal, type Prepared, type Site } from './site.ts';
import type { Step } from './steps.ts';

// One server process, to be killed. It first recovers the previous process's state, then runs every job up to this
// round's boundary, and waits there until it is killed.

const order = JSON.parse(process.argv[2] ?? '') as Order;
const tell = (message: FromServer) => process.send?.(message);
const never = new Promise<never>(() => {});
/** A day per process, so that leases and waits of dead processes are over. */
const dayMs = 86_400_000;

const sites = new Map([...order.jobs, ...order.left.map(({ name }) => name)].map((name) => [name, openSite(name)]));

await Promise.all(order.left.map(({ name, prepared }) => recover(name, prepared)));
tell({ says: 'recovered' });
// Nothing starts before the test has inspected the recovered state.
await new Promise((resolve) => process.once('message', resolve));
if (order.boundary === null) process.exit(0);
await Promise.all(order.jobs.map((name) => work(name, order.boundary ?? 0)));

/** After a restart: two servers sweep at once, and the client repeats the unanswered request. */
async function recover(name: JobName, prepared: Prepared): Promise<void> {
  const { site } = siteOf(name);
  site.advance(prepared.aheadMs);
  await Promise.all([site.workroom.sweep(), site.workroom.sweep()]);
  await jobNamed(name).run(site, prepared);
  await site.workroom.sweep();
}

async function work(name: JobName, boundary: number): Promise<void> {
  const { site, store, arm, aheadMs } = siteOf(name);
  const { prepare, run } = jobNamed(name);
  const deal = await createDeal(site);
  await prepare(site, deal);
  // Reads the store directly, because the server would apply deadlines.
  const contract = (await store.load([{ id: deal.contractId }])).get(deal.contractId)?.contract;
  if (contract === undefined) throw new Error(`${deal.contractId} is not there.`);
  const { version, refundRequest, approvals, chargebacks, payments } = contract;
  const named = [refundRequest, approvals.at(-1), chargebacks.at(-1), payments.at(-1)];
  const subject = named.find((each) => each != null)?.id ?? '';
  const prepared = { ...deal, subject, version, aheadMs: aheadMs() };
  const reach = arm(boundary, (trail) => tell({ says: 'reached', name, trail, prepared }));
  await run(site, prepared);
  await reach('answer');
  throw new Error(`"${name}" has no boundary ${boundary}: take away what it does not do any more from the list.`);
}

/** Every job has its own server and tables, so that no job's sweep does another's work. */
function openSite(name: JobName) {
  let aheadMs = 0;
  let systemAheadMs = order.round * dayMs;
  const systemNow = () => Date.now() + systemAheadMs;
  let isCut = false;
  let isRefused = false;
  let boundary: number | null = null;
  let onReached: (trail: readonly Step[]) => void = () => {};
  const trail: Step[] = [];
  const reach = async (step: Step): Promise<void> => {
    if (boundary === null) return;
    // The job does nothing more.
    if (trail.length > boundary) return never;
    trail.push(step);
    if (trail.length <= boundary) return;
    onReached(trail);
    await never;
  };
  const provider = providerAt(order.provider);
  const charge: typeof provider.charge = async (request, signal) => {
    if (isCut) throw new Error('The line to the provider is cut.');
    return provider.charge(request, signal);
  };
  const transfer: typeof provider.transfer = async (request, signal) => {
    if (!isRefused) return provider.transfer(request, signal);
    return { status: 'failed', reference: null, code: 'account_closed', message: 'The account is closed.' };
  };
  const store = openStore({ database: { url: order.url, maxConnections: 3 }, schema: schemaOf(name) });
  const workroom = createWorkroom({
    database: storeWithFailpoints(store, reach),
    payments: providerWithFailpoints({ ...provider, charge, transfer }, reach),
    clock: { now: () => new Date(Date.now() + aheadMs) },
    systemNow,
    // Ids contain their time; a new process must not make the same ids again.
    newId: idSource(systemNow, Math.random),
    policy: {
      fees: { clientBps: 300, freelancerBps: 1_000 },
      reminders: [],
      operatorApprovalAbove: name === 'a second operator approves' ? { USD: 0 } : {},
    },
    sweep: false,
    retention: name === 'forget by age' ? { textDays } : {},
    secretKeys: [secretKey],
    sessionSecrets: ['the same for every server process, at least 32 bytes'],
    rateLimit: false,
    logger: () => {},
  });
  const site: Site = {
    workroom,
    call: callerOf(workroom),
    provider: order.provider.kind,
    bank: bankAt(order.provider),
    advance(ms) {
      aheadMs += ms;
    },
    cut(becomesCut) {
      isCut = becomesCut;
    },
    refusePayouts(becomesRefused) {
      isRefused = becomesRefused;
    },
    rest() {
      systemAheadMs += 60_000;
    },
  };
  return {
    site,
    store,
    aheadMs: () => aheadMs,
    arm(at: number, then: typeof onReached) {
      onReached = then;
      boundary = at;
      return reach;
    },
  };
}

function siteOf(name: JobName) {
  const found = sites.get(name);
  if (found === undefined) throw new Error(`There is no site for "${name}".`);
  return found;
}
