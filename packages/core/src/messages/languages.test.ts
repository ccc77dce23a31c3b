import { describe, expect, test } from 'vitest';
import { isOpenRequest } from '../approvals.ts';
import type { Contract } from '../contract.ts';
import { eventCatalogue, eventTypes } from '../events/catalogue.ts';
import { erasedName, erasedText } from '../events/words.ts';
import { english, sampleContract, sampleEvents } from '../testing/index.ts';
import ar from './ar.ts';
import de from './de.ts';
import en from './en.ts';
import es from './es.ts';
import { eventText, titlesOf } from './event-text.ts';
import fr from './fr.ts';
import ja from './ja.ts';
import { type Language, type LanguageTag, languageTags, spokenLanguage } from './language.ts';
import type { Message } from './message.ts';
import { noticeOf } from './notice.ts';
import ptBR from './pt-BR.ts';
import { wordsFor } from './words.ts';

const languages: Readonly<Record<LanguageTag, Language>> = { en, de, es, fr, 'pt-BR': ptBR, ja, ar };
const others = languageTags.filter((tag) => tag !== 'en');

const formsOf = (message: Message) => (typeof message === 'string' ? { other: message } : message);
const namesIn = (text: string) => new Set(Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? ''));

/** The plural forms used by whole numbers up to a thousand. */
function categoriesOf(language: string): readonly string[] {
  const rules = new Intl.PluralRules(language);
  return [...new Set(Array.from({ length: 1_001 }, (_, count) => rules.select(count)))];
}

/** Texts for which a language does not need one of the English values. */
const withoutCount = new Set(['notice.review.reminder.title', 'notice.dispute.no_overlap']);

describe.each(others)('rule 70: %s', (tag) => {
  const language = languages[tag];

  test('has exactly the texts of English', () => {
    expect(Object.keys(language).toSorted()).toEqual(Object.keys(en).toSorted());
  });

  test('has every plural form that it needs, and the placeholders of English', () => {
    for (const [key, message] of Object.entries(language) as [keyof Language, Message][]) {
      const forms = Object.entries(formsOf(message)) as [string, string][];
      if (typeof message !== 'string')
        expect(
          forms.map(([form]) => form),
          key,
        ).toEqual(expect.arrayContaining([...categoriesOf(tag)]));
      const wanted = namesIn(Object.values(formsOf(en[key])).join(' '));
      for (const [form, text] of forms) {
        const missing = [...wanted].filter((name) => !namesIn(text).has(name));
        const mayMiss = form === 'one' || form === 'two' || form === 'zero' || withoutCount.has(key) ? ['count'] : [];
        expect([key, missing.filter((name) => !mayMiss.includes(name))]).toEqual([key, []]);
        expect([key, [...namesIn(text)].filter((name) => !wanted.has(name))]).toEqual([key, []]);
      }
    }
  });
});

/** People have no names here, so every Latin letter is part of our texts. */
const contract: Contract = {
  ...sampleContract,
  title: '7',
  client: { ...sampleContract.client, name: '1' },
  freelancer: { ...sampleContract.freelancer, name: '2' },
  milestones: sampleContract.milestones.map((milestone) => ({ ...milestone, title: '8' })),
};
const [sampleMilestone] = contract.milestones;
const request = {
  id: 'apr_1',
  side: 'client',
  name: 'release',
  milestoneId: sampleMilestone?.id ?? null,
  amount: 25_000,
  askedBy: contract.client,
  state: 'open',
} as unknown as Contract['approvals'][number];

type Sample = (typeof sampleEvents)[number];
const data = (type: Sample['type'], more: object): Sample => {
  const found = sampleEvents.find((event) => event.type === type);
  if (found === undefined) throw new Error(`no sample of ${type}`);
  return { ...found, data: { ...found.data, ...more } } as Sample;
};
const person = { side: 'client', id: 'u_1', name: '1' } as const;
const operator = { side: 'operator', id: 'u_9', name: '9' } as const;
/** Texts that depend on data besides the type. */
const variants: readonly Sample[] = [
  data('contract.created', { status: 'offered' }),
  data('contract.created', { milestones: 0 }),
  data('contract.edited', { title: undefined }),
  data('contract.mediator_appointed', { mediator: null }),
  data('contract.unfrozen', { stillFrozen: true }),
  ...(['contract.frozen', 'contract.unfrozen'] as const).flatMap((type) =>
    [operator, { side: 'system' } as const].map((actor) => ({ ...data(type, {}), actor })),
  ),
  ...(['review', 'refund_response', 'dispute'] as const).map((deadline) =>
    data('operator.extended', { deadline, endsAt: null }),
  ),
  data('milestone.edited', {
    before: { title: '3', description: '', amount: 1, dueOn: null },
    after: { title: '4', description: '5', amount: 2, dueOn: '2026-05-01' },
  }),
  data('milestone.funded', { increase: true }),
  data('milestone.funded', { carried: 1 }),
  data('milestone.released', { leftover: 0, leftoverTo: null }),
  { ...data('milestone.released', {}), actor: person },
  data('funds.carried', { toMilestoneId: null }),
  data('dispute.offer', { sealed: true, toFreelancer: null }),
  data('dispute.no_overlap', { roundsLeft: 0 }),
  data('dispute.no_overlap', { roundsLeft: 1 }),
  data('dispute.settled', { sealed: false }),
  data('payment.cancelled', { reason: 'cancelled' }),
  data('payment.cancelled', { reason: 'milestone_settled' }),
  ...(['bonus', 'release', 'refund'] as const).map((purpose) => data('payment.pending', { purpose })),
  data('payment.pending', { purpose: 'bonus', kind: 'transfer' }),
  data('payment.pending', { purpose: 'release', kind: 'transfer', milestoneId: null }),
  data('approval.requested', { approvalId: request.id }),
  { ...data('message.posted', {}), actor: person },
  { ...data('operator.released', {}), actor: operator },
];
/** Without texts that people wrote. */
const silent = (event: Sample): Sample =>
  ({
    ...event,
    data: JSON.parse(
      JSON.stringify(event.data, (_, value) => (typeof value === 'string' && value.includes('<script>') ? '6' : value)),
    ),
  }) as Sample;

