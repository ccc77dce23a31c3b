import { writeFileSync } from 'node:fs';
import { type Contract, type ContractId, instant, type Movement } from '@workroom/core';
import type { PaymentProvider } from '../payments/provider.ts';
import type { SimulatedBooks } from '../payments/simulated/books.ts';
import { simulatedProvider } from '../payments/simulated/provider.ts';
import { defaultTiming } from '../payments/timing.ts';
import { openStore } from '../store/open-store.ts';
import { client, freelancer, openPipeline } from '../testing/pipeline.test.support.ts';
import { systemTimer } from '../timer.ts';
import { pgliteDirectory } from './pglite-directory.ts';
import { simulatedFileStorage } from './simulated-file-storage.ts';

// A separate process: `work` is killed during a payment, `recover` is the restart.

/** The point at which the process kills itself, like `kill -9`. */
export type Point = 'before the provider' | 'after the provider';
export type Job = 'fund' | 'release' | 'refund' | 'bonus' | 'return';

export type Errand =
  | { readonly does: 'work'; readonly job: Job; readonly point: Point; readonly hitFile: string }
  | { readonly does: 'recover' };

export interface Order {
  readonly database: { readonly url: string } | { readonly directory: string };
  readonly books: string;
  readonly errand: Errand;
}

const { database, books, errand } = JSON.parse(process.argv[2] ?? '') as Order;
const store = openStore({ database: 'url' in database ? database.url : pgliteDirectory(database.directory) });
await store.migrate();
const simulated = simulatedProvider({ storage: simulatedFileStorage(books) });

if (errand.does === 'work') await work(errand);
else await recover();
await store.close();

async function work({ job, point, hitFile }: Extract<Errand, { does: 'work' }>): Promise<void> {
  let armed = false;
  const provider = deadly(simulated, point, () => armed, hitFile);
  const pipeline = pipelineOver(provider, Date.now);
  const id = await pipeline.create([10_000], { fees: { clientBps: 300, freelancerBps: 1_000 } });
  const milestoneId = (await pipeline.contract(id)).milestones[0]?.id;
  if (milestoneId === undefined) throw new Error('no milestone');
  const fund = () => pipeline.run(id, { type: 'fund', milestoneId }, client);
  const release = () => pipeline.run(id, { type: 'release', milestoneId, amount: 10_000 }, client);
  if (job !== 'fund' && job !== 'bonus') await fund();
  if (job === 'return') await release();
  armed = true;
  if (job === 'fund') await fund();
  if (job === 'release') await release();
  if (job === 'return') {
    const asked = { type: 'return_funds', from: { milestoneId }, amount: 10_000, reason: 'Not as agreed.' } as const;
    await pipeline.run(id, asked, freelancer);
  }
  if (job === 'refund') await pipeline.run(id, { type: 'end' }, freelancer);
  if (job === 'bonus') await pipeline.run(id, { type: 'give_bonus', amount: 2_000 }, client);
}

/** After the restart, two sweeps run at once after the dead process's lease. */
async function recover(): Promise<void> {
  const asked: string[] = [];
  const noted: PaymentProvider = {
    ...simulated,
    charge: (request) => {
      asked.push('charge');
      return simulated.charge(request);
    },
    transfer: (request) => {
      asked.push('transfer');
      return simulated.transfer(request);
    },
    refund: (request) => {
      asked.push('refund');
      return simulated.refund(request);
    },
    async reverse(request) {
      asked.push('reversal');
      return (await simulated.reverse?.(request)) ?? unanswered;
    },
    lookup: (request) => {
      asked.push('lookup');
      return simulated.lookup(request);
    },
  };
  const later = () => Date.now() + defaultTiming.leaseMs;
  const opened = [pipelineOver(noted, Date.now), pipelineOver(noted, later), pipelineOver(noted, later)] as const;
  const [now, one, other] = opened;
  const early = await now.newSweep()();
  const sweep = one.newSweep();
  const swept = await Promise.all([sweep(), other.newSweep()()]);
  const again = await sweep();
  const { data } = await store.listContracts({ personId: null, sort: 'newest', limit: 10 });
  const [contractId] = data as readonly [ContractId];
  const report: Recovered = {
    early: early.payments,
    swept: swept.reduce((sum, { payments }) => sum + payments, 0),
    again: again.payments,
    asked,
    errors: opened.flatMap(({ errors }) => errors.map(({ error }) => String(error))),
    contract: await one.contract(contractId),
    movements: await store.movements(contractId),
    books: await simulated.books(contractId),
  };
  process.stdout.write(JSON.stringify(report));
}

function pipelineOver(provider: PaymentProvider, nowMs: () => number) {
  const now = () => instant(Date.now());
  return openPipeline({ store, provider, now, nowMs, random: Math.random, timer: systemTimer });
}

const unanswered = { status: 'pending', reference: null } as const;

export interface Recovered {
  /** Payments processed during the dead process's lease, after it, and once more. */
  readonly early: number;
  readonly swept: number;
  readonly again: number;
  readonly asked: readonly string[];
  readonly errors: readonly string[];
  readonly contract: Contract;
  readonly movements: readonly Movement[];
  readonly books: SimulatedBooks;
}

function deadly(provider: PaymentProvider, point: Point, armed: () => boolean, hitFile: string): PaymentProvider {
  const kill = <Request, Answer>(call: (request: Request) => Promise<Answer>) => {
    return async (request: Request): Promise<Answer> => {
      if (!armed()) return call(request);
      if (point === 'after the provider') await call(request);
      writeFileSync(hitFile, point);
      process.kill(process.pid, 'SIGKILL');
      return new Promise<never>(() => {});
    };
  };
  return {
    ...provider,
    charge: kill(provider.charge),
    transfer: kill(provider.transfer),
    refund: kill(provider.refund),
    ...(provider.reverse && { reverse: kill(provider.reverse) }),
  };
}
