import { balances, type ContractId, DAY_MS, HOUR_MS, type Payment, type PaymentId } from '@workroom/core';
import { seededRandom } from '@workroom/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handClock, rest } from '../testing/hand-clock.test.support.ts';
import { type OwnStore, openOwnStore } from '../testing/own-store.test.support.ts';
import { client, freelancer, openPipeline, type Pipeline } from '../testing/pipeline.test.support.ts';
import type { PaymentProvider } from './provider.ts';
import { simulatedProvider } from './simulated/provider.ts';
import { defaultTiming } from './timing.ts';

let own: OwnStore;
beforeAll(async () => {
  own = await openOwnStore();
});
beforeEach(() => own.empty());
afterAll(() => own.close());

function open(change: (provider: PaymentProvider) => Partial<PaymentProvider> = () => ({})) {
  const clock = handClock();
  const simulated = simulatedProvider({ clock: { now: () => new Date(clock.now()) } });
  const calls: string[] = [];
  const heard = new Map<string, () => void>();
  const changed = { ...simulated, ...change(simulated) };
  const noted = <Request extends { key: PaymentId }, Answer>(
    name: string,
    call: (request: Request, signal?: AbortSignal) => Promise<Answer>,
  ) => {
    return (request: Request, signal?: AbortSignal) => {
      calls.push(name);
      heard.get(name)?.();
      return call(request, signal);
    };
  };
  const provider: PaymentProvider = {
    ...changed,
    charge: noted('charge', changed.charge),
    transfer: noted('transfer', changed.transfer),
    refund: noted('refund', changed.refund),
    cancel: noted('cancel', changed.cancel),
    lookup: noted('lookup', changed.lookup),
  };
  const { timer, nowMs, now } = clock;
  const process = (seed: number) =>
    openPipeline({ store: own.store, provider, timer, nowMs, now, random: seededRandom(seed) });
  const pipeline = process(1);
  const sweep = pipeline.newSweep({
    onError: (error) => {
      throw error;
    },
  });
  return {
    clock,
    simulated,
    pipeline,
    /** A second process over the same store. */
    another: process(2),
    calls,
    /** Resolves with the next call of this kind. */
    asked: (name: string) => new Promise<void>((resolve) => heard.set(name, resolve)),
    sweep,
  };
}

async function firstMilestone(pipeline: Pipeline, contractId: ContractId) {
  const [milestone] = (await pipeline.contract(contractId)).milestones;
  if (milestone === undefined) throw new Error('no milestone');
  return milestone;
}

async function fund(pipeline: Pipeline, contractId: ContractId, paymentMethod?: string): Promise<Payment> {
  const { id: milestoneId } = await firstMilestone(pipeline, contractId);
  const method = paymentMethod === undefined ? {} : { paymentMethod };
  await pipeline.run(contractId, { type: 'fund', milestoneId, ...method }, client);
  return lastPayment(pipeline, contractId);
}

async function lastPayment(pipeline: Pipeline, contractId: ContractId): Promise<Payment> {
  const payment = (await pipeline.contract(contractId)).payments.at(-1);
  if (payment === undefined) throw new Error('no payment');
  return payment;
}

async function milestoneState(pipeline: Pipeline, contractId: ContractId) {
  return (await firstMilestone(pipeline, contractId)).state;
}

const minute = 60_000;

