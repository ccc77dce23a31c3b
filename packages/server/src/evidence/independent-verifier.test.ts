import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { client, freelancer, openMarket } from '../testing/market.test.support.ts';
import type { Evidence } from './evidence.ts';
import { independentVerifier } from './independent-verifier.test.support.ts';
import { verifyEvidence } from './verify.ts';

/** The results of both verifiers for a document. */
async function both(document: unknown) {
  const json = JSON.stringify(document);
  const [own, theirs] = await Promise.all([
    verifyEvidence(json),
    independentVerifier.verifyEvidence(json).catch((error: unknown) => String(error)),
  ]);
  return { own, theirs };
}

describe('rules 41 and 67: an independent verifier', () => {
  test('agrees with ours on valid and on changed files', async () => {
    const market = openMarket();
    const { contractId, at } = await market.create(50_000);
    await market.contract('fund', client, { params: at(0), body: {} });
    await market.contract('postMessage', freelancer, { params: { contractId }, body: { text: 'Größe 🎨' } });
    await market
      .contract('postMessage', { ...client, name: 'Dana Élan' }, { params: { contractId }, body: { text: '' } })
      .catch(() => {});
    await market.contract(
      'submit',
      { ...freelancer, name: 'Lee Z' },
      {
        params: at(0),
        body: { message: 'Here it is.', links: [{ url: 'https://example.com/a', label: 'A' }] },
      },
    );
    await market.contract('release', client, { params: at(0), body: { amount: 50_000, note: 'Thank you' } });
    const asked = await market.send('exportContract', client, { params: { contractId } });
    const evidence = asked.body as Evidence;
    expect(await both(evidence)).toEqual({
      own: { holds: true, contractId, events: evidence.events.length, head: evidence.head, erased: 0, onTrust: [] },
      theirs: { events: evidence.events.length, head: evidence.head, erased: 0, onTrust: [] },
    });

    const last = evidence.events.findLastIndex(({ type }) => type === 'milestone.released');
    const changes: Record<string, (copy: Evidence) => void> = {
      'a text': (copy) => Object.assign(copy.events[last]?.data.note as object, { text: 'Thanks' }),
      'a commitment': (copy) => Object.assign(copy.events[last]?.data.note as object, { commitment: '0'.repeat(64) }),
      'an amount': (copy) => Object.assign(copy.events[last]?.data as object, { amount: 1 }),
      'a movement': (copy) => void (copy.movements as unknown[]).pop(),
      'an older format': (copy) => Object.assign(copy.events[last] as object, { format: 1 }),
      'an event left out': (copy) => void (copy.events as unknown[]).splice(2, 1),
    };
    for (const [what, change] of Object.entries(changes)) {
      const copy = structuredClone(evidence);
      change(copy);
      const { own, theirs } = await both(copy);
      expect([own.holds, typeof theirs], what).toEqual([false, 'string']);
    }

    // Without text and salt, the history is still valid.
    const erased = structuredClone(evidence);
    const note = erased.events[last]?.data as Record<string, { commitment: string }>;
    note.note = { commitment: note.note?.commitment ?? '', erasedAt: '2027-01-31T09:00:00.000Z' } as never;
    expect(await both(erased)).toMatchObject({
      own: { holds: true, head: evidence.head, erased: 1 },
      theirs: { head: evidence.head, erased: 1 },
    });
    await market.workroom.close();
  });

  test('agrees with ours on a file from before commitments', async () => {
    const made = new URL('../store/testing/evidence-by-319a009.json', import.meta.url);
    const evidence = JSON.parse(readFileSync(made, 'utf8'));
    expect(evidence.format).toBe('workroom-evidence/1');
    const holds = { events: evidence.events.length, head: evidence.head, erased: 0, onTrust: [] };
    expect(await both(evidence)).toEqual({
      own: { ...holds, holds: true, contractId: evidence.contract.id },
      theirs: holds,
    });
    for (const [index, { type, data }] of evidence.events.entries()) {
      const copy = structuredClone(evidence);
      copy.events[index].data = { ...data, amount: 1 };
      const { own, theirs } = await both(copy);
      expect([own.holds, typeof theirs], type).toEqual([false, 'string']);
    }
  });
});
