import { type CommandName, commandNames, stepOf } from '@workroom/core';
import { type OperationName, operation, operations } from '@workroom/core/api';
import { expect } from 'chai';
import '../define/workroom-operations.ts';
import * as samples from '../milestone-workroom/samples.ts';
import { paidOut, returnParked, returnPending } from '../milestone-workroom/samples-after-release.ts';
import { billIn, inside, shownIn, type } from '../testing/person.ts';
import { type ContractFixture, rae, showState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import { operatorForms } from './operator-forms.ts';
import * as own from './samples.ts';
import { escalated } from './states.ts';
import type { WorkroomOperations } from './workroom-operations.ts';

afterEach(() => document.body.replaceChildren());

async function show(given: () => ContractFixture) {
  const state = { name: '', viewer: 'operator', given } as const;
  const { element, fixture } = await showState<WorkroomOperations>('workroom-operations', state, document.body);
  await until(() => element.shadowRoot?.querySelector('[part~=operate]'));
  return { element, contract: () => fixture.backend.contract(fixture.contractId), fixture };
}

async function open(element: WorkroomOperations, action: string): Promise<void> {
  await until(() => element.shadowRoot?.querySelector(`[data-action=${action}]`));
  inside(element, `[data-action=${action}]`).click();
  await until(() => element.shadowRoot?.querySelector('dialog[open] form'));
}

const send = (element: WorkroomOperations) => inside(element, 'dialog button[type=submit]').click();
const closed = (element: WorkroomOperations) => until(() => element.shadowRoot?.querySelector('dialog[open]') === null);
const partOf = (element: WorkroomOperations, part: string) =>
  inside(element, `[part~=${part}]`).textContent?.replace(/\s+/g, ' ') ?? '';

/** A contract on which each of an operator's commands is available. */
const openOn: Readonly<Partial<Record<CommandName, () => ContractFixture>>> = {
  decide_dispute: samples.disputed,
  approve: escalated,
  reject_approval: escalated,
  withdraw_approval: () => {
    const made = escalated();
    made.operator({ type: 'operator_release', milestoneId: made.milestone(0), reason: 'It was delivered.' });
    return made;
  },
  freeze: samples.submitted,
  unfreeze: samples.frozen,
  operator_release: samples.submitted,
  operator_refund: samples.submitted,
  operator_extend: samples.disputed,
  operator_end: samples.submitted,
  return_funds: paidOut,
  retry_return: returnParked,
  cancel_return: returnParked,
  bear_return: returnParked,
  settle_outside: own.refundFailed,
  retry_payment: own.refundFailed,
  open_chargeback: samples.submitted,
  resolve_chargeback: own.chargedBack,
  record_evidence: own.chargedBack,
  acknowledge_difference: own.unexplained,
};

describe('every operation of an operator', () => {
  const commands = commandNames.filter((name) => stepOf(name).who.includes('operator'));

  it('has a dialog', () => {
    const without = (Object.keys(operations) as OperationName[])
      .map((name) => operation(name))
      .filter(({ who, command }) => who.includes('person') && command !== undefined && commands.includes(command))
      .filter(({ command }) => command !== undefined && !Object.hasOwn(operatorForms, command));
    expect(without.map(({ path }) => path)).to.deep.equal([]);
    // Sending evidence is not a command of the contract, but recording it is.
    expect(commands.filter((name) => !Object.hasOwn(operatorForms, name))).to.deep.equal([]);
  });

  for (const name of commands) {
    it(`has a button that opens it: ${name}`, async () => {
      const given = openOn[name];
      if (given === undefined) throw new Error(`Say on which contract ${name} is open.`);
      const { element } = await show(given);
      await until(() => element.shadowRoot?.querySelector(`[data-action=${name}]:not([aria-disabled])`));
      inside(element, `[data-action=${name}]:not([aria-disabled])`).click();
      await until(() => element.shadowRoot?.querySelector('dialog[open] form'));
      // Every command except approvals and evidence has a reason (rule 44).
      const asks = inside(element, 'dialog').querySelector('textarea') !== null;
      expect(asks).to.equal(!['approve', 'withdraw_approval', 'record_evidence'].includes(name));
    });
  }
});

describe('returns of released money, for an operator', () => {
  it('rules 50 and 58: returns released money, and shows the effects on both sides first', async () => {
    const { element, contract } = await show(own.paidOutWithFees);
    await open(element, 'return_funds');
    await type(element, '#amount', '200');
    await until(() => element.shadowRoot?.querySelector('.bill .sum')?.textContent?.includes('206'));
    expect(await billIn(element)).to.deep.equal([
      'Moodboard and directions: $200.00',
      'Service fee, back to Lee OkaforIncludes $4.00 tax: $24.00',
      'Processing, back to Dana Whitfield: $6.00',
      'Back to Dana Whitfield: $206.00',
      'Taken from Lee Okafor: $176.00',
    ]);
    // Fields and bill are loaded with the dialogs, and so are their styles.
    expect(getComputedStyle(inside(element, '.money-field')).display).to.equal('flex');
    expect(getComputedStyle(inside(element, '.bill th')).textAlign).to.equal('start');
    await type(element, '#reason', 'Both agreed by phone.');
    send(element);
    await closed(element);
    expect(contract().totals).to.include({ returned: 20_000, refunded: 20_000 });
  });

  it('rule 51: shows why a return is stuck, and bears the loss with a reason', async () => {
    const { element, contract } = await show(returnParked);
    await until(() => element.shadowRoot?.querySelector('[part~=return]'));
    const said = partOf(element, 'return');
    expect(said).to.contain('Needs attention').and.to.contain('$200.00').and.to.contain('account_closed');
    expect(said).to.contain('One of the three directions turned out to be unusable.');
    await open(element, 'bear_return');
    expect(inside(element, 'dialog').textContent).to.contain('the marketplace loses the amount');
    send(element);
    await until(() => element.shadowRoot?.querySelector('dialog [aria-invalid]'));
    await type(element, '#reason', 'The freelancer’s account was closed.');
    send(element);
    await closed(element);
    expect(contract().totals.returned).to.equal(0);
    await until(() => partOf(element, 'returns').includes('Borne by the marketplace'));
    await until(() => partOf(element, 'balances').includes('Lost by the marketplace'));
  });

  it('rule 51: cancels a return, and the freelancer keeps the money', async () => {
    const { element } = await show(returnParked);
    await open(element, 'cancel_return');
    await type(element, '#reason', 'They settled it between them.');
    send(element);
    await closed(element);
    await until(() => partOf(element, 'returns').includes('Given up'));
  });

  it('rule 51: shows a return in progress without actions', async () => {
    const { element } = await show(returnPending);
    await until(() => element.shadowRoot?.querySelector('[part~=return]'));
    expect(partOf(element, 'return')).to.contain('In progress');
    const shown = [...inside(element, '[part~=return]').querySelectorAll('[data-action]')];
    expect(shown.every((button) => button.getAttribute('aria-disabled') === 'true')).to.equal(true);
  });
});

describe('chargebacks, for an operator', () => {
  it('rule 52: shows the disputed and withdrawn amounts, the deadline for evidence, and the next step', async () => {
    const { element } = await show(own.chargedBack);
    await until(() => element.shadowRoot?.querySelector('[part~=chargeback]'));
    const said = partOf(element, 'chargeback');
    expect(said).to.contain('Disputed$500.00').and.to.contain('Taken by the bank$500.00');
    expect(said).to.contain('Evidence is due by').and.to.contain('nothing happens by itself');
  });

  it('rule 53: sends the evidence after a confirmation', async () => {
    const { element, contract } = await show(own.chargedBack);
    await open(element, 'record_evidence');
    send(element);
    await closed(element);
    expect(contract().chargebacks[0]?.evidenceSentAt).not.to.equal(null);
    await until(() => partOf(element, 'chargeback').includes('Evidence was sent on'));
    expect(partOf(element, 'chargeback')).to.contain('The bank decides now.').and.not.to.contain('due by');
  });

  it('rule 52: records a reported chargeback and its partial outcome', async () => {
    const { element, contract } = await show(samples.submitted);
    await open(element, 'open_chargeback');
    await type(element, '#amount', '700');
    await type(element, '#reason', 'A letter of the bank.');
    send(element);
    await until(() => element.shadowRoot?.querySelector('dialog #amount[aria-invalid]'));
    await type(element, '#amount', '400');
    expect(inside(element, 'dialog output').textContent).to.contain('The bank takes back $400.00');
    send(element);
    await closed(element);
    expect(contract().chargebacks).to.have.length(1);
    await open(element, 'resolve_chargeback');
    inside(element, 'dialog input[value=lost]').click();
    await until(() => element.shadowRoot?.querySelector('dialog #backOfLost'));
    await type(element, '#backOfLost', '150');
    expect(inside(element, 'dialog output').textContent).to.match(/\$150\.00 goes back .* \$250\.00 stays gone/);
    await type(element, '#reason', 'A second letter.');
    send(element);
    await closed(element);
    expect(contract().chargebacks[0]).to.include({ state: 'lost', reinstated: 15_000 });
    await until(() => partOf(element, 'chargebacks').includes('Given back$150.00'));
  });

  it('rule 52: an inquiry requests evidence and cannot be decided', async () => {
    const { element } = await show(own.inquired);
    await until(() => element.shadowRoot?.querySelector('[part~=chargeback]'));
    expect(partOf(element, 'chargeback')).to.contain('no money has moved');
    expect(element.shadowRoot?.querySelector('[data-action=resolve_chargeback]')).to.equal(null);
  });
});

describe('payments made outside Workroom', () => {
  it('rules 51 and 55: records the other means by which a refund was made', async () => {
    const { element, contract } = await show(own.refundFailed);
    await open(element, 'settle_outside');
    expect(inside(element, 'dialog output').textContent).to.contain('$500.00 counts as refunded to Dana Whitfield');
    await type(element, '#reason', 'Her card was closed.');
    send(element);
    await until(() => element.shadowRoot?.querySelector('dialog #reference[aria-invalid]'));
    await type(element, '#reference', 'SEPA 2026-11-23');
    send(element);
    await closed(element);
    expect(contract().payments.find(({ kind }) => kind === 'refund')).to.include({
      status: 'succeeded',
      outside: true,
    });
    await until(() => shownIn(element).includes('Settled by other means'));
  });

  it('rule 48: says what to do about a fraud warning, and acknowledges it', async () => {
    const { element, contract } = await show(own.flagged);
    await until(() => element.shadowRoot?.querySelector('[part~=differences]'));
    expect(partOf(element, 'differences')).to.contain('Fraud warning · $500.00').and.to.contain('A full refund now');
    expect(partOf(element, 'differences')).not.to.contain('matches');
    await open(element, 'acknowledge_difference');
    await type(element, '#reason', 'The client confirmed the payment by phone.');
    send(element);
    await closed(element);
    expect(contract().differences[0]?.acknowledgedAt).not.to.equal(null);
  });

  it('rule 48: says why a refund waits', async () => {
    const { element } = await show(own.refundWaiting);
    await until(() => shownIn(element).includes('Your balance there is too low: add funds. insufficient_funds'));
  });

  it('rules 44 and 55: sends a refund again, with a reason', async () => {
    const { element, contract, fixture } = await show(own.refundFailed);
    fixture.backend.payout = 'succeeds';
    await open(element, 'retry_payment');
    expect(inside(element, 'dialog output').textContent).to.contain('$500.00 is sent back to Dana Whitfield again');
    await type(element, '#reason', 'Her card works again.');
    send(element);
    await closed(element);
    expect(contract().payments.at(-1)).to.include({ kind: 'refund', status: 'succeeded' });
    await until(() => shownIn(element).includes('Her card works again.'));
  });

  it('rule 54: shows unmatched movements in their own currency, and acknowledges them', async () => {
    const { element, contract } = await show(own.unexplained);
    await until(() => element.shadowRoot?.querySelector('[part~=differences]'));
    expect(partOf(element, 'differences')).to.contain('Refund · €120.00').and.to.contain('re_3N8pXk');
    await open(element, 'acknowledge_difference');
    await type(element, '#reason', 'It was meant for another contract.');
    send(element);
    await closed(element);
    expect(contract().differences[0]?.acknowledgedAt).not.to.equal(null);
    await until(() => partOf(element, 'differences').includes('Acknowledged on'));
  });
});

describe('the money of one contract', () => {
  it('rule 48: shows the ledger’s balances, and updates them', async () => {
    const { element, fixture } = await show(samples.submitted);
    await until(() => element.shadowRoot?.querySelector('[part=balances]'));
    const held = 'Held for “Moodboard and directions”$500.00';
    expect(partOf(element, 'balances')).to.contain('At the payment provider$500.00').and.to.contain(held);
    fixture.client({ type: 'release', milestoneId: fixture.milestone(0), amount: 50_000 });
    await element.refresh();
    await until(() => !partOf(element, 'balances').includes(held));
  });

  it('rule 49: shows the date of each payout, or why it waits', async () => {
    const { element } = await show(own.payoutHeld);
    await until(() => element.shadowRoot?.querySelector('[part=payouts]'));
    const said = partOf(element, 'payouts');
    expect(said).to.contain('On hold').and.to.contain('$440.00').and.to.contain('$60.00 fee');
    expect(said).to.contain('Sent 5 days after the freeze is lifted');
  });

  it('shows an error if the balances could not be loaded, and tries again', async () => {
    const { element, fixture } = await show(samples.submitted);
    await until(() => element.shadowRoot?.querySelector('[part=balances]'));
    fixture.backend.weather = 'no_ledger';
    fixture.backend.act(
      fixture.contractId,
      { type: 'freeze', reason: 'The bank asks.' },
      { person: rae, operator: true },
    );
    await element.refresh();
    await until(() => partOf(element, 'balances').includes('could not be loaded'));
    fixture.backend.weather = 'fine';
    inside(element, '[part=balances] button').click();
    await until(() => !partOf(element, 'balances').includes('could not be loaded'));
  });
});
