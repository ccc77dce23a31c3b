import type { Output } from '@workroom/core/api';
import { afterEach, describe, expect, test } from 'vitest';
import { verifyEvidence } from '../evidence/verify.ts';
import type { Mail } from '../notifications/mail/mail-option.ts';
import { client, freelancer, type Market, openMarket } from '../testing/market.test.support.ts';

const markets: Market[] = [];
afterEach(async () => {
  for (const market of markets.splice(0)) await market.workroom.close();
});

function open(options: Parameters<typeof openMarket>[0] = {}) {
  const sent: Mail[] = [];
  const market = openMarket({
    mail: {
      send: async (mail) => void sent.push(mail),
      addressOf: ({ id }) => `${id}@market.example`,
      events: 'all',
      links: ({ contractId }) => `https://market.example/contracts/${contractId}`,
    },
    ...options,
  });
  markets.push(market);
  return { market, sent };
}

const berlin = { locale: 'de', timeZone: 'Europe/Berlin' };

async function notices(market: Market, person: typeof client) {
  const { body } = await market.send('listNotifications', person);
  return (body as Output<'NotificationList'>).data;
}

async function pageFor(market: Market, person: typeof client, contractId: string, query = '') {
  const { token } = await market.workroom.sessions.create({ user: person });
  const headers = { authorization: `Bearer ${token}` };
  const answer = await market.fetch('GET', `/workroom/contracts/${contractId}/export?format=html${query}`, { headers });
  return answer.text();
}

/** The reader's documents of a contract, as JSON and as printed. */
async function papersOf(market: Market, person: typeof client, { contractId }: { contractId: string }) {
  const { token } = await market.workroom.sessions.create({ user: person });
  const headers = { authorization: `Bearer ${token}` };
  const list = await market.send('listDocuments', person, { params: { contractId } });
  return Promise.all(
    (list.body as Output<'DocumentList'>).data.map(async (document) => {
      const path = `/workroom/contracts/${contractId}/documents/${document.id}?format=html`;
      return { document, page: await (await market.fetch('GET', path, { headers })).text() };
    }),
  );
}