const said = (event: Sample, language: Language, tag: LanguageTag) => {
  const words = wordsFor(language, { locale: tag, timeZone: 'Europe/Berlin' });
  const asked = { ...contract, approvals: [request] };
  const { title, text } = noticeOf(asked, silent(event), null, words);
  const entry = eventText(silent(event), asked, titlesOf(asked, []), words);
  return { entry: entry?.text ?? '', title, text };
};

/** Codes of currencies and time zones, and the product's name. */
const untranslated = /US|USD|[CM]E[SZT]{1,2}|GMT|UTC|[ap]\.?\s?m\.?|Workroom/g;

describe.each(others)('rule 70: every event in %s', (tag) => {
  const events = [...sampleEvents, ...variants];

  test.each(events.map((event, place) => [`${event.type} ${place}`, event] as const))('%s', (_, event) => {
    const there = said(event, languages[tag], tag);
    const here = said(event, en, 'en');
    for (const place of ['entry', 'title', 'text'] as const) {
      expect(there[place]).not.toMatch(/undefined|NaN|null|\{\w+\}|(event|notice|asked|button)\.\w/);
      if (!(event.type === 'message.posted' && place === 'text')) expect(there[place], place).not.toBe(here[place]);
      if (tag === 'ja' || tag === 'ar')
        expect(there[place].replaceAll(untranslated, ''), place).not.toMatch(/[a-z]{2}/i);
    }
  });
});

test('rule 70: the samples include every event, and an open request', () => {
  expect(sampleEvents.map(({ type }) => type).toSorted()).toEqual(eventTypes.toSorted());
  expect(isOpenRequest(request)).toBe(true);
});

test('rule 70: every mail has a button', () => {
  const buttons = Object.values(eventCatalogue).flatMap((kind) =>
    'mailAction' in kind ? Object.values(kind.mailAction) : [],
  );
  expect(buttons.filter((name) => !(`button.${name}` in en))).toEqual([]);
});

test('rule 70: amounts, plurals and times use the reader’s locale', () => {
  const event = data('review.reminder', {});
  const words = wordsFor(de, { locale: 'de-AT', timeZone: 'Europe/Vienna' });
  const { title, text } = noticeOf(contract, event, null, words);
  expect(title).toBe('Noch 3 Tage, um „8“ zu prüfen');
  expect(text).toContain('bis 16. März 2026, 10:00 MEZ');
  expect(noticeOf(contract, event, null, english).text).toContain('by Mar 16, 2026, 9:00 AM UTC');
  expect(words.money(123_456, 'EUR')).toMatch(/^€\s1\.234,56$/);
});

test('rule 70: a Latin name does not change the direction of an Arabic sentence', () => {
  const words = wordsFor(ar, { locale: 'ar', timeZone: 'UTC' });
  expect(words.text('event.message.posted', { who: 'Dana \u202e' })).toContain('\u2068Dana \u2069');
});

test.each(others)('rule 68: erased text is marked as erased in %s', (tag) => {
  const words = wordsFor(languages[tag], { locale: tag, timeZone: 'UTC' });
  const event = { ...data('message.posted', { text: erasedText }), actor: { ...person, name: erasedName } } as Sample;
  const { title, text } = noticeOf(contract, event, null, words);
  expect(title).toContain(languages[tag][erasedName]);
  expect(text).toContain(languages[tag][erasedText]);
  expect(title + text).not.toMatch(/Deleted user|\[deleted\]/);
});

test.each([
  ['de', 'de'],
  ['de-AT', 'de'],
  ['PT', 'pt-BR'],
  ['pt-PT', 'pt-BR'],
  ['en-GB', 'en'],
  ['it', null],
])('%s is spoken to in %s', (locale, tag) => expect(spokenLanguage(locale)).toBe(tag));