describe('right after the commit', () => {
  test('a charge is made without a lookup, and the milestone is funded in the same response', async () => {
    const { pipeline, calls } = open();
    const contractId = await pipeline.create([50_000]);
    const payment = await fund(pipeline, contractId);
    expect(calls).toEqual(['charge']);
    expect(payment).toMatchObject({ status: 'succeeded', reference: `sim_${payment.id}` });
    expect(await milestoneState(pipeline, contractId)).toBe('funded');
    expect(await own.nextAttemptAtMs(payment.id)).toBeNull();
    expect(await own.isLeased(payment.id)).toBe(false);
  });

  test('rule 10: a declined charge plans the milestone again', async () => {
    const { pipeline } = open();
    const contractId = await pipeline.create([50_000]);
    const payment = await fund(pipeline, contractId, 'pm_declined');
    expect(payment).toMatchObject({ status: 'failed', failure: { code: 'card_declined', certain: true } });
    expect(await milestoneState(pipeline, contractId)).toBe('planned');
  });

  test('the client’s fee is charged, the freelancer’s is kept from the payout', async () => {
    const { pipeline, simulated } = open();
    const contractId = await pipeline.create([10_000], { fees: { clientBps: 300, freelancerBps: 1_000 } });
    await fund(pipeline, contractId);
    const { id: milestoneId } = await firstMilestone(pipeline, contractId);
    await pipeline.run(contractId, { type: 'release', milestoneId, amount: 10_000 }, client);
    expect(await simulated.books()).toMatchObject({ charged: 10_300, transferred: 9_000, refunded: 0 });
  });

  test('a refund includes the client’s fee', async () => {
    const { pipeline, simulated } = open();
    const contractId = await pipeline.create([10_000], { fees: { clientBps: 300, freelancerBps: 1_000 } });
    await fund(pipeline, contractId);
    await pipeline.run(contractId, { type: 'end' }, freelancer);
    expect(await simulated.books()).toMatchObject({ charged: 10_300, transferred: 0, refunded: 10_300 });
  });

  test('a bonus is charged and paid out in the same response', async () => {
    const { pipeline, calls, simulated } = open();
    const contractId = await pipeline.create([10_000]);
    await pipeline.run(contractId, { type: 'give_bonus', amount: 2_000 }, client);
    expect(calls).toEqual(['charge', 'transfer']);
    expect(await simulated.books()).toMatchObject({ charged: 2_000, transferred: 2_000 });
    expect((await pipeline.contract(contractId)).payments.map(({ status }) => status)).toEqual([
      'succeeded',
      'succeeded',
    ]);
  });

  test('a provider that hangs delays the response by at most its time budget, and the sweep gets the outcome', async () => {
    const { pipeline, clock, sweep, simulated, asked } = open();
    const contractId = await pipeline.create([50_000]);
    let answered = false;
    const answer = fund(pipeline, contractId, 'pm_times_out').then(() => {
      answered = true;
    });
    await asked('charge');
    await clock.advance(defaultTiming.requestBudgetMs - 1);
    expect(answered).toBe(false);
    await clock.advance(1);
    await answer;
    expect(await milestoneState(pipeline, contractId)).toBe('funding');
    await clock.advance(defaultTiming.callTimeoutMs);
    await pipeline.runner.idle();
    await clock.advance(minute);
    expect(await sweep()).toMatchObject({ payments: 1 });
    expect(await milestoneState(pipeline, contractId)).toBe('funded');
    expect(await simulated.books()).toMatchObject({ charged: 50_000 });
  });

  test('a process that slept past its lease looks up what another may have done meanwhile', async () => {
    const { pipeline, clock, calls } = open();
    const contractId = await pipeline.create([50_000]);
    const { id: milestoneId } = await firstMilestone(pipeline, contractId);
    const leased = await pipeline.commit(contractId, { type: 'fund', milestoneId }, client);
    await clock.advance(DAY_MS);
    await pipeline.runner.attempt(contractId, leased);
    await pipeline.runner.idle();
    expect(calls).toEqual(['lookup', 'charge']);
  });

  test('nothing is running once it is idle', async () => {
    const { pipeline, clock, asked } = open();
    const contractId = await pipeline.create([50_000]);
    const answer = fund(pipeline, contractId, 'pm_times_out');
    await asked('charge');
    await clock.advance(defaultTiming.requestBudgetMs);
    await answer;
    let idle = false;
    const over = pipeline.runner.idle().then(() => {
      idle = true;
    });
    await rest();
    expect(idle).toBe(false);
    await clock.advance(defaultTiming.callTimeoutMs);
    await over;
  });
});

