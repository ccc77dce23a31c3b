import { expect } from 'chai';
import '../define/contract-list.ts';
import { buttonNamed, inside, press, shownIn } from '../testing/person.ts';
import { type ElementState, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { ContractList } from './contract-list.ts';
import { several } from './states.ts';

afterEach(() => document.body.replaceChildren());

async function show(viewer: ElementState['viewer'], attributes: Readonly<Record<string, string>> = {}) {
  const main = document.createElement('main');
  document.body.append(main);
  const made = await showState<ContractList>('contract-list', { name: '', viewer, given: several, attributes }, main);
  await until(() => made.element.matches(':state(ready)'));
  await made.element.updateComplete;
  return { ...made, main };
}

const titles = (element: Element) =>
  [...(element.shadowRoot?.querySelectorAll('h3') ?? [])].map((each) => each.textContent?.trim());
const tidy = (each: Element | null | undefined) => each?.textContent?.replace(/\s+/g, ' ').trim();

describe('contracts that need the viewer', () => {
  it('come first, with their number and one button each', async () => {
    const { element } = await show('client');
    expect(titles(element)).to.deep.equal(['Needs you (3)', 'Other contracts']);
    const [first] = element.shadowRoot?.querySelectorAll('.group') ?? [];
    const rows = [...(first?.querySelectorAll('.row') ?? [])];
    expect(rows.map((row) => [...row.querySelectorAll('.turn')].map(tidy).join())).to.deep.equal([
      'Fund milestone',
      'Fund milestone',
      'Review and pay',
    ]);
    expect(element.shadowRoot?.querySelectorAll('.group:last-of-type .turn').length).to.equal(0);
  });

  for (const locale of ['en', 'ar']) {
    it(`keep the amount and the button of a row apart on a wide page (${locale})`, async () => {
      const { element, main } = await show('client', { locale });
      main.style.width = '900px';
      await until(() => element.shadowRoot?.querySelector('.turn'));
      for (const row of element.shadowRoot?.querySelectorAll('.row:has(.turn)') ?? []) {
        const turn = row.querySelector('.turn')?.getBoundingClientRect();
        // With what overflows its box.
        const range = document.createRange();
        range.selectNodeContents(row.querySelector('.money') ?? row);
        const money = range.getBoundingClientRect();
        if (turn === undefined) throw new Error('no button');
        expect(Math.max(turn.left - money.right, money.left - turn.right)).to.be.at.least(20);
      }
    });
  }

  it('are counted as at least that many while there are more pages', async () => {
    const { element } = await show('client', { 'page-size': '4' });
    expect(titles(element)[0]).to.match(/^Needs you \(\d\+\)$/);
  });

  it('link to the place of the action, and every row links to its contract', async () => {
    const { element } = await show('client');
    const places: unknown[] = [];
    element.addEventListener('workroom-navigate', (event) => {
      event.preventDefault();
      const { to, milestoneId } = event.detail;
      places.push([to, milestoneId === null]);
    });
    const [fund, , review] = element.shadowRoot?.querySelectorAll<HTMLElement>('.turn') ?? [];
    fund?.click();
    review?.click();
    inside(element, 'a.title').click();
    expect(places).to.deep.equal([
      ['contract', true],
      ['review-and-pay', false],
      ['contract', true],
    ]);
  });
});

describe('amounts in the list', () => {
  it('are added up for each currency', async () => {
    const { element, fixture } = await show('client');
    fixture.backend.advance(1_000);
    const people = { client: { id: 'u1', name: 'Dana Whitfield' }, freelancer: { id: 'u2', name: 'Lee Okafor' } };
    fixture.backend.create({
      title: 'Poster',
      currency: 'EUR',
      milestones: [{ title: 'Entwurf', amount: 12_000 }],
      ...people,
    });
    await element.refresh();
    await until(() => (element.shadowRoot?.querySelectorAll('[part=total]').length ?? 0) === 2);
    const totals = [...(element.shadowRoot?.querySelectorAll('[part=total]') ?? [])].map(tidy);
    expect(totals).to.deep.equal(['€0.00 held · €0.00 of €120.00 paid', '$500.00 held · $0.00 of $7,550.00 paid']);
  });
});

describe('filters on a phone', () => {
  it('are behind one button, and an active filter is a chip that removes it', async () => {
    const { element, main } = await show('client');
    main.style.inlineSize = '340px';
    await element.updateComplete;
    const isShown = () => inside(element, '#status').checkVisibility();
    const filters = buttonNamed(element, 'Filters');
    // WebKit evaluates container queries in the next frame.
    await until(() => !isShown());
    expect(filters.ariaExpanded).to.equal('false');
    filters.click();
    await element.updateComplete;
    expect([isShown(), filters.ariaExpanded]).to.deep.equal([true, 'true']);
    const status = inside<HTMLSelectElement>(element, '#status');
    status.value = 'ended';
    status.dispatchEvent(new Event('change'));
    await until(() => !shownIn(element).includes('Booking app'));
    await press(element, 'Remove filter: Ended');
    await until(() => shownIn(element).includes('Booking app'));
    main.style.inlineSize = '900px';
    await until(() => !filters.checkVisibility());
  });
});
