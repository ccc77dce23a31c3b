import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import './define/index.ts';
import { loadAllParts } from './foundation/lazy-part.ts';
import * as samples from './milestone-workroom/samples.ts';
import { layer, pointAt } from './testing/other-page.test.support.ts';
import { buttonNamed, inside, press, shownIn } from './testing/person.ts';
import { dana } from './testing/states.ts';
import { until } from './testing/until.ts';

/*
 * A typical page: the root set to 62.5 %, a serif on the body, seven elements inside one provider, a
 * modal dialog of its own around a room, and overlays made of <div>.
 */

const root = document.documentElement;

function button(box: HTMLElement | null): HTMLElement {
  const found = box?.querySelector('button');
  if (!found) throw new Error('the page shows no layer');
  return found;
}

async function openPage() {
  await loadAllParts();
  const { backend, contractId } = samples.planned();
  root.style.fontSize = '62.5%';
  document.body.style.font = '1.6rem/1.7 Georgia, serif';
  document.body.innerHTML = `
    <button id="page-button">Menu</button>
    <workroom-provider>
      <contract-list></contract-list>
      <milestone-workroom contract-id="${contractId}" id="room"></milestone-workroom>
      <milestone-workroom contract-id="${contractId}" views="summary"></milestone-workroom>
      <review-and-pay contract-id="${contractId}"></review-and-pay>
      <activity-timeline contract-id="${contractId}"></activity-timeline>
      <activity-timeline contract-id="${contractId}" density="compact"></activity-timeline>
      <dialog><milestone-workroom contract-id="${contractId}" id="framed"></milestone-workroom></dialog>
    </workroom-provider>`;
  const { baseUrl, fetch } = backend;
  Object.assign(inPage('workroom-provider'), { baseUrl, fetch, fetchSession: backend.sessionOf(dana) });
  const elements = [...document.querySelectorAll('workroom-provider > *, #framed')].filter(
    ({ localName }) => localName !== 'dialog',
  );
  expect(elements).to.have.length(7);
  await until(() => elements.every((element) => element.matches(':state(ready)')));
  return { backend, contractId, room: inPage('#room'), framed: inPage('#framed') };
}

function inPage(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`no ${selector}`);
  return found;
}

afterEach(() => {
  root.removeAttribute('style');
  document.body.removeAttribute('style');
  document.body.replaceChildren();
});

describe('a page of another application', () => {
  it('passes its font to seven elements, without affecting their sizes', async () => {
    await openPage();
    for (const element of document.querySelectorAll('workroom-provider > :not(dialog)')) {
      const { fontFamily, fontSize } = getComputedStyle(inside(element, '.root'));
      const isCompact = element.getAttribute('density') === 'compact';
      expect({ fontFamily, fontSize }, element.localName).to.deep.equal({
        fontFamily: 'Georgia, serif',
        fontSize: isCompact ? '14px' : '15px',
      });
      const buttons = [...(element.shadowRoot?.querySelectorAll('button.primary') ?? [])];
      for (const each of buttons) expect(each.getBoundingClientRect().height).to.be.at.least(33);
    }
  });

  it('pays with its card picker and its bank’s window, clicked by a pointer, from a room', async () => {
    const { backend, contractId, room } = await openPage();
    backend.card = 'needs_action';
    let picker: HTMLElement | null = null;
    let bank: HTMLElement | null = null;
    room.addEventListener('workroom-fund-request', (event) => {
      const { box, done } = layer('Use this card');
      picker = box;
      event.respondWith(done.then(() => ({})));
    });
    room.addEventListener('workroom-payment-action', () => {
      bank ??= layer('Confirm at the bank').box;
    });
    await press(room, 'Fund milestone');
    await until(() => inside(room, 'dialog').matches(':modal'));
    inside<HTMLButtonElement>(room, 'dialog button[type=submit]').click();
    await until(() => picker);
    await pointAt(button(picker));
    await until(() => bank);
    await pointAt(button(bank));
    expect(document.querySelector('body > [role=dialog]')).to.equal(null);
    await until(() => shownIn(room).includes('Confirm your payment'));
    expect(backend.contract(contractId).payments).to.have.length(1);
    // Again, from the room's own button.
    bank = null;
    buttonNamed(room, 'Confirm your payment').click();
    await until(() => bank);
    await pointAt(button(bank));
    expect(document.querySelector('body > [role=dialog]')).to.equal(null);
  });

  it('keeps its own modal dialog around a room open while ours opens and closes', async () => {
    const { framed } = await openPage();
    const around = inPage('workroom-provider > dialog');
    if (!(around instanceof HTMLDialogElement)) throw new Error('no dialog');
    around.showModal();
    let picker: HTMLElement | null = null;
    framed.addEventListener('workroom-fund-request', (event) => {
      // Only content of a modal dialog can be above it.
      const { box, done } = layer('Use this card', around);
      picker = box;
      event.respondWith(
        done.then(() => {
          throw new DOMException('not this time', 'AbortError');
        }),
      );
    });
    await press(framed, 'Fund milestone');
    await until(() => inside(framed, 'dialog').matches(':modal'));
    inside<HTMLButtonElement>(framed, 'dialog button[type=submit]').click();
    await until(() => picker);
    await pointAt(button(picker));
    await until(() => inside(framed, 'dialog').matches(':modal'));
    await sendKeys({ press: 'Escape' });
    await until(() => !inside<HTMLDialogElement>(framed, 'dialog').open);
    expect(around.open).to.equal(true);
    await sendKeys({ press: 'Escape' });
    await until(() => !around.open);
    // The page is reachable again.
    let pressed = 0;
    inPage('#page-button').addEventListener('click', () => {
      pressed += 1;
    });
    await pointAt(inPage('#page-button'));
    expect(pressed).to.equal(1);
  });
});
