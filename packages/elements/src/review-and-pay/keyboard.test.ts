import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../define/review-and-pay.ts';
import { showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { ReviewAndPay } from './review-and-pay.ts';
import { submitted } from './states.ts';

let element: ReviewAndPay;
const press = (key: string) => sendKeys({ press: key });
const write = (text: string) => sendKeys({ type: text });
const focused = () => element.shadowRoot?.activeElement ?? null;

/** Presses Tab until the focused element matches; every stop on the way must be visible. */
async function tabTo(fits: (stop: Element) => boolean): Promise<void> {
  for (let stops = 0; stops < 30; stops += 1) {
    await press('Tab');
    const stop = focused();
    if (stop !== null && fits(stop)) return;
  }
  throw new Error('the keyboard does not get there');
}
const toId = (id: string) => tabTo((stop) => stop.id === id);
const toButton = (label: string) => tabTo((stop) => stop.localName === 'button' && stop.textContent?.trim() === label);
const toRadio = (name: string) => tabTo((stop) => stop.getAttribute('name') === name);

async function start() {
  const shown = await showState<ReviewAndPay>(
    'review-and-pay',
    { name: '', viewer: 'client', given: submitted },
    document.body,
  );
  element = shown.element;
  return shown.fixture;
}
const done = () => until(() => element.matches(':state(done)'));

afterEach(() => document.body.replaceChildren());

describe('with the keyboard alone', () => {
  it('pays in full', async () => {
    const { backend, contractId } = await start();
    await toButton('Pay now');
    await press('Enter');
    await done();
    expect(backend.contract(contractId).totals.released).to.equal(50_000);
  });

  it('pays in full with a bonus', async () => {
    const { backend, contractId } = await start();
    await toId('with-bonus');
    await press(' ');
    await toId('bonus');
    await write('75');
    await press('Enter');
    await done();
    expect(backend.contract(contractId).totals.bonuses).to.equal(7_500);
  });

  it('pays a part, with the leftover carried to the next milestone', async () => {
    const { backend, contractId } = await start();
    await toId('amount');
    await write('300');
    await toRadio('leftover');
    await press(' ');
    await toButton('Pay now');
    await press('Enter');
    await done();
    expect(backend.contract(contractId).milestones[0]?.funds.carriedOut).to.equal(20_000);
  });

  it('pays a part, with a refund', async () => {
    const { backend, contractId } = await start();
    await toId('amount');
    await write('300');
    await toRadio('leftover');
    await press(' ');
    await press('ArrowDown');
    await toId('reason');
    await write('Agreed.');
    await toButton('Pay now');
    await press('Enter');
    await done();
    expect(backend.contract(contractId).refundRequest?.reason).to.equal('Agreed.');
  });

  it('requests changes', async () => {
    const { backend, contractId } = await start();
    await toRadio('choice');
    await press('ArrowRight');
    await toId('changes');
    await write('A dark version.');
    await toButton('Request changes');
    await press('Enter');
    await done();
    expect(backend.contract(contractId).milestones[0]?.state).to.equal('changes_requested');
  });

  it('opens the dialog, and closes it with Escape, which returns the focus', async () => {
    await start();
    const opener = document.createElement('button');
    document.body.append(opener);
    element.dialog = true;
    await element.updateComplete;
    opener.focus();
    element.show();
    await element.updateComplete;
    await press('Escape');
    await until(() => !element.open);
    expect(document.activeElement).to.equal(opener);
  });
});
