import { balances, type ContractId, DAY_MS, HOUR_MS, isRefusal, type Payment, type PaymentId } from '@workroom/core';
import { describe, expect, test } from 'vitest';
import { createSweep } from '../jobs/sweep.ts';
import {
  client,
  freelancer,
  handClock,
  type MemoryMarket,
  oneByOne,
  openMemoryMarket,
  rest,
  seeded,
} from './memory-market.test.support.ts';
import type { PaymentProvider } from './provider.ts';
import { leasedPayments } from './schedule.ts';
import { simulatedProvider } from './simulated/provider.ts';
import { defaultTiming } from './timing.ts';

function open(change: (provider: PaymentProvider) => Partial<PaymentProvider> = () => ({})) {
  const clock = handClock();
  const simulated = simulatedProvider({ clock: { now: () => new Date(clock.now()) } });
  const calls: string[] = [];
  const changed = { ...simulated, ...change(simulated) };
  const noted = <Request extends { key: PaymentId }, Answer>(
    name: string,
    call: (request: Request, signal?: AbortSignal) => Promise<Answer>,
  ) => {
    return (request: Request, signal?: AbortSignal) => {
      calls.push(name);
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
  const market = openMemoryMarket({ provider, timer, nowMs, now, random: seeded(1) });
  const sweep = createSweep({
    store: market.store,
    runner: market.runner,
    applyDeadlines: oneByOne(market.applyDeadlines),
    now,
    nowMs,
    onError: (error) => {
      throw error;
    },
  });
  return { clock, simulated, market, calls, sweep };
}

async function fund(market: MemoryMarket, contractId: ContractId, paymentMethod?: string): Promise<Payment> {
  const milestoneId = market.contract(contractId).milestones[0]?.id;
  if (milestoneId === undefined) throw new Error('no milestone');
  await market.run(
    contractId,
    { type: 'fund', milestoneId, ...(paymentMethod === undefined ? {} : { paymentMethod }) },
    client,
  );
  return lastPayment(market, contractId);
}

function lastPayment(market: MemoryMarket, contractId: ContractId): Payment {
  const payment = market.contract(contractId).payments.at(-1);
  if (payment === undefined) throw new Error('no payment');
  return payment;
}

function milestoneState(market: MemoryMarket, contractId: ContractId) {
  return market.contract(contractId).milestones[0]?.state;
}

const minute = 60_000;

describe('right after the commit', () => {
  test('a charge is made without a lookup, and the milestone is funded in the same response', async () => {
    const { market, calls } = open();
    const contractId = market.create([50_000]);
    const payment = await fund(market, contractId);
    expect(calls).toEqual(['charge']);
    expect(payment).toMatchObject({ status: 'succeeded', reference: `sim_${payment.id}` });
    expect(milestoneState(market, contractId)).toBe('funded');
    expect(market.row(payment.id)).toMatchObject({ nextAttemptAtMs: null, leaseUntilMs: null });
  });

  test('rule 10: a declined charge plans the milestone again', async () => {
    const { market } = open();
    const contractId = market.create([50_000]);
    const payment = await fund(market, contractId, 'pm_declined');
    expect(payment).toMatchObject({ status: 'failed', failure: { code: 'card_declined', certain: true } });
    expect(milestoneState(market, contractId)).toBe('planned');
  });

  test('the client’s fee is charged, the freelancer’s is kept from the payout', async () => {
    const { market, simulated } = open();
    const contractId = market.create([10_000], { fees: { clientBps: 300, freelancerBps: 1_000 } });
    await fund(market, contractId);
    const milestoneId = market.contract(contractId).milestones[0]?.id;
    if (milestoneId === undefined) throw new Error('no milestone');
    await market.run(contractId, { type: 'release', milestoneId, amount: 10_000 }, client);
    expect(await simulated.books()).toMatchObject({ charged: 10_300, transferred: 9_000, refunded: 0 });
  });

  test('a refund includes the client’s fee', async () => {
    const { market, simulated } = open();
    const contractId = market.create([10_000], { fees: { clientBps: 300, freelancerBps: 1_000 } });
    await fund(market, contractId);
    await market.run(contractId, { type: 'end' }, freelancer);
    expect(await simulated.books()).toMatchObject({ charged: 10_300, transferred: 0, refunded: 10_300 });
  });

  test('a bonus is charged and paid out in the same response', async () => {
    const { market, calls, simulated } = open();
    const contractId = market.create([10_000]);
    await market.run(contractId, { type: 'give_bonus', amount: 2_000 }, client);
    expect(calls).toEqual(['charge', 'transfer']);
    expect(await simulated.books()).toMatchObject({ charged: 2_000, transferred: 2_000 });
    expect(market.contract(contractId).payments.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
  });

  test('a provider that hangs delays the response by at most its time budget, and the sweep gets the outcome', async () => {
    const { market, clock, sweep, simulated } = open();
    const contractId = market.create([50_000]);
    let answered = false;
    const answer = fund(market, contractId, 'pm_times_out').then(() => {
      answered = true;
    });
    await clock.advance(defaultTiming.requestBudgetMs - 1);
    expect(answered).toBe(false);
    await clock.advance(1);
    await answer;
    expect(milestoneState(market, contractId)).toBe('funding');
    await clock.advance(defaultTiming.callTimeoutMs);
    await clock.advance(minute);
    expect(await sweep()).toMatchObject({ payments: 1 });
    expect(milestoneState(market, contractId)).toBe('funded');
    expect(await simulated.books()).toMatchObject({ charged: 50_000 });
  });

  test('a process that slept past its lease looks up what another may have done meanwhile', async () => {
    const { market, clock, calls } = open();
    const contractId = market.create([50_000]);
    const before = market.contract(contractId);
    const milestoneId = before.milestones[0]?.id ?? 'mst_none';
    const decision = market.commit(contractId, { type: 'fund', milestoneId }, client);
    if (isRefusal(decision)) throw new Error(decision.detail);
    const leased = leasedPayments(before, decision, market.runner.schedule(decision, clock.nowMs()), clock.nowMs());
    await clock.advance(DAY_MS);
    await market.runner.attempt(contractId, leased);
    await market.runner.idle();
    expect(calls).toEqual(['lookup', 'charge']);
  });

  test('nothing is running once it is idle', async () => {
    const { market, clock } = open();
    const contractId = market.create([50_000]);
    const answer = fund(market, contractId, 'pm_times_out');
    await clock.advance(defaultTiming.requestBudgetMs);
    await answer;
    let idle = false;
    const over = market.runner.idle().then(() => {
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
    const { market, clock, sweep, calls, simulated } = open();
    const contractId = market.create([50_000]);
    await fund(market, contractId, 'pm_answer_lost');
    expect(milestoneState(market, contractId)).toBe('funding');
    await clock.advance(minute);
    await sweep();
    expect(calls).toEqual(['charge', 'lookup']);
    expect(milestoneState(market, contractId)).toBe('funded');
    expect(await simulated.books()).toMatchObject({ charged: 50_000 });
  });

  test('is retried once the provider says that it does not know it', async () => {
    let down = true;
    const { market, clock, sweep, calls } = open((simulated) => ({
      charge: async (request) => {
        if (down) throw new Error('down');
        return simulated.charge(request);
      },
    }));
    const contractId = market.create([50_000]);
    await fund(market, contractId);
    down = false;
    await clock.advance(minute);
    await sweep();
    expect(calls).toEqual(['charge', 'lookup', 'charge']);
    expect(milestoneState(market, contractId)).toBe('funded');
  });

  test('is parked after a bounded number of attempts, with growing delays', async () => {
    const { market, clock, sweep } = open();
    const contractId = market.create([50_000]);
    const { id } = await fund(market, contractId, 'pm_unreachable');
    const waits: number[] = [];
    for (let attempt = 1; attempt < defaultTiming.retry.attempts; attempt += 1) {
      const next = market.row(id).nextAttemptAtMs;
      if (next === null) throw new Error('parked too early');
      waits.push(next - clock.nowMs());
      await clock.advance(next - clock.nowMs());
      await sweep();
    }
    expect(lastPayment(market, contractId)).toMatchObject({
      status: 'parked',
      failure: { code: 'provider_unreachable', certain: false },
    });
    expect(market.row(id).nextAttemptAtMs).toBeNull();
    waits.forEach((wait, index) => {
      const doubled = Math.min(5_000 * 2 ** index, 3_600_000);
      expect(wait).toBeGreaterThanOrEqual(doubled / 2);
      expect(wait).toBeLessThanOrEqual(doubled);
    });
  });

  test('once parked can be retried by a person: looked up first, under the same key', async () => {
    let down = true;
    const { market, clock, sweep, calls } = open((simulated) => ({
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
    const contractId = market.create([50_000]);
    const { id } = await fund(market, contractId);
    for (let round = 1; round < defaultTiming.retry.attempts; round += 1) {
      await clock.advance(2 * HOUR_MS);
      await sweep();
    }
    expect(lastPayment(market, contractId).status).toBe('parked');
    down = false;
    calls.length = 0;
    await market.run(contractId, { type: 'retry_payment', paymentId: id }, client);
    expect(calls).toEqual(['lookup']);
    expect(lastPayment(market, contractId)).toMatchObject({ id, status: 'succeeded' });
  });

  test('is never sent again if the provider has confirmed it before', async () => {
    const { market, clock, sweep, calls } = open(() => ({ lookup: async () => null }));
    const contractId = market.create([50_000]);
    await fund(market, contractId, 'pm_pending');
    for (let round = 0; round < 20; round += 1) {
      await clock.advance(2 * HOUR_MS);
      await sweep();
    }
    expect(calls.filter((call) => call === 'charge')).toHaveLength(1);
    expect(lastPayment(market, contractId).status).toBe('pending');
    expect(market.errors.at(-1)?.error).toMatchObject({ message: expect.stringContaining('no longer knows') });
  });

  test('is looked up after its lease if the outcome could not be recorded', async () => {
    const { market, clock, sweep, calls, simulated } = open();
    const contractId = market.create([50_000]);
    const milestoneId = market.contract(contractId).milestones[0]?.id;
    if (milestoneId === undefined) throw new Error('no milestone');
    // The process dies between the provider's answer and its recording.
    market.commit(contractId, { type: 'fund', milestoneId }, client);
    const payment = lastPayment(market, contractId);
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
    expect(milestoneState(market, contractId)).toBe('funded');
  });
});

describe('a slow payment', () => {
  test('a pending charge is looked up, without an event each time', async () => {
    const { market, clock, sweep } = open();
    const contractId = market.create([50_000]);
    const { id } = await fund(market, contractId, 'pm_pending');
    const { seq } = market.contract(contractId);
    for (let hour = 0; hour < 71; hour += 1) {
      await clock.advance(HOUR_MS);
      expect(await sweep()).toMatchObject({ payments: 1 });
      expect(market.row(id).nextAttemptAtMs).toBeGreaterThan(clock.nowMs());
    }
    expect(market.contract(contractId).seq).toBe(seq);
    await clock.advance(HOUR_MS);
    await sweep();
    expect(milestoneState(market, contractId)).toBe('funded');
  });

  test('a charge that needs the client is looked up, and attempted when its state may have changed', async () => {
    const { market, calls, clock, simulated } = open();
    const contractId = market.create([50_000]);
    const payment = await fund(market, contractId, 'pm_needs_action');
    expect(payment).toMatchObject({ status: 'requires_action', clientAction: { key: payment.id } });
    await simulated.complete(payment.id);
    await market.runner.attempt(contractId, [{ paymentId: payment.id, work: null, sinceMs: clock.nowMs() }]);
    expect(calls).toEqual(['charge', 'lookup']);
    expect(milestoneState(market, contractId)).toBe('funded');
  });

  test('a cancelled charge is cancelled at the provider', async () => {
    const { market, calls } = open();
    const contractId = market.create([50_000]);
    const { id } = await fund(market, contractId, 'pm_needs_action');
    await market.run(contractId, { type: 'cancel_payment', paymentId: id }, client);
    expect(calls).toEqual(['charge', 'cancel']);
    expect(market.row(id).nextAttemptAtMs).toBeNull();
    expect(milestoneState(market, contractId)).toBe('planned');
  });

  test('an unconfirmed charge expires, and is cancelled at the provider', async () => {
    const { market, calls, clock, sweep } = open();
    const contractId = market.create([50_000]);
    await fund(market, contractId, 'pm_needs_action');
    await clock.advance(DAY_MS);
    await sweep();
    expect(calls.at(-1)).toBe('cancel');
    expect(milestoneState(market, contractId)).toBe('planned');
  });

  test('a charge that succeeds after it was cancelled is refunded automatically', async () => {
    const { market, clock, sweep, simulated } = open();
    const contractId = market.create([50_000]);
    const { id } = await fund(market, contractId, 'pm_late');
    await market.run(contractId, { type: 'cancel_payment', paymentId: id }, client);
    expect(market.row(id).nextAttemptAtMs).not.toBeNull();
    await clock.advance(2 * HOUR_MS);
    await sweep();
    expect(await simulated.books()).toMatchObject({ charged: 50_000, refunded: 50_000 });
    expect(balances(market.ledger(contractId)).get('processor')).toBe(0);
    expect(milestoneState(market, contractId)).toBe('planned');
  });

  test('the cancellation of a charge is retried until the provider answers', async () => {
    let down = true;
    const { market, clock, sweep } = open((simulated) => ({
      cancel: async (request) => {
        if (down) throw new Error('down');
        return simulated.cancel(request);
      },
    }));
    const contractId = market.create([50_000]);
    const { id } = await fund(market, contractId, 'pm_needs_action');
    await market.run(contractId, { type: 'cancel_payment', paymentId: id }, client);
    for (let round = 0; round < 3 * defaultTiming.retry.attempts; round += 1) {
      await clock.advance(2 * HOUR_MS);
      await sweep();
    }
    expect(market.row(id).nextAttemptAtMs).not.toBeNull();
    down = false;
    await clock.advance(2 * HOUR_MS);
    await sweep();
    expect(market.row(id).nextAttemptAtMs).toBeNull();
  });

  test('an attempt that loses to a cancellation does not delay the cancellation', async () => {
    let letGo: (() => void) | undefined;
    const { market, clock, sweep, calls } = open((simulated) => ({
      lookup: async (request) => {
        const found = await simulated.lookup(request);
        await new Promise<void>((resolve) => {
          letGo = resolve;
        });
        return found;
      },
    }));
    const contractId = market.create([50_000]);
    const { id } = await fund(market, contractId, 'pm_pending');
    await clock.advance(minute);
    const sweeping = sweep();
    await rest();
    // Cancelled by another process, which dies before it cancels the charge at the provider.
    market.commit(contractId, { type: 'cancel_payment', paymentId: id }, client);
    letGo?.();
    await sweeping;
    await clock.advance(defaultTiming.leaseMs);
    await sweep();
    expect(calls).toEqual(['charge', 'lookup', 'cancel']);
  });

  test('a payout cancelled while another process was sending it needs no provider call', async () => {
    const { market, clock, calls } = open();
    const contractId = market.create([50_000]);
    await fund(market, contractId, 'pm_payout_fails');
    const milestoneId = market.contract(contractId).milestones[0]?.id;
    if (milestoneId === undefined) throw new Error('no milestone');
    await market.run(contractId, { type: 'release', milestoneId, amount: 50_000 }, client);
    const { id } = lastPayment(market, contractId);
    await market.run(contractId, { type: 'retry_payment', paymentId: id }, freelancer);
    const before = [...calls];
    await market.runner.attempt(contractId, [{ paymentId: id, work: null, sinceMs: clock.nowMs() }]);
    expect(calls).toEqual(before);
    expect(market.errors).toEqual([]);
    expect(market.row(id).nextAttemptAtMs).toBeNull();
  });

  test('a payout that fails permanently is parked, and retried as a new operation', async () => {
    const { market } = open();
    const contractId = market.create([50_000]);
    await fund(market, contractId, 'pm_payout_fails');
    const milestoneId = market.contract(contractId).milestones[0]?.id;
    if (milestoneId === undefined) throw new Error('no milestone');
    await market.run(contractId, { type: 'release', milestoneId, amount: 50_000 }, client);
    const payout = lastPayment(market, contractId);
    expect(payout).toMatchObject({ status: 'parked', failure: { code: 'account_closed', certain: true } });
    const again = await market.run(contractId, { type: 'retry_payment', paymentId: payout.id }, freelancer);
    expect(isRefusal(again)).toBe(false);
    expect(lastPayment(market, contractId).id).not.toBe(payout.id);
    expect(market.row(payout.id).nextAttemptAtMs).toBeNull();
  });
});
