import { type ContractId, DAY_MS, type Instant, instant } from '@workroom/core';
import { seededRandom } from '@workroom/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { simulatedProvider } from '../payments/simulated/provider.ts';
import { defaultTiming } from '../payments/timing.ts';
import type { Store } from '../store/store.ts';
import { handClock, rest } from '../testing/hand-clock.test.support.ts';
import { type OwnStore, openOwnStore } from '../testing/own-store.test.support.ts';
import { client, freelancer, openPipeline } from '../testing/pipeline.test.support.ts';
import { createScheduler } from './scheduler.ts';
import type { SweepResult } from './sweep.ts';

let own: OwnStore;
beforeAll(async () => {
  own = await openOwnStore();
});
beforeEach(() => own.empty());
afterAll(() => own.close());

function open(faults: Partial<Store> = {}) {
  const clock = handClock();
  const simulated = simulatedProvider({ clock: { now: () => new Date(clock.now()) } });
  const store = { ...own.store, ...faults };
  let processes = 0;
  /** The pipeline of another process over the same store. */
  const newProcess = () => {
    processes += 1;
    return openPipeline({ ...clock, store, provider: simulated, random: seededRandom(processes) });
  };
  const pipeline = newProcess();
  async function funding(): Promise<ContractId> {
    const contractId = await pipeline.create([10_000]);
    await pipeline.commit(contractId, { type: 'fund', milestoneId: await milestoneOf(contractId) }, client);
    return contractId;
  }
  async function submitted(): Promise<ContractId> {
    const contractId = await pipeline.create([10_000]);
    const milestoneId = await milestoneOf(contractId);
    await pipeline.run(contractId, { type: 'fund', milestoneId }, client);
    await pipeline.run(contractId, { type: 'submit', milestoneId, message: 'done' }, freelancer);
    return contractId;
  }
  async function milestoneOf(contractId: ContractId) {
    const [milestone] = (await pipeline.contract(contractId)).milestones;
    if (milestone === undefined) throw new Error('no milestone');
    return milestone.id;
  }
  return { clock, simulated, pipeline, newProcess, funding, submitted };
}

