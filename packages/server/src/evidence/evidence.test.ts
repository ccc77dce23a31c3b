import { afterEach, describe, expect, test } from 'vitest';
import { client, freelancer, type Market, openMarket, stranger } from '../testing/market.test.support.ts';
import type { Evidence } from './evidence.ts';
import { verifyEvidence } from './verify.ts';

let market: Market;
afterEach(() => market.workroom.close());

/** A contract with money, messages and a late deadline. */
async function exported(): Promise<Evidence> {
  market = openMarket();
  const { contractId, at } = await market.create(50_000, 30_000);
  await market.contract('fund', client, { params: at(0), body: {} });
  await market.contract('postMessage', freelancer, { params: { contractId }, body: { text: '</script><b>Größe</b>' } });
  await market.contract('submit', freelancer, { params: at(0), body: { message: 'Here it is.' } });
  await market.contract('release', client, {
    params: at(0),
    body: { amount: 30_000, leftover: { to: 'next_milestone' } },
  });
  return evidenceOf(contractId);
}
async function evidenceOf(contractId: string): Promise<Evidence> {
  return (await market.send('exportContract', client, { params: { contractId } })).body as Evidence;
}
async function pageAnswer(contractId: string): Promise<Response> {
  const { token } = await market.workroom.sessions.create({ user: client });
  return market.fetch('GET', `/workroom/contracts/${contractId}/export?format=html`, {
    headers: { authorization: `Bearer ${token}` },
  });
}
const verdict = (evidence: unknown) => verifyEvidence(JSON.stringify(evidence));
/** A change that a person could make with a text editor. */
function tampered(evidence: Evidence, change: (copy: Writable<Evidence>) => void): Evidence {
  const copy = structuredClone(evidence) as Writable<Evidence>;
  change(copy);
  return copy as Evidence;
}
type Writable<Value> = { -readonly [Key in keyof Value]: Writable<Value[Key]> };

