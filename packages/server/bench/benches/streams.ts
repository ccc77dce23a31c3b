import postgres from 'postgres';
import type { Bench } from '../bench.ts';
import { type HostProcess, startHost } from '../measure/host-process.ts';
import { load, request } from '../measure/load.ts';
import { type Seeded, seed } from '../measure/seed.ts';
import { type OpenStream, openStream } from '../measure/streams.ts';

const perContract = 10;
/** A heap with tens of free megabytes would hide the memory of streams. */
const littleInReserve = ['--expose-gc', '--max-semi-space-size=2'];

/** Many open pages: how soon they get an event, and the cost of keeping them open. */
export const streams: Bench = {
  name: 'streams',
  about: 'open event streams: how soon they hear, what they cost',
  async run(database, { moment, contracts, say }) {
    const url = await database.freshDatabase();
    const count = moment ? 100 : Math.min(5_000, Math.ceil(contracts / 50));
    const watched = Math.ceil(count / perContract);
    const seeded = await seed(url, { contracts: watched, milestones: 3, history: true, people: watched });
    const [host, other, bare] = [
      await startHost('workroom.ts', { database: url }, littleInReserve),
      await startHost('workroom.ts', { database: url }),
      await startHost('bare-streams.ts', {}, littleInReserve),
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
      const opened = new Map<HostProcess, number>();
      const openMore = async (at: HostProcess, howMany: number) => {
        const before = opened.get(at) ?? 0;
        opened.set(at, before + howMany);
        for (let each = before; each < before + howMany; each += 1) {
          const n = each % watched;
          const path = `/workroom/contracts/${seeded.contractId(n)}/stream`;
          open.push(await openStream(at.port, path, seeded.clientToken(n), heard));
        }
      };
      /** Kilobytes per stream, measured with the second half of them, because the first half may use free memory. */
      const memoryOf = async (at: HostProcess) => {
        const half = Math.floor((count - watched) / 2);
        await openMore(at, count - watched - half);
        const before = await at.usage();
        await openMore(at, half);
        const after = await at.usage();
        const each = (of: 'residentBytes' | 'heapBytes') => Math.max(0, after[of] - before[of]) / half / 1_024;
        return { resident: each('residentBytes'), heap: each('heapBytes') };
      };
      const idleStatements = async () => {
        const before = await statements(sql);
        // Long enough for a heartbeat of every stream.
        await pause(moment ? 1_500 : 24_000);
        return (await statements(sql)) - before;
      };
      await openMore(host, watched);
      const statementsFew = await idleStatements();
      await readContracts(host, seeded, watched, moment ? 0.2 : 3);
      say(`opening ${count} streams`);
      const memory = await memoryOf(host);
      await openMore(bare, watched);
      await readContracts(bare, seeded, watched, moment ? 0.2 : 3);
      const bareMemory = await memoryOf(bare);
      await bare.stop();
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
      const full = await host.usage();
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
            value: memory.resident,
            unit: 'KB',
            target: { atMost: 20 },
          },
          { name: 'the same of an answer left open by Node alone', value: bareMemory.resident, unit: 'KB' },
          { name: 'of the memory a stream, JavaScript’s heap', value: memory.heap, unit: 'KB' },
          { name: 'the same of an answer left open by Node alone, heap', value: bareMemory.heap, unit: 'KB' },
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
          { what: 'all streams open', residentMb: full.residentBytes / 2 ** 20 },
        ],
      };
    } finally {
      for (const each of open) each.close();
      await sql.end();
      await Promise.all([host.stop(), other.stop()]);
    }
  },
};

/** Lets the young part of the heap grow first, because that belongs to the process and not to a stream. */
function readContracts(host: HostProcess, seeded: Seeded, watched: number, seconds: number) {
  let asked = 0;
  return load({
    port: host.port,
    connections: 16,
    seconds,
    expected: [200],
    next: () => {
      asked += 1;
      const n = asked % watched;
      const headers = { authorization: `Bearer ${seeded.clientToken(n)}` };
      return request('GET', `/workroom/contracts/${seeded.contractId(n)}`, headers);
    },
  });
}

/** Posts this many messages, one after another, and records when each was sent. */
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

/** The database's transactions, including this query; sessions report about a second late. */
async function statements(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ count: string }[]>`
    select xact_commit as count from pg_stat_database where datname = current_database()`;
  return Number(row?.count);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
