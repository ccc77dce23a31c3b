import type { Bench, Scale } from '../bench.ts';
import type { BenchDatabase } from '../measure/database.ts';
import { startHost } from '../measure/host-process.ts';
import { request } from '../measure/load.ts';
import { type MeasuredLoad, measureBursts, measureLoad, middleOf } from '../measure/measured.ts';
import { type PgbenchResult, pgbench } from '../measure/pgbench.ts';
import { releases } from '../measure/release-request.ts';
import { seed } from '../measure/seed.ts';
import { makeLeanTables, singleStatement } from '../measure/single-statement.ts';
import { median } from '../report.ts';

/**
 * A release with everything on, with the payout before the response (the default) and with the payout left to the
 * sweep. It is compared with a hand-written statement for this one command, the usual way to write it, and the limit of
 * the database.
 */
export const release: Bench = {
  name: 'release',
  about: 'a release over HTTP, 64 connections and one',
  async run(database, scale) {
    const { moment, seconds, rounds, say } = scale;
    const url = await database.freshDatabase();
    const contracts = moment ? 12_000 : Math.ceil((rounds + 1) * seconds * 24_000);
    say(`seeding ${contracts} contracts`);
    const seeded = await seed(url, { contracts, milestones: 3, history: false, people: 64 });
    const leanContracts = moment ? 1_000 : 100_000;
    await makeLeanTables(url, leanContracts);
    const { take, burst } = releases(seeded);
    const [workroom, leaving, peer, usual, bare] = await Promise.all([
      startHost('workroom.ts', { database: url, paysAtOnce: true }),
      startHost('workroom.ts', { database: url, paysAtOnce: false }),
      startHost('by-hand.ts', { database: url }),
      startHost('usual.ts', { database: url }),
      startHost('bare-statements.ts', { database: url }),
    ]);
    try {
      const over = (what: string, host: typeof workroom, connections: number, part = 1, next = take) =>
        measureLoad(what, { database, host }, { connections, seconds: seconds * part, next, expected: [200, 204] });
      // A server remembers a thousand contracts. The one by hand remembers none, so nothing is read there.
      const inBursts = (what: string, host: typeof workroom, connections: number, part = 1) =>
        measureBursts(what, { database, host }, { connections, seconds: seconds * part, expected: [200, 204] }, () => {
          const { reads, requests } = burst(Math.min(900, 100 + connections * 15));
          return { before: host === peer ? [] : reads, requests };
        });
      const anything = () => request('POST', '/', { prefer: 'return=minimal' }, { amount: 50_000 });
      const byHand = (clients: number) => byPgbench(database, url, leanContracts, clients, scale);
      // Compilation and planning are not part of the figures: they take some ten thousand releases.
      for (const host of [workroom, leaving, peer, usual]) await over('warming up', host, 64);
      await over('warming up', bare, 64, 0.3, anything);

      const runs: Round[] = [];
      for (let round = 1; round <= rounds; round += 1) {
        say(`round ${round} of ${rounds}`);
        runs.push({
          many: await inBursts('workroom, 64 connections', workroom, 64),
          peer: await inBursts('one statement by hand over HTTP, 64 connections', peer, 64),
          leaving: await inBursts('workroom, 64 connections, payouts left to the sweep', leaving, 64),
          unread: await over('workroom, 64 connections, contracts not read before', workroom, 64),
          some: await inBursts('workroom, 8 connections', workroom, 8),
          peerSome: await inBursts('one statement by hand over HTTP, 8 connections', peer, 8),
          leavingSome: await inBursts('workroom, 8 connections, payouts left to the sweep', leaving, 8),
          byHand: await byHand(16),
          usual: await over('the usual way, 64 connections', usual, 64),
          one: await inBursts('workroom, 1 connection', workroom, 1, 0.5),
          peerAlone: await inBursts('one statement by hand over HTTP, 1 connection', peer, 1, 0.5),
          leavingAlone: await inBursts('workroom, 1 connection, payouts left to the sweep', leaving, 1, 0.5),
          byHandAlone: await byHand(1),
          bare: await over('HTTP and two statements that do nothing, 1 connection', bare, 1, 0.5, anything),
          usualAlone: await over('the usual way, 1 connection', usual, 1, 0.5),
        });
      }
      const ratio = (of: (run: Round) => number | null) => median(runs.map((run) => of(run) ?? Number.NaN));
      return {
        bench: 'release',
        figures: [
          {
            name: '64 connections: releases a second, each paid out and its outcome recorded, against one statement by hand over HTTP, which pays nothing out',
            value: ratio(({ many, peer: other }) => many.perSecond / other.perSecond),
            unit: '×',
            target: { atLeast: 1.2 },
          },
          {
            name: 'the same with payouts left to the sweep, as by hand',
            value: ratio(({ leaving, peer: other }) => leaving.perSecond / other.perSecond),
            unit: '×',
          },
          {
            name: 'the same of contracts that nobody read before',
            value: ratio(({ unread, peer: other }) => unread.perSecond / other.perSecond),
            unit: '×',
          },
          {
            name: '8 connections: releases a second against one statement by hand over HTTP',
            value: ratio(({ some, peerSome }) => some.perSecond / peerSome.perSecond),
            unit: '×',
            target: { atLeast: 1 },
          },
          {
            name: 'the same with payouts left to the sweep, as by hand, 8 connections',
            value: ratio(({ leavingSome, peerSome }) => leavingSome.perSecond / peerSome.perSecond),
            unit: '×',
          },
          {
            name: '1 connection: p50 against one statement by hand over HTTP',
            value: ratio(({ one, peerAlone }) => one.p50Ms / peerAlone.p50Ms),
            unit: '×',
            target: { atMost: 1.5 },
          },
          {
            name: 'the same with payouts left to the sweep, as by hand, 1 connection',
            value: ratio(({ leavingAlone, peerAlone }) => leavingAlone.p50Ms / peerAlone.p50Ms),
            unit: '×',
          },
          {
            name: '64 connections: releases a second, each paid out and its outcome recorded, against the single statement by hand, 16 clients',
            value: ratio(({ many, byHand: hand }) => hand && many.perSecond / hand.perSecond),
            unit: '×',
          },
          {
            name: 'the same with payouts left to the sweep',
            value: ratio(({ leaving, byHand: hand }) => hand && leaving.perSecond / hand.perSecond),
            unit: '×',
            target: { atLeast: 1 },
          },
          {
            name: '64 connections: releases a second, each paid out and its outcome recorded, against the usual way',
            value: ratio(({ many, usual: other }) => many.perSecond / other.perSecond),
            unit: '×',
          },
          {
            name: 'the same with payouts left to the sweep, as the usual way leaves them too',
            value: ratio(({ leaving, usual: other }) => leaving.perSecond / other.perSecond),
            unit: '×',
            target: { atLeast: 8 },
          },
          {
            name: '1 connection: p50 against the single statement’s own latency',
            value: ratio(({ one, byHandAlone: hand }) => hand && one.p50Ms / hand.averageMs),
            unit: '×',
          },
          {
            name: 'the same latency with payouts left to the sweep',
            value: ratio(({ leavingAlone, byHandAlone: hand }) => hand && leavingAlone.p50Ms / hand.averageMs),
            unit: '×',
            target: { atMost: 3 },
          },
          {
            name: 'the same of HTTP and two statements that do nothing',
            value: ratio(({ bare: nothing, byHandAlone: hand }) => hand && nothing.p50Ms / hand.averageMs),
            unit: '×',
          },
        ],
        measured: [
          middleOf(runs.map(({ many }) => many)),
          middleOf(runs.map(({ unread }) => unread)),
          ...present(
            'by hand, pgbench, 16 clients',
            runs.map((run) => run.byHand),
          ),
          middleOf(runs.map((run) => run.peer)),
          middleOf(runs.map((run) => run.some)),
          middleOf(runs.map((run) => run.peerSome)),
          middleOf(runs.map((run) => run.peerAlone)),
          middleOf(runs.map((run) => run.usual)),
          middleOf(runs.map(({ one }) => one)),
          ...present(
            'by hand, pgbench, 1 client',
            runs.map((run) => run.byHandAlone),
          ),
          middleOf(runs.map((run) => run.bare)),
          middleOf(runs.map(({ usualAlone }) => usualAlone)),
          middleOf(runs.map((run) => run.leaving)),
          middleOf(runs.map((run) => run.leavingSome)),
          middleOf(runs.map((run) => run.leavingAlone)),
        ],
      };
    } finally {
      await Promise.all([workroom, leaving, peer, usual, bare].map((host) => host.stop()));
    }
  },
};

