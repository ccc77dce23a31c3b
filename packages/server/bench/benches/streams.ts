import postgres from 'postgres';
import type { Bench } from '../bench.ts';
import { type HostProcess, startHost } from '../measure/host-process.ts';
import { load, request } from '../measure/load.ts';
import { type Seeded, seed } from '../measure/seed.ts';
import { type OpenStream, openStream } from '../measure/streams.ts';

const perContract = 10;

/** Many open pages: how soon they hear of an event, and what keeping them open costs. */
export const streams: Bench = {
  name: 'streams',
  about: 'open event streams: how soon they hear, what they cost',
  async run(database, { moment, contracts, say }) {
    const url = await database.freshDatabase();
    const count = moment ? 100 : Math.min(5_000, Math.ceil(contracts / 50));
    const watched = Math.ceil(count / perContract);
    const seeded = await seed(url, { contracts: watched, milestones: 3, history: true, people: Math.min(64, watched) });
    const [host, other] = [
      await startHost('workroom.ts', { database: url }),
      await startHost('workroom.ts', { database: url }),
    ];
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    const open: OpenStream[] = [];
    try {
      const sentAt = new Map<string, number>();
      const latencies: number[] = [];
      const heard = (data: string) => {
        const at = sentAt.get(/tick-\d+/.exec(data)?.[0] ?? '');
        if (at !== undefined) latencies.push(performance.now() - at);
      };
      const openMore = async (howMany: number) => {
        for (let each = 0; each < howMany; each += 1) {
          const n = open.length % watched;
          const path = `/workroom/contracts/${seeded.contractId(n)}/stream`;
          open.push(await openStream(host.port, path, seeded.clientToken(n), heard));
        }
      };
      const idleStatements = async () => {
        const before = await statements(sql);
        await pause(moment ? 1_500 : 4_000);
        return (await statements(sql)) - before;
      };
      await openMore(watched);
      const statementsFew = await idleStatements();
      const before = await host.usage();
      say(`opening ${count} streams`);
      await openMore(count - watched);
      const after = await host.usage();
      const statementsMany = await idleStatements();

      const tell = async (through: HostProcess, ticks: number) => {
        latencies.length = 0;
        const done = await post(through, seeded, watched, ticks, sentAt);
        await pause(moment ? 1_500 : 2_500);
        const sorted = latencies.toSorted((a, b) => a - b);
        return {
          perSecond: done,
          arrived: sorted.length / (ticks * (count / watched)),
          p50Ms: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
          p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
        };
      };
      const ticks = moment ? 5 : 100;
      const own = await tell(host, ticks);
      const foreign = await tell(other, ticks);
      const many = `${count.toLocaleString('en-US')} streams`;
      return {
        bench: 'streams',
        figures: [
          { name: `${many}: an event reaches its readers, p99`, value: own.p99Ms, unit: 'ms', target: { atMost: 250 } },
          {
            name: `${many}: another process’s event reaches its readers, p99`,
            value: foreign.p99Ms,
            unit: 'ms',
            target: { atMost: 1_500 },
          },
          {
            name: 'of all that was to arrive has arrived',
            value: (own.arrived + foreign.arrived) / 2,
            unit: '×',
            target: { atLeast: 1 },
          },
          {
            name: 'memory a stream, both ends of the socket in the kernel aside',
            value: (after.residentBytes - before.residentBytes) / (count - watched) / 1_024,
            unit: 'KB',
            target: { atMost: 20 },
          },
          {
            name: `statements with ${many} against ${watched}, nothing happening`,
            value: (statementsMany + 1) / (statementsFew + 1),
            unit: '×',
            target: { atMost: 1.5 },
          },
        ],
        measured: [
          { what: 'events of this process', ...own },
          { what: 'events of another process', ...foreign },
        ],
      };
    } finally {
      for (const each of open) each.close();
      await sql.end();
      await Promise.all([host.stop(), other.stop()]);
    }
  },
};

/** Posts so many messages, one after the other, and notes when each was sent. */
async function post(host: HostProcess, seeded: Seeded, watched: number, ticks: number, sentAt: Map<string, number>) {
  let left = ticks;
  const { perSecond } = await load({
    port: host.port,
    connections: 1,
    seconds: 60,
    expected: [200, 201, 204],
    next: () => {
      if (left === 0) return null;
      left -= 1;
      const n = left % watched;
      const text = `tick-${sentAt.size}`;
      sentAt.set(text, performance.now());
      const headers = { authorization: `Bearer ${seeded.clientToken(n)}`, prefer: 'return=minimal' };
      return request('POST', `/workroom/contracts/${seeded.contractId(n)}/messages`, headers, { text });
    },
  });
  return perSecond;
}

/** Of the database, our own looking included; sessions report a second or so late. */
async function statements(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ count: string }[]>`
    select xact_commit as count from pg_stat_database where datname = current_database()`;
  return Number(row?.count);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
