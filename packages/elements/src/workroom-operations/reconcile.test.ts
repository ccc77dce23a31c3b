import { expect } from 'chai';
import '../define/workroom-operations.ts';
import { several } from '../contract-list/states.ts';
import * as samples from '../milestone-workroom/samples.ts';
import { inside, press, shownIn } from '../testing/person.ts';
import { type ContractFixture, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import { compared } from './samples.ts';
import { compareBooks } from './states.ts';
import type { WorkroomOperations } from './workroom-operations.ts';

afterEach(() => document.body.replaceChildren());

async function show(given: () => ContractFixture) {
  const state = { name: '', viewer: 'operator', given, withoutContract: true } as const;
  return showState<WorkroomOperations>('workroom-operations', state, document.body);
}

const asked = ({ backend }: ContractFixture) => backend.received.filter(({ name }) => name === 'reconcile');

describe('the books compared with the payment provider', () => {
  it('rule 54: records nothing unless requested', async () => {
    const { element, fixture } = await show(() => compared(samples.submitted()));
    await compareBooks(element);
    expect(asked(fixture).map(({ body }) => (body as { record: boolean }).record)).to.deep.equal([false]);
    const said = inside(element, '[part=finding]').textContent?.replace(/\s+/g, ' ');
    expect(said).to.contain('Moved without Workroom').and.to.contain('re_3N8pXk');
    expect(said).to.contain('Expected $0.00, found $120.00').and.to.contain('the provider does not say');
  });

  it('rule 54: records the differences of one contract, and shows the remaining ones', async () => {
    const { element, fixture } = await show(() => compared(samples.submitted()));
    await compareBooks(element);
    await press(element, `Record: ${fixture.contractId}`);
    await until(() => element.shadowRoot?.querySelector('[part=finding]') === null);
    const { contractId } = fixture;
    expect(
      asked(fixture)
        .slice(1)
        .map(({ body }) => body),
    ).to.deep.equal([
      { contractId, limit: 20, record: true },
      { contractId, limit: 20, record: false },
    ]);
    await until(() => inside(element, '.unseen[role=status]').textContent?.includes('It was recorded.'));
  });

  it('compares page by page, shows progress, and can be stopped', async () => {
    const { element, fixture } = await show(() => {
      const made = several();
      const people = { client: { id: 'u1', name: 'Dana' }, freelancer: { id: 'u2', name: 'Lee' } };
      for (let index = 0; index < 45; index += 1) {
        made.backend.create({ title: `Poster ${index}`, ...people, milestones: [{ title: 'Print', amount: 5_000 }] });
      }
      return made;
    });
    await compareBooks(element);
    const pages = asked(fixture).length;
    expect(pages).to.equal(3);
    expect(shownIn(element)).to.match(/\d\d contracts compared · Nothing differs\./);
    const letGo = fixture.backend.hold();
    inside(element, '#compare').click();
    await until(() => inside(element, '#compare').textContent?.trim() === 'Stop');
    inside(element, '#compare').click();
    // In this test, an aborted request only ends when it is answered.
    letGo();
    await until(() => inside(element, '#compare').textContent?.trim() === 'Continue');
    inside(element, '#compare').click();
    await until(() => shownIn(element).includes('Nothing differs.'));
  });

  it('shows why a comparison failed, and continues from there', async () => {
    const { element, fixture } = await show(samples.submitted);
    await until(() => element.shadowRoot?.querySelector('#compare-books'));
    inside(element, '#compare-books').click();
    await until(() => element.shadowRoot?.querySelector('#compare'));
    fixture.backend.weather = 'broken';
    inside(element, '#compare').click();
    await until(() => element.shadowRoot?.querySelector('[part=error]'));
    fixture.backend.weather = 'fine';
    await press(element, 'Continue');
    await until(() => shownIn(element).includes('Nothing differs.'));
  });

  it('opens a contract, and returns to the results', async () => {
    const { element, fixture } = await show(() => compared(samples.submitted()));
    await compareBooks(element);
    await press(element, fixture.contractId);
    await until(() => element.contract !== null && element.shadowRoot?.querySelector('#room-title'));
    inside(element, '#back').click();
    await until(() => element.shadowRoot?.querySelector('[part=finding]'));
    expect(element.shadowRoot?.activeElement?.id).to.equal(`open-${fixture.contractId}`);
    inside(element, '#back').click();
    await until(() => element.shadowRoot?.querySelector('#compare-books'));
    expect(element.shadowRoot?.activeElement?.id).to.equal('compare-books');
  });
});
