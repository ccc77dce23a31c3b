import type { Output } from '@workroom/core/api';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../store/store.ts';
import { contractBody, days, type Market, openMarket } from '../testing/market.test.support.ts';
import { ownStore } from '../testing/own-database.test.support.ts';

const stored = ownStore();
/** Contracts whose deadlines cannot be applied, and the recorded calls of the store. */
const broken = new Set<string>();
let commits: string[][] = [];
const store: Store & { migrate: () => Promise<void> } = {
  ...stored,
  async commit(changes) {
    const ids = changes.map(({ decision }) => decision.contract.id);
    commits.push(ids);
    if (ids.some((id) => broken.has(id))) throw new Error('This contract cannot be written.');
    return stored.commit(changes);
  },
};
let market: Market;
let calls = 0;
let people = 0;
beforeAll(async () => {
  await stored.migrate();
  market = openMarket({ database: store });
  const { refund, transfer } = market.provider;
  Object.assign(market.provider, {
    refund: (...asked: Parameters<typeof refund>) => {
      calls += 1;
      return refund(...asked);
    },
    transfer: (...asked: Parameters<typeof transfer>) => {
      calls += 1;
      return transfer(...asked);
    },
  });
});
afterAll(async () => {
  await market.workroom.close();
  await stored.close();
});
beforeEach(() => {
  broken.clear();
  commits = [];
  people += 1;
});

const dana = () => ({ id: `u_dana_${people}`, name: 'Dana' });
const lee = () => ({ id: `u_lee_${people}`, name: 'Lee' });

/** A contract whose refund request expires after seven days and ends it. */
async function toEnd(client = dana(), freelancer = lee()): Promise<string> {
  const body = { ...contractBody(10_000), client, freelancer };
  const { id, milestones } = await market.contract('createContract', 'server', { body });
  const milestoneId = milestones[0]?.id ?? '';
  await market.contract('fund', client, { params: { contractId: id, milestoneId }, body: {} });
  const request = { milestoneId, reason: 'Over', thenEnd: true };
  await market.contract('requestRefund', client, { params: { contractId: id }, body: request });
  return id;
}
const list = async (as: ReturnType<typeof dana> | 'server', query: Record<string, string | number> = {}) =>
  (await market.send('listContracts', as, { query })).body as Output<'ContractList'>;
const statuses = ({ data }: Output<'ContractList'>) => data.map(({ id, status }) => [id, status]);

describe('a list by status', () => {
  test('applies passed deadlines of the caller’s contracts in one commit, without a provider call', async () => {
    const ids = [await toEnd(), await toEnd(), await toEnd()];
    market.clock.advance(days(8));
    calls = 0;
    commits = [];
    const shown = statuses(await list(dana(), { status: 'ended' }));
    expect(shown).toEqual(ids.toReversed().map((id) => [id, 'ended']));
    expect(statuses(await list(dana(), { status: 'active' }))).toEqual([]);
    expect(commits.filter((each) => each.some((id) => ids.includes(id)))).toHaveLength(1);
    expect(calls).toBe(0);
  });

  test('does not touch other people’s overdue contracts', async () => {
    const others = await toEnd({ id: `u_other_${people}`, name: 'Olga' });
    const own = await toEnd(dana(), { id: `u_third_${people}`, name: 'Tom' });
    market.clock.advance(days(8));
    commits = [];
    expect(statuses(await list(dana(), { status: 'ended' }))).toEqual([[own, 'ended']]);
    expect(commits.flat()).toEqual([own]);
    expect(others).not.toBe(own);
  });

  test.each(['ended', undefined])(
    'leaves out one whose deadlines cannot be applied and logs it (status %s)',
    async (status) => {
      const ids = [await toEnd(), await toEnd(), await toEnd()];
      market.clock.advance(days(8));
      broken.add(ids[1] ?? '');
      market.lines.length = 0;
      const query = status === undefined ? {} : { status };
      expect(statuses(await list(dana(), query))).toEqual([
        [ids[2], 'ended'],
        [ids[0], 'ended'],
      ]);
      const logged = market.lines.filter(({ level }) => level === 'error');
      expect(logged).toEqual([
        expect.objectContaining({ message: expect.stringContaining('applying deadlines of a contract') }),
      ]);
    },
  );

  test('reads a bounded number of further pages if deadlines removed contracts from the first', async () => {
    const active = (
      await market.contract('createContract', 'server', {
        body: { ...contractBody(5_000), client: dana(), freelancer: lee() },
      })
    ).id;
    for (let count = 0; count < 3; count += 1) await toEnd();
    market.clock.advance(days(8));
    const first = await list(dana(), { status: 'active', limit: 1 });
    expect(statuses(first)).toEqual([]);
    expect(first.nextCursor).not.toBeNull();
    expect(statuses(await list(dana(), { status: 'active', limit: 1, cursor: first.nextCursor ?? '' }))).toEqual([
      [active, 'active'],
    ]);
    expect(statuses(await list(dana(), { status: 'active', limit: 1 }))).toEqual([[active, 'active']]);
  });
});
