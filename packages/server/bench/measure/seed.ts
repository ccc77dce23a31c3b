import type { BodyOf } from '@workroom/core/api';
import { createWorkroom } from '@workroom/server';
import { instantProvider } from '../hosts/instant-provider.ts';
import { sessionSecret } from '../hosts/secrets.ts';
import { copyTables } from './copy-tables.ts';

/** Identical contracts: the first milestone is submitted and waits for its release. */
export interface Seeded {
  readonly contracts: number;
  readonly people: number;
  readonly version: number;
  readonly milestoneId: string;
  /** Of the n-th contract, from 0. */
  readonly contractId: (n: number) => string;
  /** The token of the client of the n-th contract and of every `people`-th one after it; for the first 1,000 people. */
  readonly clientToken: (n: number) => string;
}

export interface SeedOptions {
  readonly contracts: number;
  readonly milestones: number;
  /** Messages on every contract's timeline, besides its own events. */
  readonly messages?: number;
  /** Milestones that were paid before, with fees. Default: none. */
  readonly paid?: number;
  /** Whether to copy the history too, which commands do not read. */
  readonly history: boolean;
  /** Clients, and as many freelancers. */
  readonly people: number;
  /** Called at each percent of the copying, and for each table. */
  readonly progress?: (percent: number, what: string) => void;
}

const price = 50_000;
/** A fee each way, with tax. */
const policy: NonNullable<BodyOf<'createContract'>['policy']> = {
  fees: [
    { on: 'deposit', payer: 'client', label: 'Payment fee', bps: 300, taxBps: 2_000 },
    { on: 'release', payer: 'freelancer', label: 'Service fee', bps: 1_000, minimum: 100, taxBps: 2_000 },
  ],
};
const own = ['contract', 'contract_party', 'milestone', 'payment', 'idempotency'];
const history = ['event', 'word', 'notification', 'movement'];

/**
 * Creates one contract with the kit, and the others by copying its rows.
 *
 * @param database a Postgres URL, or a directory for the embedded database
 */
export async function seed(database: string, options: SeedOptions): Promise<Seeded> {
  const { contracts, people } = options;
  const { id, milestoneId, version, tokens } = await makeModel(database, options);
  // The longest first, so that all end at about the same time.
  const tables = [...(options.history ? history : []), ...own];
  await copyTables(database, { tables, id, contracts, people, progress: options.progress });
  return {
    contracts,
    people,
    version,
    milestoneId,
    contractId,
    clientToken: (n) => tokens[n % people] ?? '',
  };
}

function contractId(n: number): string {
  return `ctr_${String(n).padStart(26, '0')}`;
}

async function makeModel(database: string, { milestones, messages = 0, paid = 0, people }: SeedOptions) {
  const workroom = createWorkroom({
    database,
    payments: instantProvider,
    sessionSecrets: [sessionSecret],
    sweep: false,
    logger: () => {},
  });
  const client = { id: 'model_client', name: 'Dana Whitlock' };
  const freelancer = { id: 'model_freelancer', name: 'Lee Okafor' };
  const made = await workroom.api.createContract({
    actor: 'server',
    body: {
      title: 'Brand identity',
      currency: 'USD',
      client,
      freelancer,
      status: 'active',
      ...(paid === 0 ? {} : { policy }),
      milestones: Array.from({ length: milestones }, (_, place) => ({
        title: `Milestone ${place + 1}`,
        description: 'What was agreed on, in a sentence or two, as people write it.',
        amount: price,
      })),
    },
  });
  const at = (place: number) => ({ contractId: made.id, milestoneId: made.milestones[place]?.id ?? '' });
  const fund = (place: number) =>
    workroom.api.fund({ actor: client, ...at(place), body: {}, idempotencyKey: `fund-${place}` });
  for (let place = 0; place < paid; place += 1) {
    await fund(place);
    await workroom.api.release({
      actor: client,
      ...at(place),
      body: { amount: price },
      idempotencyKey: `release-${place}`,
    });
  }
  await fund(paid);
  for (let n = 0; n < messages; n += 1) {
    const text = `A message on the work, the ${n + 1}th of them.`;
    await workroom.api.postMessage({ actor: client, contractId: made.id, body: { text } });
  }
  const { id, version } = await workroom.api.submit({
    actor: freelancer,
    ...at(paid),
    body: { message: 'Here it is.' },
  });
  const tokens: string[] = [];
  for (let person = 0; person < Math.min(people, 1_000); person += 1) {
    const user = { id: `c${person}`, name: 'Dana Whitlock' };
    tokens.push((await workroom.sessions.create({ user, ttlSeconds: 7_200 })).token);
  }
  await workroom.close();
  return { id, version, milestoneId: at(paid).milestoneId, tokens };
}