describe('rule 41: everything can be exported and verified by anyone', () => {
  test('an exported file verifies', async () => {
    const evidence = await exported();
    expect(await verdict(evidence)).toEqual({
      holds: true,
      contractId: evidence.contract.id,
      events: evidence.events.length,
      head: evidence.head,
      erased: 0,
      onTrust: [],
    });
    expect(evidence.format).toBe('workroom-evidence/2');
    expect(evidence.movements.length).toBeGreaterThan(2);
  });

  test('the printable page verifies, and runs no script from people’s texts', async () => {
    const { contract } = await exported();
    const answer = await pageAnswer(contract.id);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${contract.id}.html"`);
    const page = await answer.text();
    expect(page).toContain('&lt;/script&gt;&lt;b&gt;Größe&lt;/b&gt;');
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(await verifyEvidence(page)).toMatchObject({ holds: true });
    expect(
      await verifyEvidence(page.replace('Here it is.\\"', 'x').replaceAll('"Here it is."', '"Here it was."')),
    ).toMatchObject({ holds: false });
  });

  test('the streamed JSON equals the JSON of the whole', async () => {
    const { contract } = await exported();
    const { token } = await market.workroom.sessions.create({ user: client });
    const headers = { authorization: `Bearer ${token}` };
    const text = await (await market.fetch('GET', `/workroom/contracts/${contract.id}/export`, { headers })).text();
    expect(text).toBe(JSON.stringify(JSON.parse(text)));
    const { body } = await market.send('exportContract', 'server', { params: { contractId: contract.id } });
    expect(JSON.parse(text)).toEqual(body);
    expect(await market.workroom.api.exportContract({ actor: client, contractId: contract.id })).toEqual(body);
  });

  test.each<[string, (page: string) => string]>([
    ['a word of a message', (page) => page.replace('<bdi>Here it is.</bdi>', '<bdi>Here it was.</bdi>')],
    ['an amount', (page) => page.replace('$500.00', '$900.00')],
    ['a section left out', (page) => page.replace(/<section>[\s\S]*?<\/section>\n/, '')],
    ['something added', (page) => page.replace('<h2>Ledger</h2>', '<p>Both agreed to $1.00.</p>\n<h2>Ledger</h2>')],
    ['a style that hides', (page) => page.replace('</style>', 'section:nth-of-type(3) { display: none; }</style>')],
    ['something after the end', (page) => `${page}<p>The client never paid.</p>`],
    ['something before the beginning', (page) => `<p>The client never paid.</p>${page}`],
  ])('a page that was changed around its document does not: %s', async (_, forge) => {
    const { contract } = await exported();
    const page = await (await pageAnswer(contract.id)).text();
    expect(forge(page)).not.toBe(page);
    expect(await verifyEvidence(forge(page))).toMatchObject({
      holds: false,
      entry: null,
      problem: expect.stringMatching(/the page around it is not the one.* from line \d+ on/),
    });
  });

  test('a page with changed line endings verifies', async () => {
    const { contract } = await exported();
    const page = await (await pageAnswer(contract.id)).text();
    expect(await verifyEvidence(page.replaceAll('\n', '\r\n'))).toMatchObject({ holds: true });
  });

  test.each<[string, number | null, (evidence: Writable<Evidence>) => void]>([
    ['a word of a message', 7, ({ events }) => Object.assign(events[6]?.data ?? {}, { text: 'Something else' })],
    ['the actor', 4, ({ events }) => Object.assign(events[3] ?? {}, { actor: { side: 'system' } })],
    ['when it happened', 4, ({ events }) => Object.assign(events[3] ?? {}, { occurredAt: '2020-01-01T00:00:00.000Z' })],
    ['a hash', 2, ({ events }) => Object.assign(events[1] ?? {}, { hash: '0'.repeat(64) })],
    ['an event left out', 3, ({ events }) => events.splice(2, 1)],
    ['two events in another order', 2, ({ events }) => events.splice(1, 2, ...events.slice(1, 3).reverse())],
    ['an amount that moved', 6, ({ movements }) => Object.assign(movements[0] ?? {}, { amount: 1 })],
    ['a movement left out', 6, ({ movements }) => movements.splice(0, 1)],
    ['a movement of no event', null, ({ movements }) => movements.push({ ...movements[0], eventId: 'evt_0' } as never)],
    ['a balance', null, ({ balances }) => Object.assign(balances, { processor: 0 })],
    ['the head', null, (evidence) => Object.assign(evidence, { head: '1'.repeat(64) })],
    ['a party', null, ({ contract }) => Object.assign(contract.client, { name: 'Somebody' })],
    ['the title', null, ({ contract }) => Object.assign(contract, { title: 'Another' })],
    ['the last event cut off', null, (evidence) => evidence.events.pop()],
  ])('the first entry that was tampered with is named: %s', async (_, entry, change) => {
    const evidence = await exported();
    const found = await verdict(tampered(evidence, change));
    expect(found).toMatchObject({ holds: false, entry });
  });

  test('a rewritten history is detected with an earlier head hash', async () => {
    const before = await exported();
    await market.contract('postMessage', client, {
      params: { contractId: before.contract.id },
      body: { text: 'One more.' },
    });
    const later = await evidenceOf(before.contract.id);
    expect(await verifyEvidence(JSON.stringify(later), { knownHead: before.head })).toMatchObject({ holds: true });
    expect(await verifyEvidence(JSON.stringify(before), { knownHead: later.head })).toMatchObject({
      holds: false,
      entry: null,
    });
  });

  test.each(['', 'nothing', '{}', '[]', '<html></html>'])('rejects what is not evidence: %j', async (file) => {
    expect(await verifyEvidence(file)).toMatchObject({
      holds: false,
      entry: null,
      problem: expect.stringContaining('no evidence file'),
    });
    market = openMarket();
  });

  test('is the same for both sides, without decline reasons', async () => {
    market = openMarket();
    const { contractId, at } = await market.create(50_000);
    const declined = { paymentMethod: 'pm_insufficient_funds' };
    const { payments } = await market.contract('fund', client, { params: at(0), body: declined });
    const { failure } = payments.at(-1) ?? {};
    expect(failure?.message).toBeTruthy();
    const files = await Promise.all(
      ([client, freelancer, 'server'] as const).map((reader) =>
        market.send('exportContract', reader, { params: { contractId } }),
      ),
    );
    const [ofClient, ...others] = files.map(({ body }) => JSON.stringify(body));
    expect(ofClient).toContain('payment.failed');
    expect(ofClient).not.toContain(failure?.code);
    expect(ofClient).not.toContain(failure?.message);
    expect(others).toEqual([ofClient, ofClient]);
  });

  test('is available to those who may see the contract', async () => {
    const { contract } = await exported();
    const asked = (person: typeof client) =>
      market.send('exportContract', person, { params: { contractId: contract.id } });
    expect((await asked(stranger)).status).toBe(404);
    expect((await asked(freelancer)).status).toBe(200);
  });
});
