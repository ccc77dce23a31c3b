import { expect } from 'chai';
import { LitElement } from 'lit';
import { deadline } from './deadline.ts';
import { withErasedWords } from './erased-words.ts';
import { Localize } from './localize.ts';
import '../define/milestone-workroom.ts';
import '../locales/ar.ts';
import '../locales/de.ts';
import { submitted } from '../milestone-workroom/samples.ts';
import { buttonNamed, press, shownIn } from '../testing/person.ts';
import { showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import { addLocale } from './messages.ts';
import type { Settings } from './settings.ts';

const own = { greet: 'Hello {name}', days: { one: '{count} day', other: '{count} days' } } as const;

class Speaker extends LitElement {
  settings: Settings = {};
  readonly words = new Localize(this, own, () => this.settings);
}
customElements.define('test-speaker', Speaker);

function speaker(settings: Settings = {}, parent: HTMLElement = document.body): Localize<typeof own> {
  const element = new Speaker();
  element.settings = settings;
  parent.append(element);
  return element.words;
}

afterEach(() => document.body.replaceChildren());

describe('texts', () => {
  it('have values filled in, and the plural forms of the language', () => {
    const { text } = speaker({ locale: 'en' });
    expect(text('greet', { name: 'Dana' })).to.equal('Hello Dana');
    expect([text('days', { count: 1 }), text('days', { count: 1_000 })]).to.deep.equal(['1 day', '1,000 days']);
  });

  it('cannot change direction because of a name', () => {
    const { text } = speaker({ locale: 'en' });
    expect(text('greet', { name: 'Dana\u202e00.005$' })).to.equal('Hello Dana00.005$');
    expect(text('greet', { name: 'דנה' })).to.equal('Hello \u2068דנה\u2069');
  });

  it('come from the page first, then from the language, then from English', () => {
    addLocale('xx', {});
    addLocale('fr', { greet: 'Bonjour {name}' });
    expect(speaker({ locale: 'fr-CA' }).text('greet', { name: 'Dana' })).to.equal('Bonjour Dana');
    expect(speaker({ locale: 'fr', strings: { greet: 'Salut {name}' } }).text('greet', { name: 'Dana' })).to.equal(
      'Salut Dana',
    );
    expect(speaker({ locale: 'fr' }).text('days', { count: 2 })).to.equal('2 days');
  });

  it('follow the nearest lang, across shadow roots', () => {
    const host = document.createElement('div');
    host.lang = 'de';
    const inner = document.createElement('div');
    host.attachShadow({ mode: 'open' }).append(inner);
    document.body.append(host);
    expect(speaker({}, inner).money(123_456, 'EUR')).to.match(/^1\.234,56\s€$/);
  });

  it('are in English for an invalid locale', () => {
    expect(speaker({ locale: 'not a locale' }).locale).to.equal('en');
  });

  it('run from right to left only if the language is available', () => {
    expect(speaker({ locale: 'he' })).to.include({ locale: 'en', direction: 'ltr' });
    expect(speaker({ locale: 'he', strings: { greet: 'שלום {name}' } })).to.include({ locale: 'he', direction: 'rtl' });
  });
});

describe('times', () => {
  const left = (hours: number) =>
    speaker({ locale: 'en' }).timeLeft(
      { at: new Date(hours * 3_600_000).toISOString(), leftMs: null },
      new Date(0).toISOString(),
    );

  it('are rounded up, so that a period of 14 days starts at 14', () => {
    expect([left(14 * 24), left(14 * 24 - 0.1), left(24), left(22.9), left(1), left(0.5)]).to.deep.equal([
      '14 days left',
      '14 days left',
      '1 day left',
      '23 hours left',
      '1 hour left',
      'less than an hour left',
    ]);
  });

  it('rule 18: a deadline is shown in the reader’s zone and in UTC, once if these are equal', () => {
    const words = speaker({ locale: 'en' });
    const at = '2026-12-08T12:00:00Z';
    words.instant = () => words.instantInUtc(at).replace(' UTC', '');
    expect(deadline(at, words)).to.match(/^Dec 8, 2026, 12:00\sPM UTC$/);
    words.instant = () => 'Dec 8, 2026, 1:00 PM';
    expect(deadline(at, words)).to.match(/^Dec 8, 2026, 1:00 PM your time \(Dec 8, 2026, 12:00\sPM UTC\)$/);
  });

  it('rule 45: a clock stopped by a freeze shows the time left once it resumes', () => {
    const stopped = { at: null, leftMs: 5 * 24 * 3_600_000 };
    expect(speaker({ locale: 'en' }).timeLeft(stopped, new Date(0).toISOString())).to.equal(
      '5 days left once it resumes',
    );
  });
});

describe('a language that is included', () => {
  const room = (lang: string) => {
    const parent = document.createElement('div');
    parent.lang = lang;
    document.body.append(parent);
    return showState('milestone-workroom', { name: '', viewer: 'client', given: submitted }, parent);
  };

  it('is used from the first rendering', async () => {
    const { element } = await room('de-AT');
    await until(() => element.shadowRoot?.querySelector('[part~=milestones]'));
    expect(shownIn(element)).to.include('Meilenstein').and.not.include('Review');
    expect(buttonNamed(element, 'Prüfen und bezahlen')).to.exist;
  });

  it('is used in the dialogs too', async () => {
    const { element } = await room('de');
    await until(() => element.shadowRoot?.querySelector('[part~=milestones]'));
    await press(element, 'Vertrag beenden');
    await until(() => element.shadowRoot?.querySelector('dialog form'));
    expect(element.shadowRoot?.querySelector('dialog')?.textContent).to.include('Was soll damit geschehen?');
  });

  it('rule 68: erased text is translated, also outside sentences', () => {
    const words = speaker({ locale: 'de' });
    const contract = { title: '[deleted]', client: { name: 'Deleted user' }, freelancer: { name: 'Lee' } };
    expect(withErasedWords(contract, words)).to.deep.equal({
      title: '[gelöscht]',
      client: { name: 'Gelöschte Person' },
      freelancer: { name: 'Lee' },
    });
    const whole = { title: 'Logo' };
    expect(withErasedWords(whole, words)).to.equal(whole);
  });

  it('from right to left mirrors the layout', async () => {
    const { element } = await room('ar');
    await until(() => element.shadowRoot?.querySelector('[part~=milestones]'));
    expect(element.shadowRoot?.querySelector('.root')).to.have.property('dir', 'rtl');
    expect(buttonNamed(element, 'المراجعة والدفع')).to.exist;
  });
});
