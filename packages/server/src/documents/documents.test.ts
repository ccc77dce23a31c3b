import type { Output } from '@workroom/core/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  client,
  type Deal,
  freelancer,
  type Market,
  openMarket,
  operator,
  secretKey,
  stranger,
} from '../testing/market.test.support.ts';
import { documentLocales } from './texts/index.ts';

const mediator = { id: 'u_mediator', name: 'Mo' };
let market: Market;
beforeAll(async () => {
  market = openMarket({
    issuer: { legalName: 'Market <Ltd>', address: '1 Main Street\nDublin', taxId: 'IE1234567T' },
    policy: { fees: { clientBps: 500, freelancerBps: 1_000 } },
  });
  await market.workroom.ready;
  await market.send('setPerson', 'server', {
    params: { personId: freelancer.id },
    body: { legalName: 'Lee & Söhne GmbH', address: 'Hauptstr. 1\n10115 Berlin', locale: 'de', timeZone: 'Asia/Tokyo' },
  });
}, 60_000);
afterAll(() => market.workroom.close());

type Document = Output<'Document'>;
type As = Parameters<Market['send']>[1];

async function documentsOf(
  { contractId }: { contractId: string },
  as: As,
  query: Record<string, string | number> = {},
) {
  return ((await market.send('listDocuments', as, { params: { contractId }, query })).body as Output<'DocumentList'>)
    .data;
}

async function pageOf({ contractId, id }: Document, query: Record<string, string>) {
  const search = new URLSearchParams({ format: 'html', ...query });
  return market.fetch('GET', `/workroom/contracts/${contractId}/documents/${id}?${search}`, {
    headers: { authorization: `Bearer ${secretKey}` },
  });
}

async function paid(): Promise<Deal & { params: { contractId: string } }> {
  const deal = await market.create(50_000, 30_000);
  const params = { contractId: deal.contractId };
  await market.contract('fund', client, { params: deal.at(0), body: {} });
  await market.contract('release', client, {
    params: deal.at(0),
    body: { amount: 20_000, leftover: { to: 'refund_and_continue', reason: 'Less was done.' } },
  });
  const { refundRequest } = await market.contract('getContract', client, { params });
  await market.contract('agreeToRefund', freelancer, {
    params: { ...params, refundRequestId: refundRequest?.id ?? '' },
  });
  await market.contract('giveBonus', client, { params, body: { amount: 2_000 } });
  return { ...deal, params };
}

