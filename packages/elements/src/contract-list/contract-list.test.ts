import { expect } from 'chai';
import { defineElements } from '../foundation/define.ts';
import { InPageBackend } from '../testing/in-page-backend.ts';
import { press, shownIn, type } from '../testing/person.ts';
import { dana, lee } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import { ContractList } from './contract-list.ts';

defineElements([ContractList]);

function backendWith(titles: readonly string[]): InPageBackend {
  const backend = new InPageBackend();
  for (const title of titles) {
    backend.advance(1_000);
    backend.create({ title, client: dana, freelancer: lee, milestones: [{ title: 'Logo', amount: 50_000 }] });
  }
  return backend;
}

async function mount(backend: InPageBackend, attributes: Readonly<Record<string, string>> = {}): Promise<ContractList> {
  const list = document.createElement('contract-list');
  Object.assign(list, { baseUrl: backend.baseUrl, fetch: backend.fetch, fetchSession: backend.sessionOf(dana) });
  for (const [name, value] of Object.entries(attributes)) list.setAttribute(name, value);
  document.body.append(list);
  await until(() => list.matches(':state(ready)') || list.matches(':state(error)'));
  await list.updateComplete;
  return list;
}

const titlesIn = (list: ContractList) =>
  [...(list.shadowRoot?.querySelectorAll('a.title') ?? [])].map((link) => link.textContent);

afterEach(() => document.body.replaceChildren());

describe('contract-list', () => {
  it('rule 37: lists a person’s contracts, newest first, with the next step of each', async () => {
    const list = await mount(backendWith(['Brand identity', 'Web shop']));
    expect(titlesIn(list)).to.deep.equal(['Web shop', 'Brand identity']);
    expect(shownIn(list)).to.contain('Fund milestone').and.to.contain('With Lee Okafor').and.to.contain('$0.00 held');
  });

  it('filters by a part of the title or a name, and shows all again', async () => {
    const list = await mount(backendWith(['Brand identity', 'Web shop']));
    await type(list, '#search', 'shop');
    await until(() => titlesIn(list).length === 1);
    expect(titlesIn(list)).to.deep.equal(['Web shop']);
    await type(list, '#search', 'nothing like it');
    await until(() => shownIn(list).includes('No contract matches'));
    await press(list, 'Show all');
    await until(() => titlesIn(list).length === 2);
  });

  it('sends no requests after it was removed from the document', async () => {
    const backend = backendWith(['Brand identity']);
    const list = await mount(backend);
    let requests = 0;
    list.fetch = (input, init) => {
      requests += 1;
      return backend.fetch(input, init);
    };
    await until(() => requests > 0 && list.matches(':state(ready)'));
    list.remove();
    const before = requests;
    list.withoutFilters = true;
    await list.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(requests).to.equal(before);
  });

  it('filters by status and reverses the order', async () => {
    const backend = backendWith(['Brand identity', 'Web shop']);
    const list = await mount(backend);
    choose(list, '#sort', 'oldest');
    await until(() => titlesIn(list)[0] === 'Brand identity');
    choose(list, '#status', 'ended');
    await until(() => shownIn(list).includes('No contract matches'));
  });

  it('loads more and moves the focus to the first of the new ones', async () => {
    const list = await mount(backendWith(['A', 'B', 'C', 'D', 'E']), { 'page-size': '2' });
    expect(titlesIn(list)).to.deep.equal(['E', 'D']);
    await press(list, 'Show more');
    await until(() => titlesIn(list).length === 4);
    await until(() => list.shadowRoot?.activeElement?.textContent === 'C');
  });

  it('opens a contract by a real link that the page may route itself', async () => {
    const list = await mount(backendWith(['Brand identity']), { 'contract-href': '#/contracts/{contractId}' });
    const link = list.shadowRoot?.querySelector<HTMLAnchorElement>('a.title');
    expect(link?.getAttribute('href')).to.match(/^#\/contracts\/ctr_/);
    let asked: unknown;
    list.addEventListener('workroom-navigate', (event) => {
      asked = event.detail;
      event.preventDefault();
    });
    link?.click();
    expect(asked).to.include({ to: 'contract', milestoneId: null });
    expect(location.hash).to.equal('');
  });

  it('helps a person who has no contract yet', async () => {
    const list = await mount(new InPageBackend());
    expect(shownIn(list)).to.contain('No contracts yet');
    expect(list.matches(':state(empty)')).to.equal(true);
  });

  it('shows an error, and can be retried in place', async () => {
    const backend = backendWith(['Brand identity']);
    backend.weather = 'broken';
    const list = await mount(backend);
    expect(shownIn(list)).to.contain('The contracts couldn’t be loaded').and.to.contain('Request ID: req_');
    expect(shownIn(list)).not.to.contain('Internal error');
    backend.weather = 'fine';
    await press(list, 'Try again');
    await until(() => titlesIn(list).length === 1);
  });
});

function choose(list: ContractList, selector: string, value: string): void {
  const select = list.shadowRoot?.querySelector<HTMLSelectElement>(selector);
  if (!select) throw new Error(`no ${selector}`);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}