describe('a payment with an unknown outcome', () => {
  test('is looked up before it is retried', async () => {
    const { pipeline, clock, sweep, calls, simulated } = open();
    const contractId = await pipeline.create([50_000]);
    await fund(pipeline, contractId, 'pm_answer_lost');
    expect(await milestoneState(pipeline, contractId)).toBe('funding');
    await clock.advance(minute);
    await sweep();
    expect(calls).toEqual(['charge', 'lookup']);
    expect(await milestoneState(pipeline, contractId)).toBe('funded');
    expect(await simulated.books()).toMatchObject({ charged: 50_000 });
  });

  test('is retried once the provider says that it does not know it', async () => {
    let down = true;
    const { pipeline, clock, sweep, calls } = open((simulated) => ({
      charge: async (request) => {
        if (down) throw new Error('down');
        return simulated.charge(request);
      },
    }));
    const contractId = await pipeline.create([50_000]);
    await fund(pipeline, contractId);
    down = false;
    await clock.advance(minute);
    await sweep();
    expect(calls).toEqual(['charge', 'lookup', 'charge']);
    expect(await milestoneState(pipeline, contractId)).toBe('funded');
  });

  test('is parked after a bounded number of attempts, with growing delays', async () => {
    const { pipeline, clock, sweep } = open();
    const contractId = await pipeline.create([50_000]);
    const { id } = await fund(pipeline, contractId, 'pm_unreachable');
    const waits: number[] = [];
    for (let attempt = 1; attempt < defaultTiming.retry.attempts; attempt += 1) {
      const next = await own.nextAttemptAtMs(id);
      if (next === null) throw new Error('parked too early');
      waits.push(next - clock.nowMs());
      await clock.advance(next - clock.nowMs());
      await sweep();
    }
    expect(await lastPayment(pipeline, contractId)).toMatchObject({
      status: 'parked',
      failure: { code: 'provider_unreachable', certain: false },
    });
    expect(await own.nextAttemptAtMs(id)).toBeNull();
    waits.forEach((wait, index) => {
      const doubled = Math.min(5_000 * 2 ** index, 3_600_000);
      expect(wait).toBeGreaterThanOrEqual(doubled / 2);
      expect(wait).toBeLessThanOrEqual(doubled);
    });
  });

  test('once parked can be retried by a person: looked up first, under the same key', async () => {
    let down = true;
    const { pipeline, clock, sweep, calls } = open((simulated) => ({
      charge: async (request) => {
        const outcome = await simulated.charge(request);
        if (down) throw new Error('the answer is lost');
        return outcome;
      },
      lookup: async (request) => {
        if (down) throw new Error('down');
        return simulated.lookup(request);
      },
    }));
    const contractId = await pipeline.create([50_000]);
    const { id } = await fund(pipeline, contractId);
    for (let round = 1; round < defaultTiming.retry.attempts; round += 1) {
      await clock.advance(2 * HOUR_MS);
      await sweep();
    }
    expect((await lastPayment(pipeline, contractId)).status).toBe('parked');
    down = false;
    calls.length = 0;
    await pipeline.run(contractId, { type: 'retry_payment', paymentId: id }, client);
    expect(calls).toEqual(['lookup']);
    expect(await lastPayment(pipeline, contractId)).toMatchObject({ id, status: 'succeeded' });
  });

  test('is never sent again if the provider has confirmed it before', async () => {
    const { pipeline, clock, sweep, calls } = open(() => ({ lookup: async () => null }));
    const contractId = await pipeline.create([50_000]);
    await fund(pipeline, contractId, 'pm_pending');
    for (let round = 0; round < 20; round += 1) {
      await clock.advance(2 * HOUR_MS);
      await sweep();
    }
    expect(calls.filter((call) => call === 'charge')).toHaveLength(1);
    expect((await lastPayment(pipeline, contractId)).status).toBe('pending');
    expect(pipeline.errors.at(-1)?.error).toMatchObject({ message: expect.stringContaining('no longer knows') });
  });

  test('is looked up after its lease if the outcome could not be recorded', async () => {
    const { pipeline, clock, sweep, calls, simulated } = open();
    const contractId = await pipeline.create([50_000]);
    const { id: milestoneId } = await firstMilestone(pipeline, contractId);
    // The process dies between the provider's answer and its recording.
    await pipeline.commit(contractId, { type: 'fund', milestoneId }, client);
    const payment = await lastPayment(pipeline, contractId);
    await simulated.charge({
      key: payment.id,
      contractId,
      currency: 'USD',
      amount: payment.amount,
      clientId: 'ada',
      paymentMethod: null,
    });
    expect(await sweep()).toMatchObject({ payments: 0 });
    await clock.advance(defaultTiming.leaseMs);
    expect(await sweep()).toMatchObject({ payments: 1 });
    expect(calls).toEqual(['lookup']);
    expect(await milestoneState(pipeline, contractId)).toBe('funded');
  });
});

