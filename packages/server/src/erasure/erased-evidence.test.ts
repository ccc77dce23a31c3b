import { expect, test } from 'vitest';
import type { Evidence } from '../evidence/evidence.ts';
import { independentVerifier } from '../evidence/independent-verifier.test.support.ts';
import { verifyEvidence } from '../evidence/verify.ts';
import { storeOver } from '../store/store-over.ts';
import { type As, openMarket, secretKey } from '../testing/market.test.support.ts';
import { openOwnDatabase } from '../testing/own-database.test.support.ts';
import { acts, markedDeals, type Somebody, somebody } from './marked-deals.test.support.ts';

test('rules 67 and 68: a file from before an erasure and one from after it show the same hashes, to both verifiers', async () => {
  const database = await openOwnDatabase();
  const market = openMarket({ database: storeOver(database, 'workroom') });
  const { deal, erase } = markedDeals(market, database);
  const [client, freelancer] = [somebody(), somebody()];
  const { contractId } = await deal(client, freelancer, acts);
  const personOf = ({ id, name }: Somebody) => ({ id, name });

  async function fileFor(as: As, format: 'json' | 'html'): Promise<string> {
    const authorization = `Bearer ${as === 'server' ? secretKey : (await market.workroom.sessions.create({ user: as as Somebody })).token}`;
    const path = `/workroom/contracts/${contractId}/export?format=${format}`;
    return (await market.fetch('GET', path, { headers: { authorization } })).text();
  }
  const files = () =>
    Promise.all(
      (['server', personOf(client), personOf(freelancer)] as const).flatMap((as) =>
        (['json', 'html'] as const).map((format) => fileFor(as, format)),
      ),
    );
  const hashesIn = (json: string) => (JSON.parse(json) as Evidence).events.map(({ hash }) => hash);

  const before = await files();
  expect(before.filter((file) => file.includes(client.mark))).toHaveLength(before.length);
  const [known = ''] = before;
  const { head } = JSON.parse(known) as Evidence;
  await erase(client.id);
  const after = await files();
  expect(after.filter((file) => file.includes(client.mark))).toEqual([]);

  for (const file of [...before, ...after]) {
    const json = documentIn(file);
    const hashes = hashesIn(json);
    expect(hashes.slice(0, hashesIn(known).length)).toEqual(hashesIn(known));
    const own = await verifyEvidence(file, { knownHead: head });
    expect(own).toMatchObject({ holds: true, onTrust: [], events: hashes.length, head: hashes.at(-1) });
    const { erased } = own as { erased: number };
    expect(await independentVerifier.verifyEvidence(json)).toEqual({
      events: hashes.length,
      head: hashes.at(-1),
      erased,
      onTrust: [],
    });
  }
  await market.workroom.close();
  await database.close();
});

/** Extracts the evidence from a page, as docs/evidence.md describes. */
function documentIn(file: string): string {
  const [, json = file] = /<script type="application\/json" id="workroom-evidence">(.*?)<\/script>/s.exec(file) ?? [];
  return json;
}
