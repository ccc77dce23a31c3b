import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@workroom/client';
import { describe, expect, test } from 'vitest';
import { startMarketplace } from '../testing/marketplace.ts';

const repository = join(import.meta.dirname, '../../../..');
const read = (path: string): string => readFileSync(join(repository, path), 'utf8');

describe('against the sandbox', () => {
  const marketplace = startMarketplace();

  test('docs/money.md: the worked example', async () => {
    const baseUrl = `${marketplace.url}/workroom`;
    const server = createClient({ baseUrl, session: async () => 'wk_sandbox' });
    const {
      id: contractId,
      milestones,
      client,
    } = await server.createContract({
      title: 'Worked example',
      currency: 'USD',
      status: 'active',
      client: { id: 'dana', name: 'Dana Whitlock' },
      freelancer: { id: 'lee', name: 'Lee Okafor' },
      milestones: [
        { title: 'Logo', amount: 50_000 },
        { title: 'Labels', amount: 30_000 },
      ],
    });
    const dana = createClient({ baseUrl, session: async () => (await server.createSession({ user: client })).token });
    const [logo = '', labels = ''] = milestones.map(({ id }) => id);
    const seen = async () => ({ ifMatch: (await server.getContract({ contractId })).version });
    await dana.fund({ contractId, milestoneId: logo }, await seen());
    const leftover = { to: 'next_milestone' } as const;
    await dana.release({ contractId, milestoneId: logo, amount: 35_000, leftover }, await seen());
    await dana.fund({ contractId, milestoneId: labels }, await seen());
    await dana.release({ contractId, milestoneId: labels, amount: 30_000 }, await seen());

    const [, table = ''] = /<!-- worked example -->(.*?)<!-- \/worked example -->/s.exec(read('docs/money.md')) ?? [];
    const [, , ...rows] = table
      .trim()
      .split('\n')
      .map((row) => row.replace(/ +/g, ' '));
    expect(rows).not.toHaveLength(0);
    await expect.poll(async () => worked(await movements()), { timeout: 15_000 }).toEqual(rows);
    const { balances } = await server.getLedger({ contractId });
    expect(Object.values(balances).filter((balance) => balance !== 0)).toEqual([]);
    const { totals } = await server.getContract({ contractId });
    expect(totals).toMatchObject({ deposited: 65_000, released: 65_000, refunded: 0, carried: 0, held: 0 });

    async function movements() {
      const { data: events } = await server.getTimeline({ contractId });
      const types = new Map(events.map(({ id, type }) => [id, type]));
      const ledger = await server.getLedger({ contractId });
      return ledger.movements.map((movement) => ({ ...movement, type: types.get(movement.eventId) ?? '' }));
    }

    function worked(made: Awaited<ReturnType<typeof movements>>): string[] {
      const named = (account: string) => account.replace(logo, 'Logo').replace(labels, 'Labels');
      return made.map(
        ({ type, debit, credit, amount }) =>
          `| ${type} | \`${named(debit)}\` | \`${named(credit)}\` | ${(amount / 100).toFixed(2)} |`,
      );
    }
  });
});