describe('a slow payment', () => {
  test('a pending charge is looked up, without an event each time', async () => {
    const { pipeline, clock, sweep } = open();
    const contractId = await pipeline.create([50_000]);
    const { id } = await fund(pipeline, contractId, 'pm_pending');
    const { seq } = await pipeline.contract(contractId);
    for (let hour = 0; hour < 71; hour += 1) {
      await clock.advance(HOUR_MS);
      expect(await sweep()).toMatchObject({ payments: 1 });
      expect(await own.nextAttemptAtMs(id)).toBeGreaterThan(clock.nowMs());
    }
    expect((await pipeline.contract(contractId)).seq).toBe(seq);
    await clock.advance(HOUR_MS);
    await sweep();
    expect(await milestoneState(pipeline, contractId)).toBe('funded');
  });

  test('a charge that needs the client is looked up, and attempted when its state may have changed', async () => {
    const { pipeline, calls, clock, simulated } = open();
    const contractId = await pipeline.create([50_000]);
    const payment = await fund(pipeline, contractId, 'pm_needs_action');
    expect(payment).toMatchObject({ status: 'requires_action', clientAction: { key: payment.id } });
    await simulated.complete(payment.id);
    await pipeline.runner.attempt(contractId, [{ paymentId: payment.id, work: null, sinceMs: clock.nowMs() }]);
    expect(calls).toEqual(['charge', 'lookup']);
    expect(await milestoneState(pipeline, contractId)).toBe('funded');
  });

  test('a cancelled charge is cancelled at the provider', async () => {
    const { pipeline, calls } = open();
    const contractId = await pipeline.create([50_000]);
    const { id } = await fund(pipeline, contractId, 'pm_needs_action');
    await pipeline.run(contractId, { type: 'cancel_payment', paymentId: id }, client);
    expect(calls).toEqual(['charge', 'cancel']);
    expect(await own.nextAttemptAtMs(id)).toBeNull();
    expect(await milestoneState(pipeline, contractId)).toBe('planned');
  });

  test('an unconfirmed charge expires, and is cancelled at the provider', async () => {
    const { pipeline, calls, clock, sweep } = open();
    const contractId = await pipeline.create([50_000]);
    await fund(pipeline, contractId, 'pm_needs_action');
    await clock.advance(DAY_MS);
    await sweep();
    expect(calls.at(-1)).toBe('cancel');
    expect(await milestoneState(pipeline, contractId)).toBe('planned');
  });

  test('a charge that succeeds after it was cancelled is refunded automatically', async () => {
    const { pipeline, clock, sweep, simulated } = open();
    const contractId = await pipeline.create([50_000]);
    const { id } = await fund(pipeline, contractId, 'pm_late');
    await pipeline.run(contractId, { type: 'cancel_payment', paymentId: id }, client);
    expect(await own.nextAttemptAtMs(id)).not.toBeNull();
    await clock.advance(2 * HOUR_MS);
    await sweep();
    expect(await simulated.books()).toMatchObject({ charged: 50_000, refunded: 50_000 });
    expect(balances((await pipeline.books(contractId)).movements).get('processor')).toBe(0);
    expect(await milestoneState(pipeline, contractId)).toBe('planned');
  });

  test('the cancellation of a charge is retried until the provider answers', async () => {
    let down = true;
    const { pipeline, clock, sweep } = open((simulated) => ({
      cancel: async (request) => {
        if (down) throw new Error('down');
        return simulated.cancel(request);
      },
    }));
    const contractId = await pipeline.create([50_000]);
    const { id } = await fund(pipeline, contractId, 'pm_needs_action');
    await pipeline.run(contractId, { type: 'cancel_payment', paymentId: id }, client);
    for (let round = 0; round < 3 * defaultTiming.retry.attempts; round += 1) {
      await clock.advance(2 * HOUR_MS);
      await sweep();
    }
    expect(await own.nextAttemptAtMs(id)).not.toBeNull();
    down = false;
    await clock.advance(2 * HOUR_MS);
    await sweep();
    expect(await own.nextAttemptAtMs(id)).toBeNull();
  });

  test('an attempt that loses to a cancellation does not delay the cancellation', async () => {
    let letGo: (() => void) | undefined;
    const { pipeline, another, asked, clock, sweep, calls } = open((simulated) => ({
      lookup: async (request) => {
        const found = await simulated.lookup(request);
        await new Promise<void>((resolve) => {
          letGo = resolve;
        });
        return found;
      },
    }));
    const contractId = await pipeline.create([50_000]);
    const { id } = await fund(pipeline, contractId, 'pm_pending');
    await clock.advance(minute);
    const sweeping = sweep();
    await asked('lookup');
    // Cancelled by another process, which dies before it cancels the charge at the provider.
    await another.commit(contractId, { type: 'cancel_payment', paymentId: id }, client);
    letGo?.();
    await sweeping;
    await clock.advance(defaultTiming.leaseMs);
    await sweep();
    expect(calls).toEqual(['charge', 'lookup', 'cancel']);
  });

  test('a payout cancelled while another process was sending it needs no provider call', async () => {
    const { pipeline, clock, calls } = open();
    const contractId = await pipeline.create([50_000]);
    await fund(pipeline, contractId, 'pm_payout_fails');
    const { id: milestoneId } = await firstMilestone(pipeline, contractId);
    await pipeline.run(contractId, { type: 'release', milestoneId, amount: 50_000 }, client);
    const { id } = await lastPayment(pipeline, contractId);
    await pipeline.run(contractId, { type: 'retry_payment', paymentId: id }, freelancer);
    const before = [...calls];
    await pipeline.runner.attempt(contractId, [{ paymentId: id, work: null, sinceMs: clock.nowMs() }]);
    expect(calls).toEqual(before);
    expect(pipeline.errors).toEqual([]);
    expect(await own.nextAttemptAtMs(id)).toBeNull();
  });

  test('a payout that fails permanently is parked, and retried as a new operation', async () => {
    const { pipeline } = open();
    const contractId = await pipeline.create([50_000]);
    await fund(pipeline, contractId, 'pm_payout_fails');
    const { id: milestoneId } = await firstMilestone(pipeline, contractId);
    await pipeline.run(contractId, { type: 'release', milestoneId, amount: 50_000 }, client);
    const payout = await lastPayment(pipeline, contractId);
    expect(payout).toMatchObject({ status: 'parked', failure: { code: 'account_closed', certain: true } });
    await pipeline.run(contractId, { type: 'retry_payment', paymentId: payout.id }, freelancer);
    expect((await lastPayment(pipeline, contractId)).id).not.toBe(payout.id);
    expect(await own.nextAttemptAtMs(payout.id)).toBeNull();
  });
});
