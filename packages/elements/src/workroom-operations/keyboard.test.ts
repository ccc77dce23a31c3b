import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../define/workroom-operations.ts';
import * as samples from '../milestone-workroom/samples.ts';
import { returnParked } from '../milestone-workroom/samples-after-release.ts';
import { inside } from '../testing/person.ts';
import { type ContractFixture, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import * as own from './samples.ts';
import type { WorkroomOperations } from './workroom-operations.ts';

let element: WorkroomOperations;
const press = (key: string) => sendKeys({ press: key });
const focused = (): Element | null => element.shadowRoot?.activeElement ?? null;
const dialogIs = (isOpen: boolean) =>
  until(() => (element.shadowRoot?.querySelector('dialog[open] form') !== null) === isOpen);

afterEach(() => document.body.replaceChildren());

async function start(given: () => ContractFixture, withoutContract?: true) {
  const more = withoutContract === undefined ? {} : { withoutContract };
  const state = { name: '', viewer: 'operator', given, ...more } as const;
  const made = await showState<WorkroomOperations>('workroom-operations', state, document.body);
  element = made.element;
  return () => made.fixture.backend.contract(made.fixture.contractId);
}

/** Presses Tab until the focused element matches. */
async function tabTo(selector: string, tab = () => press('Tab')): Promise<void> {
  await until(() => element.shadowRoot?.querySelector(selector));
  for (let stops = 0; stops < 60; stops += 1) {
    if (focused()?.matches(selector)) return;
    await tab();
  }
  throw new Error(`the keyboard does not get to ${selector}`);
}

async function tabBack(): Promise<void> {
  await sendKeys({ down: 'Shift' });
  await press('Tab');
  await sendKeys({ up: 'Shift' });
}

describe('the operations with the keyboard alone', () => {
  it('rule 53: evidence is sent, and the focus returns to its button', async () => {
    const contract = await start(own.chargedBack);
    await tabTo('[data-action=record_evidence]');
    await press('Enter');
    await dialogIs(true);
    await tabTo('dialog button[type=submit]');
    await press('Enter');
    await dialogIs(false);
    expect(contract().chargebacks[0]?.evidenceSentAt).not.to.equal(null);
    await until(() => focused()?.getAttribute('data-action') === 'record_evidence');
  });

  it('rule 51: a loss is borne, and the focus is kept although its row is gone', async () => {
    const contract = await start(returnParked);
    await tabTo('[data-action=bear_return]');
    await press('Enter');
    await dialogIs(true);
    expect(focused()?.id).to.equal('reason');
    await press('Escape');
    await dialogIs(false);
    expect(focused()?.getAttribute('data-action')).to.equal('bear_return');
    await press('Enter');
    await dialogIs(true);
    await sendKeys({ type: 'The account is empty.' });
    await tabTo('dialog button[type=submit]');
    await press('Enter');
    await dialogIs(false);
    expect(contract().returns[0]?.parts.every(({ state }) => state !== 'parked')).to.equal(true);
    await until(() => focused() !== null);
  });

  it('rule 52: a lost chargeback is recorded with the arrow keys', async () => {
    const contract = await start(own.chargedBack);
    await tabTo('[data-action=resolve_chargeback]');
    await press('Enter');
    await dialogIs(true);
    expect(focused()?.getAttribute('value')).to.equal('won');
    await press('ArrowDown');
    expect(focused()?.getAttribute('value')).to.equal('lost');
    await tabTo('#reason');
    await sendKeys({ type: 'A letter of the bank.' });
    await tabTo('dialog button[type=submit]');
    await press('Enter');
    await dialogIs(false);
    expect(contract().chargebacks[0]).to.include({ state: 'lost', reinstated: 0 });
  });

  it('the reason of an unavailable command is announced with its button', async () => {
    await start(samples.submitted);
    await tabTo('[data-action=return_funds]');
    const why = focused()?.getAttribute('aria-describedby') ?? '';
    expect(inside(element, `#${why}`).textContent?.trim()).not.to.equal('');
    await press('Enter');
    expect(element.shadowRoot?.querySelector('dialog[open]')).to.equal(null);
  });

  it('rule 54: the books are compared, recorded and closed', async () => {
    await start(() => own.compared(samples.submitted()), true);
    await tabTo('#compare-books');
    await press('Enter');
    await tabTo('#compare');
    await press('Enter');
    await tabTo('[part=finding] .actions button');
    await press('Enter');
    await until(() => element.shadowRoot?.querySelector('[part=finding]') === null);
    await until(() => focused()?.id === 'compare');
    // After the last stop some browsers move to their own toolbar.
    await tabTo('#back', tabBack);
    await press('Enter');
    await until(() => focused()?.id === 'compare-books');
  });
});
