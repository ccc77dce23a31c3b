import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import '../locales/de.ts';
import { inside } from '../testing/person.ts';
import { type ContractFixture, type ElementState, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { MilestoneWorkroom } from './milestone-workroom.ts';
import * as samples from './samples.ts';

async function show(
  viewer: ElementState['viewer'],
  given: () => ContractFixture,
  attributes: Record<string, string> = {},
) {
  const state = { name: '', viewer, given, attributes };
  const { element, fixture } = await showState<MilestoneWorkroom>('milestone-workroom', state, document.body);
  return { element, ...fixture };
}

const list = (element: Element) => element.shadowRoot?.querySelector<HTMLDetailsElement>('[part~=documents]') ?? null;
const rows = (element: Element) => [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.documents li') ?? [])];
const said = (row: HTMLElement | undefined) => row?.textContent?.replace(/\s+/g, ' ').trim();

async function open(element: MilestoneWorkroom) {
  await until(() => list(element));
  inside(element, '[part~=documents] summary').click();
  await until(() => rows(element).length > 0);
}

/** Stands in for the windows of the browser. */
function windows(opens: boolean) {
  const opened: { opener: unknown; isClosed: boolean; address: string | null }[] = [];
  const { open } = window;
  window.open = () => {
    if (!opens) return null;
    const page = { opener: window as unknown, isClosed: false, address: null as string | null };
    opened.push(page);
    return {
      set opener(to: unknown) {
        page.opener = to;
      },
      close: () => {
        page.isClosed = true;
      },
      location: {
        replace: (address: string) => {
          page.address = address;
        },
      },
    } as unknown as Window;
  };
  return { opened, restore: () => Object.assign(window, { open }) };
}

let restore = () => {};
afterEach(() => {
  restore();
  document.body.replaceChildren();
});

describe('rule 59: the documents of a contract', () => {
  it('are listed when a person opens them: type, number, amount and date', async () => {
    const { element } = await show('client', samples.funded);
    await until(() => list(element));
    expect(rows(element)).to.deep.equal([]);
    await open(element);
    expect(said(rows(element)[0])).to.match(/^Receipt \$500\.00 [\dA-Za-z]+-0001 · Nov \d+, 2026/);
    expect(rows(element)[0]?.querySelector('time')?.dateTime).to.match(/^2026-11-/);
  });

  it('are those of the viewer’s side', async () => {
    const client = await show('client', samples.submitted);
    await open(client.element);
    const freelancer = await show('freelancer', samples.carried);
    await open(freelancer.element);
    expect(rows(client.element).map((row) => said(row)?.split(' $')[0])).to.deep.equal(['Receipt']);
    expect(rows(freelancer.element).map((row) => said(row)?.split(' $')[0])).to.include('Payout statement');
  });

  it('are missing before the first payment, and for the mediator', async () => {
    const { element } = await show('client', samples.planned);
    const mediator = await show('mediator', samples.disputed);
    await until(() => element.shadowRoot?.querySelector('[part=timeline]'));
    expect(list(element)).to.equal(null);
    expect(list(mediator.element)).to.equal(null);
  });

  it('update with the contract while they are open', async () => {
    const { element, backend, contractId } = await show('freelancer', samples.carried);
    await open(element);
    const before = rows(element).length;
    backend.act(contractId, { type: 'give_bonus', amount: 5_000 }, backend.contract(contractId).client);
    await element.refresh();
    await until(() => rows(element).length > before);
  });

  it('open in a separate window, as a printable page in the reader’s language', async () => {
    const { element } = await show('client', samples.funded, { locale: 'de' });
    const browser = windows(true);
    restore = browser.restore;
    await open(element);
    // cspell:ignore Zahlungsbeleg
    expect(said(rows(element)[0])).to.contain('Zahlungsbeleg');
    inside(element, '.documents button').click();
    await until(() => browser.opened[0]?.address);
    const [page] = browser.opened;
    expect(page?.opener).to.equal(null);
    expect(await (await fetch(page?.address ?? '')).text()).to.match(/<h1>receipt [\dA-Za-z]+-0001/);
  });

  it('show an error if one cannot be opened, and leave no empty window', async () => {
    const { element, backend } = await show('client', samples.funded);
    const browser = windows(true);
    restore = browser.restore;
    await open(element);
    backend.weather = 'broken';
    inside(element, '.documents button').click();
    await until(() => list(element)?.querySelector('[role=alert]'));
    expect(browser.opened[0]?.isClosed).to.equal(true);
    expect(rows(element).length).to.equal(1);
  });

  it('are downloaded if no window can be opened', async () => {
    const { element } = await show('client', samples.funded);
    const browser = windows(false);
    restore = browser.restore;
    await open(element);
    let saved = '';
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      saved = this.download;
    };
    try {
      inside(element, '.documents button').click();
      await until(() => saved !== '');
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    expect(saved).to.match(/-0001\.html$/);
  });
});
