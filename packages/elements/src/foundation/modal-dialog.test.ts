import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import '../define/review-and-pay.ts';
import type { MilestoneWorkroom } from '../milestone-workroom/milestone-workroom.ts';
import * as samples from '../milestone-workroom/samples.ts';
import type { ReviewAndPay } from '../review-and-pay/review-and-pay.ts';
import { submitted } from '../review-and-pay/states.ts';
import { layer, pointAt } from '../testing/other-page.test.support.ts';
import { buttonNamed, choose, inside, press, shownIn, type } from '../testing/person.ts';
import { type ContractFixture, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';

const dialogOf = (element: Element) => inside<HTMLDialogElement>(element, 'dialog');
const isModal = (element: Element) => dialogOf(element).matches(':modal');
const buttonIn = (box: HTMLElement) => {
  const button = box.querySelector('button');
  if (button === null) throw new Error('no button');
  return button;
};

async function room(given: () => ContractFixture, parent: HTMLElement = document.body) {
  const state = { name: '', viewer: 'client', given } as const;
  return showState<MilestoneWorkroom>('milestone-workroom', state, parent);
}

async function review(parent: HTMLElement = document.body) {
  const attributes = { dialog: '' };
  const shown = await showState<ReviewAndPay>(
    'review-and-pay',
    { name: '', viewer: 'client', given: submitted, attributes },
    parent,
  );
  shown.element.show();
  await shown.element.updateComplete;
  return shown;
}

afterEach(() => {
  document.body.replaceChildren();
  document.body.removeAttribute('style');
});

describe('overlays of the page can be reached while a dialog is open', () => {
  it('a card picker that opens on the funding event and takes the focus', async () => {
    const { element, fixture } = await room(samples.planned);
    await press(element, 'Fund milestone');
    await until(() => isModal(element));
    let picker: HTMLElement | null = null;
    let hadFocus = false;
    element.addEventListener('workroom-fund-request', (event) => {
      const { box, done } = layer('Use this card');
      picker = box;
      hadFocus = document.activeElement === box.querySelector('input');
      event.respondWith(done.then(() => ({ paymentMethod: 'pm_1' })));
    });
    const submit = inside<HTMLButtonElement>(element, 'dialog button[type=submit]');
    submit.focus();
    submit.click();
    await until(() => picker);
    expect(hadFocus).to.equal(true);
    expect(dialogOf(element).open, 'still there').to.equal(true);
    expect(isModal(element), 'and in nobody’s way').to.equal(false);
    await pointAt(buttonIn(picker ?? document.body));
    await until(() => !element.matches(':state(open)'));
    expect(fixture.backend.received.filter(({ name }) => name === 'fund')).to.have.length(1);
    expect(fixture.backend.contract(fixture.contractId).payments[0]?.paymentMethod).to.equal('pm_1');
  });

  it('when the person closes it, the dialog is on top again and the focus is where it was', async () => {
    const { element } = await room(samples.planned);
    await press(element, 'Fund milestone');
    await until(() => isModal(element));
    let giveUp = () => {};
    element.addEventListener('workroom-fund-request', (event) => {
      event.respondWith(
        new Promise((_, reject) => {
          giveUp = () => reject(new DOMException('closed', 'AbortError'));
        }),
      );
    });
    const submit = inside<HTMLButtonElement>(element, 'dialog button[type=submit]');
    submit.focus();
    submit.click();
    await until(() => !isModal(element));
    giveUp();
    await until(() => isModal(element));
    expect(element.matches(':state(open)')).to.equal(true);
    expect(element.shadowRoot?.activeElement).to.equal(submit);
  });

  it('a dialog without an overlay stays modal', async () => {
    const { element } = await review();
    await press(element, 'Pay now');
    expect(isModal(element)).to.equal(true);
    await until(() => element.matches(':state(done)'));
    expect(isModal(element)).to.equal(true);
  });

  it('the bank’s window for a bonus, and again from its button', async () => {
    const { element, fixture } = await review();
    fixture.backend.card = 'needs_action';
    const windows: HTMLElement[] = [];
    document.body.addEventListener('workroom-payment-action', () => windows.push(layer('Confirm at the bank').box), {
      once: true,
    });
    await choose(element, '#with-bonus');
    await type(element, '#bonus', '50');
    await press(element, 'Pay now');
    await until(() => windows.length === 1);
    await until(() => element.matches(':state(done)'));
    expect(isModal(element)).to.equal(false);
    await pointAt(buttonIn(windows[0] ?? document.body));
    expect(document.body.querySelector('[role=dialog]')).to.equal(null);
    expect(shownIn(element)).to.contain('Bonus of $50.00: confirm your payment.');
    // After closing and reopening, the dialog is modal until the person opens the bank's window again.
    element.close();
    await element.updateComplete;
    element.show();
    await element.updateComplete;
    expect(isModal(element)).to.equal(true);
    const again = new Promise<CustomEvent>((resolve) =>
      element.addEventListener('workroom-payment-action', resolve, { once: true }),
    );
    await press(element, 'Confirm your payment');
    expect((await again).detail.payment).to.include({ purpose: 'bonus', status: 'requires_action' });
    expect(isModal(element)).to.equal(false);
  });

  it('a sign-in after the session has expired', async () => {
    const { element, fixture } = await room(samples.empty);
    await press(element, 'Add new milestone');
    await until(() => isModal(element));
    await type(element, '#title-0', 'Signage');
    await type(element, '#amount-0', '50');
    fixture.backend.weather = 'signed_out';
    let box: HTMLElement | null = null;
    element.addEventListener('workroom-session-expired', () => {
      box ??= layer('Sign in').box;
    });
    await press(element, 'Add milestone');
    await until(() => box);
    expect(isModal(element)).to.equal(false);
    await pointAt(buttonIn(box ?? document.body));
    expect(document.body.querySelector('[role=dialog]')).to.equal(null);
    fixture.backend.weather = 'fine';
    await press(element, 'Add milestone');
    await until(() => !element.matches(':state(open)'));
    expect(fixture.backend.contract(fixture.contractId).milestones).to.have.length(1);
  });
});

describe('a sign-in that the page shows while it fetches a session', () => {
  it('can be reached; afterwards the dialog is on top again and the form is sent', async () => {
    const { element, fixture } = await room(samples.empty);
    const { fetchSession } = element;
    let signIn: HTMLElement | null = null;
    element.fetchSession = async (request) => {
      if (request.reason === 'rejected') {
        const { box, done } = layer('Sign in');
        signIn = box;
        await done;
        fixture.backend.weather = 'fine';
      }
      return (await fetchSession?.(request)) ?? '';
    };
    element.requestUpdate();
    await element.updateComplete;
    await until(() => shownIn(element).includes('Add new milestone'));
    await press(element, 'Add new milestone');
    await until(() => isModal(element));
    await type(element, '#title-0', 'Signage');
    await type(element, '#amount-0', '50');
    fixture.backend.weather = 'signed_out';
    await press(element, 'Add milestone');
    await until(() => signIn !== null && !isModal(element));
    expect(dialogOf(element).open).to.equal(true);
    await pointAt(buttonIn(signIn ?? document.body));
    await until(() => !element.matches(':state(open)'));
    expect(fixture.backend.contract(fixture.contractId).milestones).to.have.length(1);
  });

  it('does not appear if the session is available at once', async () => {
    const { element } = await room(samples.empty);
    await press(element, 'Add new milestone');
    await until(() => isModal(element));
    let isAside = false;
    const seen = new MutationObserver(() => {
      isAside ||= dialogOf(element).classList.contains('aside');
    });
    seen.observe(dialogOf(element), { attributes: true });
    window.dispatchEvent(new Event('focus'));
    await new Promise((resolve) => setTimeout(resolve, 400));
    seen.disconnect();
    expect([isAside, isModal(element)]).to.deep.equal([false, true]);
  });
});

describe('Escape', () => {
  it('closes only our dialog, and no other listener receives the key', async () => {
    const around = document.createElement('dialog');
    document.body.append(around);
    around.showModal();
    const heard: string[] = [];
    const hear = (event: Event) => event instanceof KeyboardEvent && event.key === 'Escape' && heard.push(event.type);
    for (const name of ['keydown', 'keyup']) document.addEventListener(name, hear, true);
    const { element } = await room(samples.empty, around);
    await press(element, 'Add new milestone');
    await until(() => element.shadowRoot?.activeElement?.id === 'title-0');
    await sendKeys({ press: 'Escape' });
    await until(() => !element.matches(':state(open)'));
    expect(heard).to.deep.equal([]);
    expect(around.open, 'the page’s own dialog').to.equal(true);
    expect(dialogOf(element).open).to.equal(false);
    // Once ours is closed, the key reaches the page again.
    await sendKeys({ press: 'Escape' });
    await until(() => !around.open);
    expect(heard).to.contain('keydown');
    for (const name of ['keydown', 'keyup']) document.removeEventListener(name, hear, true);
  });
});

describe('a dialog in an element that is hidden', () => {
  /** Size observers need frames. A page in the background has none, so there the element checks when it renders. */
  const drawn = async (element: ReviewAndPay) => {
    const frame = new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))));
    const late = new Promise((resolve) => setTimeout(resolve, 500, false));
    if (!(await Promise.race([frame, late]))) element.requestUpdate();
    await element.updateComplete;
  };
  const isFrozen = () => document.elementFromPoint(5, 5) !== bar();
  const bar = () => document.querySelector('#page-bar');
  async function hiddenReview() {
    const page = document.createElement('div');
    page.innerHTML = '<button id="page-bar" style="position: fixed; inset: 0 0 auto; height: 20px"></button>';
    const place = document.createElement('section');
    document.body.append(page, place);
    place.style.display = 'none';
    const { element } = await review(place);
    return { element, place };
  }

  it('neither opens nor blocks the page, and opens once the element is visible', async () => {
    const opened: Event[] = [];
    document.body.addEventListener('workroom-open', (event) => opened.push(event), true);
    const { element, place } = await hiddenReview();
    expect(dialogOf(element).open).to.equal(false);
    expect(isFrozen()).to.equal(false);
    expect(opened).to.have.length(0);
    place.style.display = '';
    await drawn(element);
    await until(() => isModal(element));
    await until(() => opened.length === 1);
  });

  it('stops blocking the page while it is hidden, and is open again later', async () => {
    const { element, place } = await hiddenReview();
    place.style.display = '';
    await drawn(element);
    await until(() => isModal(element));
    await type(element, '#amount', '300');
    await drawn(element);
    place.style.display = 'none';
    await drawn(element);
    await until(() => !isFrozen());
    expect(element.open).to.equal(true);
    place.style.display = '';
    await drawn(element);
    await until(() => isModal(element));
    expect(inside<HTMLInputElement>(element, '#amount').value).to.equal('300');
  });
});

describe('the page’s shortcuts', () => {
  it('do not receive keys typed into a field, but all others', async () => {
    const { element } = await room(samples.empty);
    const heard: string[] = [];
    const hear = ({ key, type: name }: KeyboardEvent) => heard.push(`${name} ${key}`);
    for (const name of ['keydown', 'keyup'] as const) document.addEventListener(name, hear);
    inside(element, '#message-text').focus();
    await sendKeys({ type: 'sj/' });
    await sendKeys({ press: 'Backspace' });
    expect(heard).to.deep.equal([]);
    expect(inside<HTMLTextAreaElement>(element, '#message-text').value).to.equal('sj');
    await sendKeys({ press: 'Escape' });
    buttonNamed(element, 'Send').focus();
    await sendKeys({ press: 'j' });
    for (const name of ['keydown', 'keyup'] as const) document.removeEventListener(name, hear);
    expect(heard).to.deep.equal(['keydown Escape', 'keyup Escape', 'keydown j', 'keyup j']);
  });
});