describe('a sweep', () => {
  test('rule 13: releases unanswered work and pays it out, not a moment early', async () => {
    const { clock, simulated, pipeline, submitted } = open();
    await submitted();
    const sweep = pipeline.newSweep();
    await clock.advance(14 * DAY_MS - 1);
    // The reminder of the last day.
    expect(await sweep()).toEqual({ deadlines: 0, reminders: 1, payments: 0, more: false });
    expect(await simulated.books()).toMatchObject({ transferred: 0 });
    await clock.advance(1);
    expect(await sweep()).toEqual({ deadlines: 1, reminders: 0, payments: 1, more: false });
    expect(await simulated.books()).toMatchObject({ charged: 10_000, transferred: 10_000 });
  });

  test('rule 17: ten in parallel record it once', async () => {
    const { clock, pipeline, simulated, newProcess, submitted } = open();
    const contractId = await submitted();
    await clock.advance(15 * DAY_MS);
    const rounds = await Promise.all(Array.from({ length: 10 }, () => newProcess().newSweep()()));
    expect(rounds.reduce((sum, { deadlines }) => sum + deadlines, 0)).toBe(1);
    expect((await pipeline.contract(contractId)).payments.filter(({ kind }) => kind === 'transfer')).toHaveLength(1);
    expect(await simulated.books()).toMatchObject({ transferred: 10_000 });
  });

  test('a payment is processed by only one of them', async () => {
    const { clock, newProcess, funding } = open();
    await funding();
    await clock.advance(defaultTiming.leaseMs);
    const rounds = await Promise.all(Array.from({ length: 3 }, () => newProcess().newSweep()()));
    expect(rounds.map(({ payments }) => payments).sort()).toEqual([0, 0, 1]);
  });

  test('stops at its limits and reports that there may be more', async () => {
    const { clock, pipeline, submitted } = open();
    for (let made = 0; made < 5; made += 1) await submitted();
    await clock.advance(15 * DAY_MS);
    const sweep = pipeline.newSweep({ limits: { contracts: 2 } });
    const rounds: SweepResult[] = [];
    do rounds.push(await sweep());
    while (rounds.at(-1)?.more === true);
    expect(rounds.map(({ deadlines }) => deadlines)).toEqual([2, 2, 1]);
  });

  test('processes all due payments, no more in parallel than its lease covers', async () => {
    const { clock, pipeline, funding } = open();
    for (let made = 0; made < 20; made += 1) await funding();
    await clock.advance(defaultTiming.leaseMs);
    expect(await pipeline.newSweep()()).toEqual({ deadlines: 0, reminders: 0, payments: 20, more: false });
  });

  test('gives way to requests: fewer in parallel, and one batch', async () => {
    const { clock, pipeline, submitted } = open();
    for (let made = 0; made < 9; made += 1) await submitted();
    await clock.advance(15 * DAY_MS);
    let busy = true;
    const batches: (readonly [count: number, isBusy: boolean])[] = [];
    const sweep = pipeline.newSweep({
      async applyDeadlines(contractIds, isBusy) {
        batches.push([contractIds.length, isBusy]);
        if (batches.length === 2) busy = false;
        return pipeline.applyDeadlines(contractIds);
      },
      isBusy: () => busy,
      onError: (error) => expect.fail(String(error)),
      limits: { batch: 4, smallBatch: 2 },
    });
    expect(await sweep()).toMatchObject({ deadlines: 9, more: false });
    expect(batches).toEqual([
      [2, true],
      [2, true],
      [4, false],
      [1, false],
    ]);
  });

  test('ends its round in time, and reports that there is more', async () => {
    const { clock, pipeline, submitted } = open();
    for (let made = 0; made < 6; made += 1) await submitted();
    await clock.advance(15 * DAY_MS);
    const sweep = pipeline.newSweep({
      async applyDeadlines(contractIds) {
        const outcomes = await pipeline.applyDeadlines(contractIds);
        await clock.advance(600);
        return outcomes;
      },
      onError: (error) => expect.fail(String(error)),
      limits: { batch: 1, parallel: 1, roundMs: 1_000 },
    });
    expect(await sweep()).toMatchObject({ deadlines: 2, more: true });
    expect(await sweep()).toMatchObject({ deadlines: 2, more: true });
    expect(await sweep()).toMatchObject({ deadlines: 2, more: false });
  });

  test('searches again if another sweep was faster', async () => {
    const { clock, pipeline, submitted } = open();
    for (let made = 0; made < 12; made += 1) await submitted();
    await clock.advance(15 * DAY_MS);
    let asked = 0;
    const sweep = pipeline.newSweep({
      async applyDeadlines(contractIds) {
        asked += 1;
        return asked === 1 ? pipeline.applyDeadlines(contractIds) : contractIds.map(() => 'overtaken' as const);
      },
      onError: (error) => expect.fail(String(error)),
      limits: { batch: 2, parallel: 1 },
    });
    expect(await sweep()).toMatchObject({ deadlines: 2, more: true });
    expect(asked).toBe(3);
  });

  test('fails as a whole if the store does not answer, and leaves nothing running', async () => {
    const { clock, pipeline, submitted } = open();
    await submitted();
    await submitted();
    await clock.advance(15 * DAY_MS);
    let underWay = 0;
    const sweep = pipeline.newSweep({
      async applyDeadlines(contractIds) {
        const isFirst = underWay === 0;
        underWay += 1;
        if (!isFirst) await rest();
        underWay -= 1;
        if (isFirst) throw new Error('no answer');
        return contractIds.map(() => 'nothing');
      },
      onError: (error) => expect.fail(String(error)),
      limits: { batch: 1 },
    });
    await expect(sweep()).rejects.toThrow('no answer');
    expect(underWay).toBe(0);
  });

  test('a contract whose deadlines cannot be applied does not block others', async () => {
    const broken = new Set<ContractId>();
    const { clock, pipeline, submitted } = open({
      async commit(changes) {
        if (changes.some(({ decision }) => broken.has(decision.contract.id))) throw new Error('broken');
        return own.store.commit(changes);
      },
    });
    for (let made = 0; made < 5; made += 1) {
      const contractId = await submitted();
      if (made < 3) broken.add(contractId);
      // Deadlines in the order of the contracts.
      await clock.advance(1);
    }
    await clock.advance(15 * DAY_MS);
    const sweep = pipeline.newSweep({ limits: { contracts: 2 } });
    const applied = [await sweep(), await sweep(), await sweep()].map(({ deadlines }) => deadlines);
    expect(applied).toEqual([0, 1, 1]);
    expect(pipeline.errors).toHaveLength(3);
    await clock.advance(60_000);
    broken.clear();
    expect((await sweep()).deadlines + (await sweep()).deadlines).toBe(3);
  });
});

