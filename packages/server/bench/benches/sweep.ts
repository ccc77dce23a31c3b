import { setTimeout } from 'node:timers/promises';
import postgres from 'postgres';
import type { Bench } from '../bench.ts';
import { startHost } from '../measure/host-process.ts';
import { load } from '../measure/load.ts';
import { messages } from '../measure/requests.ts';
import { seed } from '../measure/seed.ts';

// Later than the review with all extensions.
const aheadMs = 40 * 86_400_000;
/** Contracts for commands, without due deadlines. */
const busy = 640;

/** Everything due at once, as after a sweep that stopped for a while. */
export const sweep: Bench = {
  name: 'sweep',
  about: 'milestones that are due at once, and the commands beside',
  async run(database, { seconds, moment, contracts, say }) {
    const url = await database.freshDatabase();
    // A round takes up to 16,000, and each of three measurements needs some rounds.
    const due = moment ? 400 : Math.max(160_000, Math.floor(contracts / 5));
    say(`seeding ${due + busy} contracts that are due`);
    const seeded = await seed(url, { contracts: due + busy, milestones: 3, history: false, people: 64 });
    const settings = { database: url, aheadMs };
    const hosts = await Promise.all(Array.from({ length: 4 }, () => startHost('workroom.ts', settings)));
    const [host] = hosts;
    if (host === undefined) throw new Error('no host');
    try {
      const next = messages({ ...seeded, contracts: busy });
      const commands = (forSeconds: number, connections = 4) =>
        load({ port: host.port, connections, seconds: forSeconds, next, expected: [200, 201, 204] });
      // The first command on each of them applies its deadline.
      await commands(moment ? 0.5 : 2, 16);
      const alone = await commands(seconds);

      /** Runs until this many are left. Rounds that are still running are awaited, and count only for `done`. */
      const sweepUntil = async (left: number, who: typeof hosts) => {
        const [started, before] = [performance.now(), await countDue(url)];
        let isOver = false;
        const rounds = Promise.all(who.map((host) => host.ask<number>({ sweep: (before - left) / who.length })));
        const end = rounds.finally(() => {
          isOver = true;
        });
        let now = before;
        while (now > left && !isOver) {
          await Promise.race([end, setTimeout(250)]);
          now = await countDue(url);
        }
        const perSecond = (before - now) / ((performance.now() - started) / 1_000);
        return { perSecond, done: (await end).reduce((total, some) => total + some, 0) };
      };
      say('one sweeper beside commands');
      const dueBefore = await countDue(url);
      const sweeping = sweepUntil(due * 0.9, [host]);
      const beside = await commands(moment ? 0.5 : seconds);
      const besideRate = (dueBefore - (await countDue(url))) / beside.seconds;
      await sweeping;
      // Processes that have not worked yet must still compile their code.
      await sweepUntil((await countDue(url)) * 0.8, hosts);
      say('one sweeper');
      const before = [await host.usage(), database.cpuSeconds()] as const;
      const one = await sweepUntil((await countDue(url)) * 0.5, [host]);
      const after = [await host.usage(), database.cpuSeconds()] as const;
      say('four sweepers');
      const four = await sweepUntil((await countDue(url)) * 0.1, hosts);
      return {
        bench: 'sweep',
        figures: [
          { name: 'released a second by one process', value: one.perSecond, unit: '/s', target: { atLeast: 5_000 } },
          {
            name: 'four sweepers against one',
            // In the short form, nothing is left for either.
            value: one.perSecond > 0 ? four.perSecond / one.perSecond : 0,
            unit: '×',
            target: { atLeast: 1 },
          },
          {
            name: 'commands beside a sweep against commands alone: p99',
            value: beside.p99Ms / alone.p99Ms,
            unit: '×',
            target: { atMost: 2 },
          },
        ],
        measured: [
          { what: 'commands alone, 4 connections', ...alone },
          { what: 'commands beside a sweep, 4 connections', ...beside },
          {
            what: 'one sweeper',
            perSecond: one.perSecond,
            hostCpuUs: ((after[0].cpuSeconds - before[0].cpuSeconds) / one.done) * 1e6,
            databaseCpuUs: (((after[1] ?? Number.NaN) - (before[1] ?? Number.NaN)) / one.done) * 1e6,
          },
          { what: 'one sweeper beside commands', perSecond: besideRate },
          { what: 'four sweepers', perSecond: four.perSecond },
        ],
      };
    } finally {
      await Promise.all(hosts.map((each) => each.stop()));
    }
  },
};

async function countDue(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 });
  const [found] = await sql<{ due: number }[]>`
    select count(*)::int as due from workroom.contract
    where next_deadline_ms <= ${Date.now() + aheadMs}`;
  await sql.end();
  return found?.due ?? 0;
}
