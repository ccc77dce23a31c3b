import { amount, type ContractId, type EventData, type EventType, formatInstant, instant } from '@workroom/core';
import { languageTags } from '@workroom/core/messages';
import { sampleEvents } from '@workroom/core/testing';
import { describe, expect, test } from 'vitest';
import { wordsIn } from '../language/readers.ts';
import { shownEvent } from './event-html.ts';

const words = await wordsIn('en', { locale: 'en', timeZone: 'UTC' });
const contract = { currency: 'USD', client: { name: 'Dana' }, freelancer: { name: 'Lee' } };
const at = formatInstant(instant(0));
const contractId: ContractId = 'ctr_1';

function shown(type: EventType, data: object, actor: object = { side: 'server' }): string {
  const event = {
    id: 'evt_1',
    contractId,
    seq: 1,
    format: 1,
    type,
    occurredAt: at,
    recordedAt: at,
    hash: '0',
  } as const;
  return String(
    shownEvent(
      { ...event, actor: actor as { side: 'server' }, data: data as Record<string, unknown> },
      { contract, words, titles: new Map() },
    ),
  );
}
const of = <Type extends EventType>(type: Type, data: EventData[Type], actor?: object) => shown(type, data, actor);

describe('the readable evidence', () => {
  test('formats every amount as money', () => {
    const agreed = of('milestone.increase_agreed', {
      milestoneId: 'mst_1',
      increase: amount(30_000),
      amount: amount(80_000),
    });
    expect(agreed).toContain('<dt>Increase</dt><dd>$300.00</dd>');
    expect(agreed).toContain('<dt>Amount</dt><dd>$800.00</dd>');
    const edited = of('milestone.edited', {
      milestoneId: 'mst_1',
      before: { amount: amount(50_000) },
      after: { amount: amount(80_000), dueOn: null },
    });
    expect(edited).toContain('$500.00');
    expect(edited).toContain('$800.00');
    const proposed = of('proposal.made', {
      proposalId: 'prp_1',
      changes: [{ add: { title: 'Logo', description: '', amount: amount(123_456), dueOn: null, before: null } }],
      note: '',
    });
    expect(proposed).toContain('<dt>Amount</dt><dd>$1,234.56</dd>');
    const funding = { milestoneId: 'mst_1', paymentId: 'pay_1', fee: amount(0), carried: amount(0) } as const;
    expect(of('milestone.funding', { ...funding, charged: amount(500), increase: true })).toContain(
      '<dt>Increase</dt><dd>yes</dd>',
    );
  });

  test('shows a requested command readably, and other text as written', () => {
    const request = JSON.stringify({
      type: 'release',
      milestoneId: 'mst_1',
      amount: 50_000,
      bonus: 2_500,
      note: '<b>',
    });
    const asked = of('approval.requested', { approvalId: 'apr_1', side: 'client', request });
    expect(asked).toContain('<dt>Amount</dt><dd>$500.00</dd>');
    expect(asked).toContain('<dt>Bonus</dt><dd>$25.00</dd>');
    expect(asked).toContain('<dt>Note</dt><dd><bdi>&lt;b&gt;</bdi></dd>');
    expect(of('approval.requested', { approvalId: 'apr_1', side: 'client', request: '{"' })).toContain('{&quot;');
  });

  test('shows no minor units and no JSON for any event type', () => {
    // Amounts in the samples.
    const raw = /\b(25000|50000)\b|[{[]&quot;/;
    for (const { type, data } of sampleEvents) expect(shown(type, data), type).not.toMatch(raw);
  });

  test('shows a policy’s minimum amounts in their own currencies', () => {
    const policy = { minimumAmount: { USD: 500, JPY: 500, EUR: 1_000 } };
    const page = shown('contract.created', { policy });
    for (const money of ['$5.00', '¥500', '€10.00']) expect(page).toContain(`<dd>${money}</dd>`);
  });

  test('shows the marketplace’s own names unchanged', () => {
    const metadata = { orderId: '7', order_id: '8', amount: '25000' };
    const page = of('contract.edited', { metadata });
    for (const key of Object.keys(metadata)) expect(page).toContain(`<dt><bdi>${key}</bdi></dt>`);
  });

  test('shows the target next to a link', () => {
    const submission = { milestoneId: 'mst_1', submissionId: 'sub_1', files: [], reviewEndsAt: at } as const;
    const links = [{ url: 'https://paypal.com@evil.example/', label: 'paypal.com' }];
    const page = of('milestone.submitted', { ...submission, message: 'See https://a@b.example/', links });
    expect(page).toContain('<dt>→</dt><dd>leads to evil.example</dd>');
    expect(page).toContain('See https://a@b.example/ (leads to b.example)');
  });

  test('a name does not change the direction of the text around it', () => {
    const page = of('message.posted', { text: 'a\u202Eb' }, { side: 'client', id: 'u', name: 'Dana \u202E' });
    expect(page).toContain('<bdi>Dana </bdi> (client)');
    expect(page).toContain('<bdi>ab</bdi>');
  });
});

describe.each(languageTags.filter((tag) => tag !== 'en'))('rule 70: the evidence in %s', (tag) => {
  test('shows every event, with every named field', async () => {
    const own = await wordsIn(tag, { locale: tag, timeZone: 'Europe/Berlin' });
    for (const event of sampleEvents) {
      const page = (say: typeof words) =>
        String(
          shownEvent(
            {
              ...event,
              contractId,
              format: 1,
              hash: '0',
              occurredAt: at,
              recordedAt: at,
              actor: event.actor as { side: 'server' },
              data: event.data as unknown as Record<string, unknown>,
            },
            { contract, words: say, titles: new Map() },
          ),
        );
      const [there, here] = [page(own), page(words)];
      expect(there, event.type).not.toMatch(/undefined|NaN|(event|field|value|evidence)\.[a-z]/);
      const [heading, sentence] = [/<h3>([\s\S]*?)<\/h3>/.exec(there)?.[1], /<h3>([\s\S]*?)<\/h3>/.exec(here)?.[1]];
      expect(heading, event.type).not.toBe(sentence);
      const labels = (html: string) => Array.from(html.matchAll(/<dt>([^<]*)<\/dt>/g), ([, label]) => label);
      const same = labels(there).filter((label, index) => label === labels(here)[index]);
      expect(
        same.filter((label) => !sameEverywhere.has(label ?? '')),
        event.type,
      ).toEqual([]);
    }
  });
});

/** Words that are the same in English and other languages. */
const sameEverywhere = new Set([
  '→',
  'USD',
  'SHA-256',
  'Name',
  'Text',
  'Client',
  'Description',
  'Note',
  'Message',
  'Purpose',
  'Code',
  'Type',
  'Bonus',
  'Links',
  'Upload',
  'Id',
  'Freelancer',
]);

test('rule 70: every event field has a name, except those of the policy', () => {
  const named = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, each] of Object.entries(value)) {
      if (Array.isArray(value) === false) named.add(key);
      if (key !== 'policy' && key !== 'metadata') walk(each);
    }
  };
  for (const { data } of sampleEvents) walk(data);
  const unnamed = [...named].filter((key) => words.text(`field.${key}` as 'field.amount') === `field.${key}`);
  expect(unnamed).toEqual([]);
});
