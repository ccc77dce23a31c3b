import { feeRows, type Person } from '@workroom/core';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import type { ApiInput } from './api.ts';
import type { createWorkroom } from './create-workroom.ts';
import { Problem } from './problem.ts';
import { client, contractBody, freelancer, openMarket, stranger } from './testing/market.test.support.ts';
import { ownStore } from './testing/own-database.test.support.ts';

const market = openMarket();
const { api } = market.workroom;
beforeAll(() => market.workroom.ready, 240_000);
afterAll(() => market.workroom.close());

async function made() {
  const { id: contractId, milestones } = await api.createContract({
    actor: 'server',
    body: {
      title: 'Brand identity',
      currency: 'USD',
      client,
      freelancer,
      status: 'active',
      milestones: [{ title: 'Logo', amount: 20_000 }],
    },
  });
  return { contractId, milestoneId: milestones[0]?.id ?? '' };
}

describe('the operations without HTTP', () => {
  test('a deal, on behalf of the people of the contract', async () => {
    const { contractId, milestoneId } = await made();
    await api.fund({ actor: client, contractId, milestoneId, idempotencyKey: 'fund' });
    await api.submit({ actor: freelancer, contractId, milestoneId, body: { message: 'Done' } });
    const paid = await api.release({
      actor: client,
      contractId,
      milestoneId,
      body: { amount: 20_000 },
      idempotencyKey: 'release',
    });
    expect(paid).toMatchObject({ viewer: 'client', milestones: [{ state: 'paid' }] });
    const again = await api.release({
      actor: client,
      contractId,
      milestoneId,
      body: { amount: 20_000 },
      idempotencyKey: 'release',
    });
    expect(again).toEqual(paid);
    const { data } = await api.getTimeline({ actor: freelancer, contractId });
    expect(data.at(-1)?.type).toBe('payment.succeeded');
    expect(await api.health()).toMatchObject({ status: 'ok' });
  });

  test('use the same checks: permissions, schemas, rules and preconditions', async () => {
    const ids = await made();
    const release = { ...ids, body: { amount: 20_000 }, idempotencyKey: 'x' };
    await expect(api.release({ ...release, actor: stranger })).rejects.toMatchObject({ status: 404 });
    await expect(api.release({ ...release, actor: freelancer })).rejects.toMatchObject({ code: 'forbidden_for_role' });
    await expect(api.release({ ...release, actor: client })).rejects.toBeInstanceOf(Problem);
    await expect(api.release({ ...release, actor: client, body: { amount: 0.5 } })).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ pointer: '/amount' }],
    });
    const edit = { ...ids, actor: client, body: { title: 'Logo and letterhead' } };
    await expect(api.editMilestone({ ...edit, ifMatch: 99 })).rejects.toMatchObject({ code: 'edited_meanwhile' });
    expect((await api.editMilestone(edit)).milestones[0]?.title).toBe('Logo and letterhead');
  });

  test('validate their person as a session does', async () => {
    const actors = [
      { id: '', name: 'Dana' },
      { id: 'u_1', name: ' ' },
      { id: 'u_1', name: 'n'.repeat(300) },
      { id: 'u_\0', name: 'D' },
    ];
    for (const actor of actors) {
      await expect(market.workroom.api.listContracts({ actor })).rejects.toMatchObject({ code: 'invalid_request' });
    }
  });

  test('accept the inputs of the operations table', () => {
    expectTypeOf<ApiInput<'release'>>().toHaveProperty('idempotencyKey').toEqualTypeOf<string>();
    expectTypeOf<ApiInput<'release'>['actor']>().toEqualTypeOf<Person | { readonly operator: Person }>();
    expectTypeOf<ApiInput<'createContract'>['actor']>().toEqualTypeOf<'server'>();
    expectTypeOf<ApiInput<'sweep'>['actor']>().toEqualTypeOf<'server'>();
    expectTypeOf<ReturnType<typeof api.getLedger>>().resolves.toHaveProperty('balances');
  });
});

describe('options that cannot work are refused at once', () => {
  const refused: [string, Partial<Parameters<typeof createWorkroom>[0]>, RegExp][] = [
    ['an origin with a path', { origins: ['https://market.example/'] }, /is no origin/],
    ['a wildcard', { origins: ['*'] }, /is no origin/],
    ['a wildcard for subdomains', { origins: ['https://*.example'] }, /is no origin.*no wildcards/],
    ['a short secret', { sessionSecrets: ['short'] }, /32 bytes/],
    ['no secret', { sessionSecrets: [] }, /empty/],
    ['a key without its prefix', { secretKeys: ['sk_live_0123456789'] }, /"wk_"/],
    ['a policy out of range', { policy: { reviewDays: 0 } }, /reviewDays/],
    ['a database of another kind', { database: 'mysql://localhost' }, /neither a Postgres URL/],
  ];
  test.each(refused)('%s', (_, options, message) => {
    expect(() => openMarket(options)).toThrow(message);
    try {
      openMarket(options);
    } catch (error) {
      expect(String(error)).not.toContain('0123456789');
    }
  });

  test('policy is merged with the defaults and pinned on the contract', async () => {
    const other = openMarket({
      policy: { reviewDays: 7, fees: { freelancerBps: 1_000 }, minimumAmount: { EUR: 1_000 } },
    });
    const { policy } = await other.contract('createContract', 'server', { body: contractBody(10_000) });
    expect(policy).toMatchObject({
      reviewDays: 7,
      refundResponseDays: 7,
      fees: feeRows({ freelancerBps: 1_000 }),
      minimumAmount: { USD: 500, EUR: 1_000 },
    });
    await other.workroom.close();
  });
});

describe('the lifetime of a Workroom', () => {
  test('a store that cannot be opened is a 503, and is retried', async () => {
    const store = ownStore();
    let failures = 1;
    const other = openMarket({
      database: {
        ...store,
        async ping() {
          failures -= 1;
          if (failures >= 0) throw new Error('not yet');
        },
      },
    });
    await expect(other.workroom.ready).rejects.toThrow('not yet');
    expect((await other.send('health', 'nobody')).status).toBe(200);
    await other.workroom.close();
    await store.close();
  });

  test('refuses requests once it is closed', async () => {
    const other = openMarket();
    const answered = other.fetch('GET', '/workroom/health');
    await other.workroom.close();
    expect((await answered).status).toBe(200);
    expect(await other.send('health', 'nobody')).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    await expect(other.workroom.api.health()).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('the sweep runs on the given timer', async () => {
    const waiting: (() => void)[] = [];
    const other = openMarket({
      sweep: { everyMs: 5_000 },
      timer: (run, afterMs) => {
        if (afterMs === 5_000) waiting.push(run);
        return () => {};
      },
    });
    // One timer for the sweep, and one for the outbox.
    await expect.poll(() => waiting.length).toBe(2);
    for (const run of waiting.splice(0)) run();
    await expect.poll(() => waiting.length).toBe(2);
    await other.workroom.close();
  });
});