describe('rule 70: everybody gets their own language and time zone', () => {
  test('a German freelancer of an English client gets notifications, mail and evidence in German, in local time', async () => {
    const { market, sent } = open();
    await market.workroom.sessions.create({ user: { ...freelancer, ...berlin } });
    const { contractId } = await market.create(50_000);
    await market.contract('postMessage', client, { params: { contractId }, body: { text: 'Hallo' } });
    await market.contract('postMessage', freelancer, { params: { contractId }, body: { text: 'Hello' } });
    await market.workroom.sweep();

    expect((await notices(market, freelancer)).map(({ title }) => title)).toEqual([
      'Nachricht von Dana',
      expect.stringMatching(/^Neue[sr] (Angebot|Vertrag): /),
    ]);
    expect((await notices(market, client))[0]).toMatchObject({ title: 'Message from Lee', text: 'Hello' });

    const mailOf = (person: typeof client) => sent.filter(({ to }) => to.name === person.name);
    for (const { html, text } of mailOf(freelancer)) {
      expect(html).toContain('<html lang="de" dir="ltr">');
      expect(text).toContain('Guten Tag Lee,');
      expect(text).toContain('im Vertragsprotokoll');
      expect(text).not.toMatch(/Hello Lee|Keep this mail|You get this/);
    }
    for (const { text } of mailOf(client)) expect(text).toContain('Hello Dana,');
    expect([mailOf(freelancer).length, mailOf(client).length]).toEqual([2, 2]);

    const page = await pageFor(market, freelancer, contractId);
    expect(page).toContain('<html lang="de" dir="ltr" data-time-zone="Europe/Berlin">');
    expect(page).toContain('<h2>Was geschah</h2>');
    expect(page).toMatch(/\d+\. [A-Z][a-zä]+ 20\d\d, \d\d:\d\d (MEZ|MESZ)/);
    expect(await pageFor(market, client, contractId)).toContain('<h2>What happened</h2>');
  });

  test('a German freelancer gets German documents, the client of the same contract English ones', async () => {
    const { market, sent } = open({ policy: { fees: { clientBps: 300, freelancerBps: 1_000 } } });
    // After midnight in Berlin.
    market.clock.to('2026-05-31T22:30:00.000Z');
    await market.workroom.sessions.create({ user: { ...freelancer, ...berlin } });
    const deal = await market.create(50_000);
    await market.contract('fund', client, { params: deal.at(0), body: {} });
    await market.contract('release', client, { params: deal.at(0), body: { amount: 50_000 } });
    await market.workroom.sweep();

    const [own, others] = [await papersOf(market, freelancer, deal), await papersOf(market, client, deal)];
    expect(own.map(({ document }) => [document.type, document.locale, document.lines[0]?.label])).toEqual([
      ['payout', 'de', 'Zahlung für „Milestone 1“'],
      ['fee_invoice', 'de', 'Servicegebühr'],
    ]);
    expect(others.map(({ document }) => [document.type, document.locale, document.lines[0]?.label])).toEqual([
      ['receipt', 'en', 'Deposit for “Milestone 1”'],
      ['fee_invoice', 'en', 'Service fee'],
    ]);
    for (const { page } of own) {
      expect(page).toContain('<html lang="de" dir="ltr">');
      expect(page).toContain('>1. Juni 2026</time>');
      expect(page).toMatch(/Auszahlungsabrechnung|Gebührenrechnung/);
      expect(page).not.toMatch(/Payout|invoice|Service fee|Issued|May 31/);
    }
    for (const { page } of others) {
      expect(page).toContain('<html lang="en" dir="ltr">');
      expect(page).toContain('>May 31, 2026</time>');
    }

    const noticesOf = async (person: typeof client) =>
      (await notices(market, person)).map(({ title, text }) => `${title} ${text}`).join('\n');
    expect(await noticesOf(freelancer)).toMatch(/\d,00\s\$[\s\S]*Die Auszahlung ist unterwegs/);
    expect(await noticesOf(client)).not.toMatch(/\d,\d\d\s\$|Auszahlung/);
    const mails = (person: typeof client) => sent.filter(({ to }) => to.name === person.name).map(({ text }) => text);
    expect(mails(freelancer).join()).toMatch(/Auszahlungsabrechnung/);
    for (const text of mails(freelancer)) expect(text).not.toMatch(/Hello|payout|invoice/i);
    for (const text of mails(client)) expect(text).not.toMatch(/Guten Tag|rechnung/i);
  });

  test('evidence can be requested in another language, and verify compares a page in any', async () => {
    const { market } = open();
    const { contractId } = await market.create(50_000);
    for (const [locale, words] of [
      ['ar', 'dir="rtl"'],
      ['ja', '<h2>出来事</h2>'],
      ['pt', '<h2>O que aconteceu</h2>'],
    ] as const) {
      const page = await pageFor(market, client, contractId, `&locale=${locale}`);
      expect(page).toContain(words);
      expect(await verifyEvidence(page)).toMatchObject({ holds: true });
      expect(await verifyEvidence(page.replace('$500.00', '$5.00').replace('50', '51'))).toMatchObject({
        holds: false,
      });
    }
  });

  test('the language given with a contract is used until a session gives another', async () => {
    const { market } = open();
    const body = {
      title: 'Logo',
      currency: 'EUR',
      client: { ...client, locale: 'fr' },
      freelancer: { ...freelancer, ...berlin },
      status: 'active',
      milestones: [],
    };
    await market.send('createContract', 'server', { body });
    expect((await notices(market, freelancer))[0]?.title).toBe('Neuer Vertrag: Logo');
    expect((await notices(market, client))[0]?.title).toBe('Nouveau contrat : Logo');
    await market.send('createContract', 'server', { body: { ...body, freelancer: { ...freelancer, locale: 'es' } } });
    expect((await notices(market, freelancer))[0]?.title).toBe('Neuer Vertrag: Logo');
    await market.send('createSession', 'server', { body: { user: { ...freelancer, locale: 'ja' } } });
    expect((await notices(market, freelancer))[0]?.title).toBe('新しい契約：Logo');
    await market.send('setPerson', 'server', { params: { personId: freelancer.id }, body: { locale: 'es' } });
    expect((await notices(market, freelancer))[0]?.title).toBe('Contrato nuevo: Logo');
  });

  test('the marketplace’s language is used if a person’s is unknown or not included', async () => {
    const { market } = open({ defaultLocale: 'de-AT', defaultTimeZone: 'Europe/Vienna' });
    await market.workroom.sessions.create({ user: { ...freelancer, locale: 'it' } });
    await market.create(50_000);
    for (const person of [client, freelancer]) {
      expect((await notices(market, person))[0]?.title).toMatch(/^Neue[sr] /);
    }
  });

  test('the same is true for documents, also older ones', async () => {
    const { market } = open({ defaultLocale: 'de', defaultTimeZone: 'Asia/Tokyo' });
    market.clock.to('2026-06-30T20:00:00.000Z');
    const deal = await market.create(50_000);
    await market.contract('fund', client, { params: deal.at(0), body: {} });
    const [german] = await papersOf(market, client, deal);
    expect(german?.document).toMatchObject({ locale: 'de', lines: [{ label: 'Einzahlung für „Milestone 1“' }] });
    expect(german?.page).toContain('>1. Juli 2026</time>');
    const body = { locale: 'fr', timeZone: 'Europe/Paris' };
    market.clock.advance(60_000);
    await market.send('setPerson', 'server', { params: { personId: client.id }, body });
    const [french] = await papersOf(market, client, deal);
    expect(french?.document).toMatchObject({ locale: 'fr', number: german?.document.number });
    expect(french?.page).toContain('>30 juin 2026</time>');
  });

  test('an unknown language or time zone is rejected', async () => {
    const { market } = open();
    for (const user of [
      { ...client, locale: 'not a locale' },
      { ...client, timeZone: 'Mars/Olympus' },
    ]) {
      expect(await market.problem('createSession', 'server', { body: { user } })).toMatchObject({
        code: 'invalid_request',
      });
    }
    expect(() => openMarket({ defaultLocale: 'tlh' })).toThrow(/`?defaultLocale/);
    expect(() => openMarket({ defaultTimeZone: 'Mars/Olympus' })).toThrow(/defaultTimeZone/);
  });
});
