import { expect } from 'chai';
import '../define/milestone-workroom.ts';
import '../define/review-and-pay.ts';
import { choose, inside, press, shownIn } from '../testing/person.ts';
import { type ContractFixture, type ElementState, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import * as samples from './samples.ts';

afterEach(() => document.body.replaceChildren());

type Viewer = ElementState['viewer'];

async function show(viewer: Viewer, given: () => ContractFixture, tag = 'milestone-workroom') {
  const { element } = await showState(tag, { name: '', viewer, given }, document.body);
  return element;
}

describe('a frozen contract', () => {
  it('rule 45: says so at the top, with the person and the reason, and that nothing happens automatically', async () => {
    const element = await show('client', samples.frozen);
    await until(() => element.shadowRoot?.querySelector('[part~=freeze]'));
    const banner = inside(element, '[part~=freeze]').textContent?.replace(/\s+/g, ' ');
    expect(banner).to.contain('This contract is frozen');
    expect(banner).to.contain('you aren’t charged, and nothing is released or refunded until the freeze is lifted');
    expect(banner).to.contain('The client’s bank has asked us about this payment.');
    expect(banner).to.contain('Rae Coleman for the marketplace');
  });

  it('rule 45: its clocks are stopped, and nobody is told that inaction releases money', async () => {
    const element = await show('freelancer', samples.frozen);
    const review = inside(element, '[part~=review]').textContent;
    expect(review).to.contain('This clock is paused');
    expect(review).not.to.contain('automatically');
    expect(inside(element, '[part~=milestone] [part~=badge]').textContent).to.equal(
      'In review, 14 days left once it resumes',
    );
  });

  it('rule 45: says so once, with what it means for each side', async () => {
    for (const [viewer, effect] of [
      ['client', 'you aren’t charged'],
      ['freelancer', 'payouts to you wait'],
      ['mediator', 'Nothing happens on its own'],
    ] as const) {
      const element = await show(viewer, () => samples.frozen(samples.disputed()));
      await until(
        () => element.shadowRoot?.querySelector('[part~=freeze]') && element.shadowRoot.querySelector('.event'),
      );
      expect(inside(element, '[part~=freeze]').textContent).to.contain(effect);
      const main = inside(element, '.room-main').cloneNode(true) as HTMLElement;
      // Unavailable actions still say why, on hover and focus.
      for (const tip of main.querySelectorAll('[role=tooltip]')) tip.remove();
      expect(main.textContent?.match(/contract is frozen/g)).to.have.length(1);
      expect(element.shadowRoot?.querySelector('[part~=next-step]')).to.equal(null);
      element.remove();
    }
  });

  for (const [what, given, part] of [
    ['dispute', samples.disputed, 'dispute'],
    ['refund request', samples.refundRequested, 'refund-request'],
  ] as const) {
    it(`rule 45: shows no date and no automatic outcome for a ${what}`, async () => {
      const element = await show('freelancer', () => samples.frozen(given()));
      await until(() => element.shadowRoot?.querySelector(`[part~=${part}]`));
      const open = inside(element, `[part~=${part}]`).textContent;
      expect(open)
        .to.contain('This clock is paused')
        .and.not.to.match(/by then|Invalid/);
    });
  }

  it('rule 45: cannot be paid in the review, which says why', async () => {
    const element = await show('client', samples.frozen, 'review-and-pay');
    expect(shownIn(element)).to.contain('14 days left once it resumes').and.to.contain('The contract is frozen.');
    expect(element.shadowRoot?.querySelector('#amount')).to.equal(null);
  });
});

describe('a payment that several people approve', () => {
  it('rule 63: shows the requester, the deadline, and what happens without an answer', async () => {
    const element = await show('client', samples.approvalWaiting);
    await until(() => element.shadowRoot?.querySelector('[part~=approval]'));
    const request = inside(element, '[part~=approval]').textContent?.replace(/\s+/g, ' ');
    expect(request).to.contain('Approval needed: Release payment · $500.00');
    expect(request).to.contain('Waiting for 1 more approval').and.to.contain('Ana Ruiz asked for it.');
    expect(request).to.contain('It expires on').and.to.contain('the money is released to Lee Okafor on');
  });

  it('rule 63: is carried out once the second person approves it', async () => {
    const { element, fixture } = await showState(
      'milestone-workroom',
      { name: '', viewer: 'client', given: samples.approvalWaiting },
      document.body,
    );
    await until(() => element.shadowRoot?.querySelector('[data-action=approve]'));
    inside(element, '[data-action=approve]').click();
    await until(() => element.shadowRoot?.querySelector('dialog[open] form'));
    await choose(element, 'dialog button[type=submit]');
    await until(() => fixture.backend.contract(fixture.contractId).milestones[0]?.state === 'paid');
    await until(() => element.shadowRoot?.querySelector('[part~=approval]') === null);
  });

  for (const tag of ['review-and-pay', 'milestone-workroom']) {
    it(`rule 63: requested in ${tag}, says that it waits, and never that it was paid`, async () => {
      const { element, fixture } = await showState(
        tag,
        { name: '', viewer: 'client', given: samples.twoClients },
        document.body,
      );
      const facts: string[] = [];
      for (const name of ['workroom-milestone-released', 'workroom-approval-requested'])
        element.addEventListener(name, () => facts.push(name));
      if (tag === 'milestone-workroom') {
        inside(element, '[data-action=release]').click();
        await until(() => element.shadowRoot?.querySelector('dialog[open] #amount'));
      }
      await press(element, 'Pay now');
      await until(() => shownIn(element).includes('Nothing has happened yet.'));
      expect(shownIn(element)).to.contain('Waiting for 1 more approval').and.not.to.contain('was released');
      expect(facts).to.deep.equal(['workroom-approval-requested']);
      expect(fixture.backend.contract(fixture.contractId).milestones[0]?.state).to.equal('submitted');
    });
  }

  it('rule 62: roles are shown beside the names', async () => {
    const element = await show('client', samples.twoClients);
    await until(() => element.shadowRoot?.querySelector('.members'));
    expect(inside(element, '.members').textContent).to.match(/Ana Ruiz.*plan, review, pay, messages/s);
  });
});