describe('rule 59: documents', () => {
  test('are created for every settled movement, numbered without gaps, and add up', async () => {
    const deal = await paid();
    const all = await documentsOf(deal, 'server');
    expect(all.map(({ number }) => number)).toEqual(
      all.map((_, place) => `${deal.contractId.slice(4)}-${String(place + 1).padStart(4, '0')}`),
    );
    expect(all.map(({ type, purpose, to, total }) => [type, purpose, to, total])).toEqual([
      ['receipt', 'deposit', 'client', 52_500],
      ['fee_invoice', 'deposit', 'client', 2_500],
      ['payout', 'release', 'freelancer', 18_000],
      ['fee_invoice', 'release', 'freelancer', 2_000],
      ['credit_note', 'refund', 'client', 1_500],
      ['receipt', 'refund', 'client', 31_500],
      ['receipt', 'bonus', 'client', 2_100],
      ['fee_invoice', 'bonus', 'client', 100],
      ['payout', 'bonus', 'freelancer', 1_800],
      ['fee_invoice', 'bonus', 'freelancer', 200],
    ]);
    for (const { lines, total } of all) {
      expect(lines.reduce((sum, { amount, tax }) => sum + amount + tax, 0)).toBe(total);
    }
    const [receipt, , payout] = all;
    expect(receipt).toMatchObject({
      issuedAt: '2026-03-02T09:00:00.000Z',
      currency: 'USD',
      issuer: { legalName: 'Market <Ltd>', taxId: 'IE1234567T' },
      recipient: { id: client.id, name: client.name, legalName: null },
      lines: [
        { label: 'Deposit for “Milestone 1”', amount: 50_000 },
        { label: 'Service fee', amount: 2_500 },
      ],
      paymentId: expect.stringMatching(/^pay_/),
    });
    expect(payout).toMatchObject({
      locale: 'de',
      recipient: { legalName: 'Lee & Söhne GmbH' },
      lines: [
        { label: 'Zahlung für „Milestone 1“', amount: 20_000 },
        { label: 'Servicegebühr', amount: -2_000 },
      ],
    });
  });

  test('show every row of the fees, with its label and tax (rule 57)', async () => {
    const { id, milestones } = await market.contract('createContract', 'server', {
      body: {
        title: 'Any',
        currency: 'USD',
        client,
        freelancer,
        status: 'active',
        milestones: [{ title: 'Logo', amount: 50_000 }],
        policy: {
          fees: [
            { on: 'deposit', payer: 'client', label: 'Handling', flat: 300, taxBps: 2_000, returned: 'proportional' },
            {
              on: 'deposit',
              payer: 'client',
              label: { en: 'Escrow', de: 'Treuhand' },
              bps: 100,
              returned: 'proportional',
            },
            {
              on: 'release',
              payer: 'freelancer',
              label: 'Service',
              bps: 1_000,
              taxBps: 2_000,
              returned: 'proportional',
            },
          ],
        },
      },
    });
    const params = { contractId: id };
    const milestone = { ...params, milestoneId: milestones[0]?.id ?? '' };
    await market.contract('fund', client, { params: milestone, body: {} });
    await market.contract('release', client, { params: milestone, body: { amount: 50_000 } });
    const all = await documentsOf(params, 'server', { locale: 'de' });
    expect(
      all.map(({ type, lines, total }) => [type, lines.map(({ label, amount, tax }) => [label, amount, tax]), total]),
    ).toEqual([
      [
        'receipt',
        [
          ['Einzahlung für „Logo“', 50_000, 0],
          ['Handling', 300, 60],
          ['Treuhand', 500, 0],
        ],
        50_860,
      ],
      [
        'fee_invoice',
        [
          ['Handling', 300, 60],
          ['Treuhand', 500, 0],
        ],
        860,
      ],
      [
        'payout',
        [
          ['Zahlung für „Logo“', 50_000, 0],
          ['Service', -5_000, -1_000],
        ],
        44_000,
      ],
      ['fee_invoice', [['Service', 5_000, 1_000]], 6_000],
    ]);
  });

  test('are visible to their own side, operators and the server', async () => {
    const deal = await paid();
    const sides = async (as: As) => [...new Set((await documentsOf(deal, as)).map(({ to }) => to))];
    expect(await sides(client)).toEqual(['client']);
    expect(await sides(freelancer)).toEqual(['freelancer']);
    expect(await sides(operator)).toEqual(['client', 'freelancer']);
    const [receipt] = await documentsOf(deal, client);
    const params = { ...deal.params, documentId: receipt?.id ?? '' };
    expect((await market.send('getDocument', client, { params })).body).toEqual(receipt);
    expect((await market.send('getDocument', operator, { params })).status).toBe(200);
    for (const as of [freelancer, stranger]) {
      expect(await market.problem('getDocument', as, { params })).toMatchObject({ code: 'not_found' });
    }
    expect(await market.problem('listDocuments', stranger, { params: deal.params })).toMatchObject({
      code: 'not_found',
    });
  });

  test('are not visible to the mediator', async () => {
    const deal = await market.create(20_000);
    const params = { contractId: deal.contractId };
    await market.contract('appointMediator', 'server', { params, body: { mediator } });
    await market.contract('fund', client, { params: deal.at(0), body: {} });
    const { refundRequest } = await market.contract('requestRefund', client, {
      params,
      body: { milestoneId: deal.milestones[0], reason: 'No longer needed' },
    });
    const disputed = { ...params, refundRequestId: refundRequest?.id ?? '' };
    await market.contract('disputeRefund', freelancer, { params: disputed, body: { reason: 'It was delivered' } });
    expect(await market.problem('listDocuments', mediator, { params })).toMatchObject({ code: 'forbidden_for_role' });
  });

  test('are paginated', async () => {
    const deal = await paid();
    const all = await documentsOf(deal, 'server');
    const found: Document[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = { limit: 3, ...(cursor === '' ? {} : { cursor }) };
      const answer = (await market.send('listDocuments', 'server', { params: deal.params, query })).body;
      const page = answer as Output<'DocumentList'>;
      found.push(...page.data);
      cursor = page.nextCursor;
    }
    expect(found).toEqual(all);
  });

  test('keep the details of the time they were made (rule 60)', async () => {
    const deal = await paid();
    const before = await documentsOf(deal, 'server');
    market.clock.advance(60_000);
    await market.send('setPerson', 'server', {
      params: { personId: client.id },
      body: { legalName: 'Dana Deal Inc.' },
    });
    await market.contract('editContract', client, { params: deal.params, body: { title: 'Another title' } });
    await market.contract('editMilestone', client, { params: deal.at(1), body: { title: 'Renamed' } });
    await market.contract('fund', client, { params: deal.at(1), body: {} });
    const after = await documentsOf(deal, 'server');
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after[before.length]).toMatchObject({
      recipient: { legalName: 'Dana Deal Inc.' },
      lines: [{ label: 'Deposit for “Renamed”' }, {}],
    });
  });

  test.each(documentLocales)('are in %s, every type', async (locale) => {
    const deal = await paid();
    const all = await documentsOf(deal, 'server', { locale });
    expect(new Set(all.map((document) => document.locale))).toEqual(new Set([locale]));
    for (const document of all) {
      const answer = await pageOf(document, { locale, paper: 'letter' });
      const { headers } = answer;
      const page = await answer.text();
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('content-disposition')).toContain(`${document.number}.html`);
      expect(page).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`);
      expect(page).toContain('size: letter');
      expect(page).toContain('Market &lt;Ltd&gt;');
      expect(page).not.toMatch(/undefined|NaN|\{\w+\}(?![^<]*<\/style>)|<script|https?:/);
    }
  });

  test('are dated in the recipient’s time zone', async () => {
    market.clock.to('2026-06-30T20:00:00.000Z');
    const deal = await paid();
    const [payout] = await documentsOf(deal, freelancer);
    const page = await pageOf(payout as Document, {});
    expect(await page.text()).toContain('1. Juli 2026');
  });

  test('escape text that people wrote', async () => {
    const { id, milestones } = await market.contract('createContract', 'server', {
      body: {
        title: 'Any',
        currency: 'JPY',
        client: { id: client.id, name: '<b>Dana</b>' },
        freelancer,
        status: 'active',
        milestones: [{ title: '<img src=x onerror=alert(1)> $& {seq}', amount: 90_000 }],
      },
    });
    const params = { contractId: id };
    await market.contract('fund', client, { params: { ...params, milestoneId: milestones[0]?.id ?? '' }, body: {} });
    const [receipt] = await documentsOf(params, client);
    const page = await (await pageOf(receipt as Document, { locale: 'en' })).text();
    expect(page).toContain('<bdi>&lt;img src=x onerror=alert(1)&gt; $&amp; {seq}</bdi>');
    expect(page).not.toContain('<img');
  });
});
