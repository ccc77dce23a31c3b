import { expect } from 'chai';
import { type Message, type MessagePart, type Messages, messageParts } from '../foundation/messages.ts';

/** Every included language, part by part. */
const languages: Readonly<Record<string, (part: MessagePart) => Promise<{ readonly default: Messages }>>> = {
  en: (part) => import(`./en/${part}.ts`),
  de: (part) => import(`./de/${part}.ts`),
  es: (part) => import(`./es/${part}.ts`),
  fr: (part) => import(`./fr/${part}.ts`),
  'pt-BR': (part) => import(`./pt-BR/${part}.ts`),
  ja: (part) => import(`./ja/${part}.ts`),
  ar: (part) => import(`./ar/${part}.ts`),
};

const formsOf = (message: Message) => (typeof message === 'string' ? { other: message } : message);
const namesIn = (text: string) => new Set(Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? ''));

/** The plural forms used by whole numbers up to a thousand. */
function categoriesOf(language: string): readonly string[] {
  const rules = new Intl.PluralRules(language);
  return [...new Set(Array.from({ length: 1_001 }, (_, count) => rules.select(count)))];
}

/** The English texts of a part, which the other languages follow. */
const english = async (part: MessagePart): Promise<Messages> => (await import(`./en/${part}.ts`)).default;

it('a text key has one meaning in all elements', async () => {
  const keys = (await Promise.all(messageParts.map(english))).flatMap((part) => Object.keys(part));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).to.deep.equal([]);
});

for (const [language, load] of Object.entries(languages)) {
  for (const part of messageParts) {
    describe(`${part} in ${language}`, () => {
      let messages: Messages;
      let wantedMessages: Messages;
      before(async () => {
        messages = (await load(part)).default;
        wantedMessages = await english(part);
      });

      it('has exactly the texts of English', () => {
        expect(Object.keys(messages).sort()).to.deep.equal(Object.keys(wantedMessages).sort());
      });

      it('has every plural form that it needs', () => {
        const categories = categoriesOf(language);
        const lacking = Object.entries(messages).filter(
          ([, message]) => typeof message !== 'string' && categories.some((category) => !(category in message)),
        );
        expect(lacking.map(([key]) => key)).to.deep.equal([]);
      });

      it('has the placeholders of English', () => {
        const wrong = Object.entries(messages).filter(([key, message]) => {
          const wanted = namesIn(Object.values(formsOf(wantedMessages[key] ?? '')).join(' '));
          // Some say one and two without a figure. The noun for held money is specific to each language.
          const needed = [...wanted].filter((name) => name !== 'count' && name !== 'noun');
          const forms = Object.entries(formsOf(message));
          const other = namesIn(formsOf(message).other);
          const unknown = forms.flatMap(([, form]) => [...namesIn(form)]).some((name) => !wanted.has(name));
          const whole = needed.every((name) => other.has(name) || (name === 'title' && key === 'plan.added'));
          return unknown || !whole || (wanted.has('count') && !other.has('count'));
        });
        expect(wrong.map(([key]) => key)).to.deep.equal([]);
      });
    });
  }
}
