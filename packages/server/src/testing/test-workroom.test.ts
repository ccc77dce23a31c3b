import { startPostgres } from '@workroom/toolchain/postgres';
import postgres from 'postgres';
import { afterEach, expect, test } from 'vitest';
import { openTestWorkroom, type TestWorkroom, type TestWorkroomOptions } from './index.ts';

const client = { id: 'dana', name: 'Dana' };
const freelancer = { id: 'lee', name: 'Lee' };
const key = () => crypto.randomUUID();

let opened: TestWorkroom | undefined;
afterEach(() => opened?.close());

/** A Workroom with one contract, whose submission has been in review for seven days. */
async function inReview(options: TestWorkroomOptions = {}) {
  opened = await openTestWorkroom({ policy: { reviewDays: 7 }, ...options });
  const { api } = opened.workroom;
  const created = await api.createContract({
    actor: 'server',
    body: {
      title: 'Logo',
      currency: 'USD',
      client,
      freelancer,
      status: 'active',
      milestones: [{ title: 'Draft', amount: 50_000 }],
    },
  });
  const params = { contractId: created.id, milestoneId: created.milestones[0]?.id ?? '' };
  await api.fund({ actor: client, ...params, body: {}, ifMatch: created.version, idempotencyKey: key() });
  await opened.idle();
  await api.submit({ actor: freelancer, ...params, body: { message: 'Here it is.' } });
  const state = async () =>
    (await api.getContract({ actor: client, contractId: params.contractId })).milestones[0]?.state;
  return { ...opened, params, state };
}

test('the clock does not move by itself', async () => {
  const startAt = new Date('2026-03-02T09:00:00.000Z');
  const { clock, advance } = await inReview({ startAt });
  expect(clock.now()).toEqual(startAt);
  await advance({ days: 1, hours: 2, minutes: 3, ms: 4 });
  expect(clock.now().toISOString()).toBe('2026-03-03T11:03:00.004Z');
  await expect(advance({ days: -1 })).rejects.toThrow('forward only');
});

test('moving the clock past a deadline applies it, pays out and delivers the events', async () => {
  const heard: string[] = [];
  const { advance, state, provider } = await inReview({ onEvent: ({ type }) => void heard.push(type) });
  await advance({ days: 6 });
  expect(await state()).toBe('submitted');
  await advance({ days: 1 });
  expect(await state()).toBe('paid');
  expect(heard).toContain('milestone.auto_released');
  const { transferred } = await provider.books();
  expect(transferred).toBe(50_000);
});

test('on PostgreSQL it has its own schema, and drops it', async () => {
  const server = await startPostgres({ version: 18 });
  const database = await server.freshDatabase();
  const sql = postgres(database, { max: 1 });
  const schemas = () => sql`select nspname from pg_namespace where nspname like 'workroom_test_%'`;
  try {
    const { state } = await inReview({ database });
    expect(await state()).toBe('submitted');
    expect(await schemas()).toHaveLength(1);
    await opened?.close();
    opened = undefined;
    expect(await schemas()).toHaveLength(0);
  } finally {
    await sql.end();
    await server.stop();
  }
});
