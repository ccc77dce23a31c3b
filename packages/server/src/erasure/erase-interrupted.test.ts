import { readFileSync } from 'node:fs';
import type { Output } from '@workroom/core/api';
import { describe, expect, test } from 'vitest';
import { verifyEvidence } from '../evidence/verify.ts';
import { temporaryUploads } from '../node/temporary-uploads.test.support.ts';
import { storeOver } from '../store/store-over.ts';
import { ask } from '../store/testing/ask.ts';
import { openMarket } from '../testing/market.test.support.ts';
import { openDump, openOwnDatabase } from '../testing/own-database.test.support.ts';
import { markedDeals, somebody } from './marked-deals.test.support.ts';
import { callsApart, mortal } from './mortal.test.support.ts';

describe('rule 68: an erasure that is interrupted', () => {
  test('at any call of the store or file storage is finished by the next one', { timeout: 240_000 }, async () => {
    const database = await openOwnDatabase();
    const inner = storeOver(database, 'workroom');
    await inner.migrate();
    const { life, counted, countedStore } = mortal();
    const storage = temporaryUploads(() => Date.parse('2026-03-02T09:00:00.000Z'));
    const market = openMarket({
      database: countedStore(inner),
      uploads: { storage: { ...storage, delete: (...file) => counted(storage).delete(...file) } },
      groupCommit: false,
      logger: () => {},
    });
    const { deal, erase, rowsWith, exported } = markedDeals(market, database);
    let ended = 0;
    for (let endsAt = 1; ; endsAt += callsApart) {
      const [client, freelancer] = [somebody(), somebody()];
      const { contractId } = await deal(client, freelancer, ['files', 'proposal', 'edit', 'rename']);
      const before = await exported(contractId);
      Object.assign(life, { calls: 0, endsAt });
      const { status } = await erase(freelancer.id);
      Object.assign(life, { calls: 0, endsAt: Number.POSITIVE_INFINITY });
      const whole = await erase(freelancer.id);
      expect(whole, `killed at call ${endsAt}`).toMatchObject({ status: 200, body: { contracts: 1 } });
      expect(await rowsWith(freelancer.mark), `killed at call ${endsAt}`).toEqual([]);
      const after = await exported(contractId);
      expect(after.events.filter(({ type }) => type === 'text.erased')).toHaveLength(1);
      expect(await verifyEvidence(JSON.stringify(after), { knownHead: before.head })).toMatchObject({ holds: true });
      if (status === 200) break;
      ended += 1;
    }
    expect(ended).toBeGreaterThan(10 / callsApart);
    await market.workroom.close();
    await database.close();
  });

  test('texts of format 1 are erased too, and their events are no longer verified', { timeout: 240_000 }, async () => {
    const made = new URL('../store/testing/made-by-0dc2f81.sql', import.meta.url);
    const database = await openDump(readFileSync(made, 'utf8'));
    const market = openMarket({ database: storeOver(database, 'workroom') });
    await market.workroom.migrate();
    const { erase, exported, everything } = markedDeals(market, database);
    const lee = { id: 'u2', name: 'Lee "Z" O’Neil 🎨' };
    const { data } = (await market.send('listContracts', 'server', { query: { status: 'offered' } }))
      .body as Output<'ContractList'>;
    const contractId = data[0]?.id ?? '';
    await market.contract('declineOffer', lee, { params: { contractId }, body: { reason: 'No time, says Lee' } });
    // Removes the parties of the other contracts in the dump, so that they do not concern this person.
    for (const table of ['contract_party', 'notification'])
      await ask(database, `delete from workroom.${table} where contract_id <> $1`, [contractId]);
    const before = await exported(contractId);
    expect(before.events.map(({ format }) => format)).toEqual([1, 1, 1, 2]);

    const answer = await erase('u2');
    expect(answer).toMatchObject({ status: 200, body: { contracts: 1 } });
    const after = await exported(contractId);
    expect(JSON.stringify(after)).not.toMatch(/O’Neil|says Lee/);
    const ofContract = (await everything()).filter((row) => row.includes(contractId));
    expect(ofContract.filter((row) => /O’Neil|says Lee/.test(row))).toEqual([]);
    expect(after.events.slice(0, 4).map(({ hash }) => hash)).toEqual(before.events.map(({ hash }) => hash));
    expect(await verifyEvidence(JSON.stringify(after), { knownHead: before.head })).toMatchObject({
      holds: true,
      onTrust: [1],
    });
    expect((await erase('u2')).body).toEqual(answer.body);
    await market.workroom.close();
    await database.close();
  });
});