interface Round {
  readonly many: MeasuredLoad;
  readonly peer: MeasuredLoad;
  readonly unread: MeasuredLoad;
  readonly some: MeasuredLoad;
  readonly peerSome: MeasuredLoad;
  readonly peerAlone: MeasuredLoad;
  readonly usual: MeasuredLoad;
  readonly one: MeasuredLoad;
  readonly usualAlone: MeasuredLoad;
  readonly bare: MeasuredLoad;
  readonly leaving: MeasuredLoad;
  readonly leavingSome: MeasuredLoad;
  readonly leavingAlone: MeasuredLoad;
  readonly byHand: ByHand | null;
  readonly byHandAlone: ByHand | null;
}

type ByHand = PgbenchResult & { readonly databaseCpuUs: number | undefined };

async function byPgbench(
  database: BenchDatabase,
  url: string,
  contracts: number,
  clients: number,
  { seconds }: Scale,
): Promise<ByHand | null> {
  const before = database.cpuSeconds();
  const whole = Math.max(1, Math.round(seconds));
  const result = await pgbench(url, singleStatement(contracts), { clients, seconds: whole });
  const after = database.cpuSeconds();
  if (result === null) return null;
  const used = before === null || after === null ? undefined : after - before;
  return { ...result, databaseCpuUs: used && (used / (result.perSecond * whole)) * 1e6 };
}

function present(what: string, runs: readonly (ByHand | null)[]) {
  const done = runs.filter((run) => run !== null);
  if (done.length === 0) return [];
  const { perSecond, averageMs, databaseCpuUs } = middleOf(done);
  return [{ what, perSecond, p50Ms: averageMs, databaseCpuUs }];
}