describe('the scheduler', () => {
  const nothing: SweepResult = { deadlines: 0, reminders: 0, payments: 0, more: false };

  function schedule(sweep: () => Promise<SweepResult>) {
    const clock = handClock();
    const errors: unknown[] = [];
    const scheduler = createScheduler({
      sweep,
      everyMs: 1_000,
      timer: clock.timer,
      onError: (error) => errors.push(error),
    });
    return { clock, errors, scheduler };
  }

  test('sweeps at once and then at intervals', async () => {
    const at: Instant[] = [];
    const { clock, scheduler } = schedule(async () => {
      at.push(instant(clock.nowMs()));
      return nothing;
    });
    const start = clock.nowMs();
    scheduler.start();
    scheduler.start();
    await clock.advance(2_500);
    expect(at.map((each) => each - start)).toEqual([0, 1_000, 2_000]);
    await scheduler.stop();
    await clock.advance(5_000);
    expect(at).toHaveLength(3);
  });

  test('does not pause while there is more to do', async () => {
    let left = 3;
    const { clock, scheduler } = schedule(async () => {
      left -= 1;
      return { ...nothing, more: left > 0 };
    });
    scheduler.start();
    await clock.advance(1);
    expect(left).toBe(0);
    await scheduler.stop();
  });

  test('never runs two rounds in parallel, however long one takes', async () => {
    let running = 0;
    let most = 0;
    let finish = () => {};
    const { clock, scheduler } = schedule(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      running -= 1;
      return nothing;
    });
    scheduler.start();
    await clock.advance(10_000);
    // After a stop and a start during a round, that round is still the only one.
    const stopped = scheduler.stop();
    scheduler.start();
    finish();
    await stopped;
    await clock.advance(10_000);
    expect(most).toBe(1);
    expect(running).toBe(1);
    const over = scheduler.stop();
    finish();
    await over;
  });

  test('reports a failed round, and continues with the next', async () => {
    let round = 0;
    const { clock, errors, scheduler } = schedule(async () => {
      round += 1;
      if (round === 1) throw new Error('the database is away');
      return nothing;
    });
    scheduler.start();
    await clock.advance(1_000);
    expect(round).toBe(2);
    expect(errors).toMatchObject([{ message: 'the database is away' }]);
    await scheduler.stop();
  });

  test('waits for the running round when stopped', async () => {
    let finish = () => {};
    const { scheduler } = schedule(
      () =>
        new Promise((resolve) => {
          finish = () => resolve(nothing);
        }),
    );
    scheduler.start();
    let stopped = false;
    const stopping = scheduler.stop().then(() => {
      stopped = true;
    });
    await rest();
    expect(stopped).toBe(false);
    finish();
    await stopping;
    expect(stopped).toBe(true);
  });
});
