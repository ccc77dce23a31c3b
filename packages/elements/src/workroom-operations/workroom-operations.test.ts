import { expect } from 'chai';
import '../define/workroom-operations.ts';
import { several } from '../contract-list/states.ts';
import * as samples from '../milestone-workroom/samples.ts';
import { buttonNamed, inside, press, shownIn, type } from '../testing/person.ts';
import { type ContractFixture, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import { escalated, queued, showAll, withoutTotals } from './states.ts';
import type { WorkroomOperations } from './workroom-operations.ts';

afterEach(() => document.body.replaceChildren());

async function show(given: () => ContractFixture, withoutContract?: true) {
  const { element, fixture } = await showState<WorkroomOperations>(
    'workroom-operations',
    { name: '', viewer: 'operator', given, ...(withoutContract === undefined ? {} : { withoutContract }) },
    document.body,
  );
  await until(() => element.matches(':state(ready)'));
  return { element, fixture };
}

async function showEvery(given: () => ContractFixture) {
  const shown = await show(given, true);
  await showAll(shown.element);
  return shown;
}

const focused = (element: Element) => element.shadowRoot?.activeElement?.id;
const titles = (element: Element) =>
  [...(element.shadowRoot?.querySelectorAll('.found .title') ?? [])].map((each) => each.textContent);

describe('the operator’s list', () => {
  it('rule 48: starts with the contracts that need attention, with reason and duration', async () => {
    const { element } = await show(queued, true);
    await until(() => titles(element).length === 2);
    const queue = inside(element, '[part=list]').textContent?.replace(/\s+/g, ' ');
    expect(queue).to.contain('In dispute · ').and.to.contain('Payment stuck · ').and.not.to.contain('Newsletter');
    expect(inside(element, '[part~=attention]').textContent).to.match(/day/);
  });

  it('rule 48: shows the totals of each currency', async () => {
    const { element } = await show(queued, true);
    await until(() => element.shadowRoot?.querySelector('[part=totals]'));
    expect(inside(element, '[part=totals]').textContent?.replace(/\s+/g, '')).to.contain('Held$500.00');
  });

  it('rule 48: shows an error if the totals could not be loaded, and tries again', async () => {
    const { element, fixture } = await show(withoutTotals, true);
    await until(() => element.shadowRoot?.querySelector('[part=error]') && titles(element).length === 2);
    expect(element.shadowRoot?.querySelector('[part=totals]')).to.equal(null);
    fixture.backend.weather = 'fine';
    await press(element, 'Try again');
    await until(() => element.shadowRoot?.querySelector('[part=totals]'));
    expect(element.shadowRoot?.querySelector('[part=error]')).to.equal(null);
  });

  it('shows the first contract at once on a phone, with filters and totals behind buttons', async () => {
    const { element } = await show(queued, true);
    await until(() => titles(element).length === 2 && element.shadowRoot?.querySelector('[part=totals]'));
    const isShown = (selector: string) => inside(element, selector).checkVisibility();
    expect(['#show-filters', '#search', '#attention', '[part=totals]'].map(isShown)).to.deep.equal([
      false,
      true,
      true,
      true,
    ]);
    element.style.width = '360px';
    await until(() => isShown('#show-filters'));
    expect(['#search', '#attention', '[part=totals]'].map(isShown)).to.deep.equal([false, false, false]);
    const top = element.getBoundingClientRect().top;
    expect(inside(element, '.found').getBoundingClientRect().top - top).to.be.lessThan(240);

    const button = inside(element, '#show-filters');
    button.focus();
    button.click();
    await element.updateComplete;
    expect(isShown('#attention') && button.ariaExpanded).to.equal('true');
    expect(focused(element)).to.equal('show-filters');
    await type(element, '#person', 'u2');
    await until(() => button.textContent === 'Filters (1)');
    button.click();
    await element.updateComplete;
    expect(isShown('#person')).to.equal(false);
    expect(button.textContent).to.equal('Filters (1)');
  });

  it('rule 43: lists the contracts of all parties', async () => {
    const { element } = await showEvery(several);
    expect(titles(element)).to.include.members(['Brand identity', 'Translation of the handbook', 'Packaging']);
  });

  it('finds contracts by text, and shows their number', async () => {
    const { element } = await showEvery(several);
    await type(element, '#search', 'moreau');
    await until(() => titles(element).length === 1);
    expect(titles(element)).to.deep.equal(['Translation of the handbook']);
    await until(() => inside(element, '.unseen[role=status]').textContent?.includes('1 contract'));
  });

  it('rule 48: finds the contracts of a person by id', async () => {
    const { element } = await showEvery(several);
    const before = titles(element).length;
    await type(element, '#person', 'nobody');
    await until(() => element.matches(':state(empty)'));
    await type(element, '#person', 'u2');
    await until(() => titles(element).includes('Brand identity'));
    expect(titles(element).length).to.be.lessThan(before);
  });

  it('opens one contract in place, and returns to the same position', async () => {
    const { element } = await showEvery(several);
    await press(element, 'Brand identity');
    await until(() => element.contract !== null && element.shadowRoot?.querySelector('#payments-title'));
    expect(shownIn(element)).to.contain('All payments').and.to.contain('Milestones');
    expect(focused(element)).to.equal('back');
    inside(element, '#back').click();
    await until(() => titles(element).length > 0);
    expect(element.contractId).to.equal(undefined);
    expect(focused(element)).to.match(/^open-ctr_/);
    expect(element.shadowRoot?.activeElement?.textContent).to.equal('Brand identity');
  });

  it('lets the page open the contract itself', async () => {
    const { element } = await showEvery(several);
    const opened = new Promise<string>((resolve) => {
      element.addEventListener('workroom-navigate', (event) => {
        event.preventDefault();
        resolve(event.detail.contractId);
      });
    });
    buttonNamed(element, 'Newsletter').click();
    expect(await opened).to.match(/^ctr_/);
    expect(element.contractId).to.equal(undefined);
  });
});

describe('one contract, for an operator', () => {
  it('rule 43: shows every payment, and why one failed', async () => {
    const { element } = await show(samples.payoutFailed);
    await until(() => element.shadowRoot?.querySelector('[part~=all-payments]'));
    const payments = inside(element, '[part~=all-payments]').textContent?.replace(/\s+/g, ' ');
    expect(payments).to.contain('Payout · Moodboard and directions');
    expect(payments).to.contain('Needs attention');
    expect(payments).to.contain('The bank says that the account is closed. account_closed');
  });

  it('offers no action of the parties', async () => {
    const { element } = await show(samples.submitted);
    const names = [...(element.shadowRoot?.querySelectorAll('[data-action]') ?? [])].map((each) =>
      each.getAttribute('data-action'),
    );
    expect(
      names.filter(
        (name) => !name?.startsWith('operator_') && /release$|^fund|submit|request|message|milestone/.test(name ?? ''),
      ),
    ).to.deep.equal([]);
    expect(element.shadowRoot?.querySelector('[part~=composer]')).to.equal(null);
  });
});

describe('a second operator', () => {
  it('rule 64: sees what waits and why, and approves it', async () => {
    const { element, fixture } = await show(escalated);
    await until(() => element.shadowRoot?.querySelector('[part=approval]'));
    const asked = inside(element, '[part=approval]').textContent?.replace(/\s+/g, ' ');
    expect(asked).to.contain('Refund money').and.to.contain('$500.00').and.to.contain('Noa Lindqvist asked for it');
    expect(asked).to.contain('The freelancer has not answered for three weeks.');
    await press(element, 'Approve: Refund money');
    await until(() => element.shadowRoot?.querySelector('dialog[open] form'));
    inside(element, 'dialog button[type=submit]').click();
    await until(() => fixture.backend.contract(fixture.contractId).totals.refunded === 50_000);
    await until(() => element.shadowRoot?.querySelector('[part=approval]') === null);
  });

  it('rule 47: is announced before the request, which the requester can only withdraw', async () => {
    const { element, fixture } = await show(escalated);
    await until(() => element.shadowRoot?.querySelector('[data-action=operator_release]'));
    await press(element, 'Release money');
    await until(() => element.shadowRoot?.querySelector('dialog[open] #amount'));
    expect(inside(element, '[part~=second-operator]').textContent).to.contain('More than $200.00');
    await type(element, '#amount', '200');
    await until(() => element.shadowRoot?.querySelector('[part~=second-operator]') === null);
    await type(element, '#amount', '300');
    await type(element, '#reason', 'It was delivered.');
    inside(element, 'dialog button[type=submit]').click();
    await until(() => fixture.backend.contract(fixture.contractId).approvals.length === 2);
    expect(fixture.backend.contract(fixture.contractId).totals.released).to.equal(0);
    await until(() => element.shadowRoot?.querySelectorAll('[part=approval]').length === 2);
    const own = [...(element.shadowRoot?.querySelectorAll('[part=approval]') ?? [])].at(-1);
    const names = [...(own?.querySelectorAll('[data-action]') ?? [])].map((each) => each.getAttribute('data-action'));
    expect(names).to.deep.equal(['withdraw_approval']);
  });
});

describe('actions of an operator', () => {
  it('rule 45: lifts the freeze of one contract, and freezes another', async () => {
    const offered = (element: Element) =>
      [...(element.shadowRoot?.querySelectorAll('[part~=operate] [data-action]') ?? [])].map((each) =>
        each.getAttribute('data-action'),
      );
    const { element } = await show(samples.frozen);
    await until(() => offered(element).length > 0);
    expect(offered(element)[0]).to.equal('unfreeze');
    expect(offered(element)).not.to.include('freeze');
    const { element: other } = await show(samples.submitted);
    await until(() => offered(other).length > 0);
    expect(offered(other)).to.include('freeze').and.not.to.include('unfreeze');
  });

  it('rules 44 and 45: freezes with a required reason, which is kept if the request fails', async () => {
    const { element, fixture } = await show(samples.submitted);
    await until(() => element.shadowRoot?.querySelector('[data-action=freeze]'));
    await press(element, 'Freeze contract');
    await until(() => element.shadowRoot?.querySelector('dialog[open] form'));
    inside(element, 'dialog button[type=submit]').click();
    await until(() => element.shadowRoot?.querySelector('dialog [aria-invalid]'));
    await type(element, '#reason', 'The bank asks.');
    fixture.backend.weather = 'broken';
    inside(element, 'dialog button[type=submit]').click();
    await until(() => element.shadowRoot?.querySelector('dialog [role=alert]'));
    expect(inside<HTMLTextAreaElement>(element, '#reason').value).to.equal('The bank asks.');
    fixture.backend.weather = 'fine';
    inside(element, 'dialog button[type=submit]').click();
    await until(() => element.shadowRoot?.querySelector('[part~=freeze]'));
    expect(fixture.backend.contract(fixture.contractId).freezes[0]?.reason).to.equal('The bank asks.');
  });

  it('rule 46: releases a part of a milestone’s money, and shows the effects first', async () => {
    const { element, fixture } = await show(samples.submitted);
    await until(() => element.shadowRoot?.querySelector('[data-action=operator_release]'));
    await press(element, 'Release money');
    await until(() => element.shadowRoot?.querySelector('dialog[open] #amount'));
    await type(element, '#amount', '200');
    expect(inside(element, 'dialog output').textContent).to.match(
      /\$200\.00 is released to Lee Okafor.*\$300\.00 stays held/,
    );
    await type(element, '#reason', 'The half that was delivered.');
    inside(element, 'dialog button[type=submit]').click();
    await until(() => fixture.backend.contract(fixture.contractId).milestones[0]?.funds.held === 30_000);
  });

  it('rule 46: decides a dispute, and both sides see who and why', async () => {
    const { element, fixture } = await show(samples.disputed);
    await until(() => element.shadowRoot?.querySelector('[data-action=decide_dispute]'));
    await press(element, 'Decide the dispute');
    await until(() => element.shadowRoot?.querySelector('dialog[open] form'));
    await press(element, 'Half each');
    await type(element, '#note', 'Both are right in part.');
    inside(element, 'dialog button[type=submit]').click();
    await until(() => fixture.backend.contract(fixture.contractId).dispute === null);
    await until(() => shownIn(element).includes('Rae Coleman (for the marketplace) decided the dispute'));
    expect(shownIn(element)).to.contain('Both are right in part.');
  });
});
