import '../locales/ar.ts';
import '../locales/de.ts';
import { several } from '../contract-list/states.ts';
import * as samples from '../milestone-workroom/samples.ts';
import { returnParked, returnPending } from '../milestone-workroom/samples-after-release.ts';
import { inside, press, type } from '../testing/person.ts';
import {
  brandIdentity,
  type ContractFixture,
  contractFixture,
  dana,
  type ElementState,
  lee,
} from '../testing/states.ts';
import { until } from '../testing/until.ts';
import * as own from './samples.ts';
import type { WorkroomOperations } from './workroom-operations.ts';

type State = ElementState<WorkroomOperations>;

const viewer = 'operator';
const withoutContract = true;

async function listed(element: WorkroomOperations): Promise<void> {
  await until(() => element.matches(':state(ready)'));
}

/** Chooses to show every contract, not only those that wait for staff. */
export async function showAll(element: WorkroomOperations): Promise<void> {
  await listed(element);
  // Its language may still be loading.
  await until(() => element.shadowRoot?.querySelector('#attention'));
  const select = inside<HTMLSelectElement>(element, '#attention');
  select.value = 'none';
  select.dispatchEvent(new Event('change'));
  await until(() => element.shadowRoot?.querySelector('.found'));
}

/** A dispute among other contracts, and a payout that did not arrive. */
export function queued(): ContractFixture {
  const made = samples.disputed();
  made.backend.payout = 'fails';
  const people = { client: dana, freelancer: lee };
  const shop = made.backend.create({ title: 'Web shop', ...people, milestones: [{ title: 'Basket', amount: 90_000 }] });
  const milestoneId = made.backend.contract(shop).milestones[0]?.id ?? 'mst_none';
  made.backend.act(shop, { type: 'fund', milestoneId }, dana);
  made.backend.act(shop, { type: 'release', milestoneId, amount: 90_000 }, dana);
  made.backend.create({ title: 'Newsletter', ...people, milestones: [{ title: 'First issue', amount: 35_000 }] });
  made.backend.advance(3 * 86_400_000);
  return made;
}

/** Another operator’s refund of a large sum, which waits for a second operator. */
export function escalated(): ContractFixture {
  const made = contractFixture(brandIdentity, { policy: { operatorApprovalAbove: { USD: 20_000 } } });
  made.client({ type: 'fund', milestoneId: made.milestone(0) });
  made.backend.advance(86_400_000);
  const noa = { person: { id: 'op2', name: 'Noa Lindqvist' }, operator: true };
  const reason = 'The freelancer has not answered for three weeks.';
  made.backend.act(made.contractId, { type: 'operator_refund', milestoneId: made.milestone(0), reason }, noa);
  return made;
}

export function withoutTotals(): ContractFixture {
  const made = queued();
  made.backend.weather = 'no_totals';
  return made;
}

async function read(element: WorkroomOperations): Promise<void> {
  await until(() => element.shadowRoot?.querySelector('[part=timeline]'));
  await until(() => element.contract?.payments.length === 0 || element.shadowRoot?.querySelector('[part=balances]'));
}

export async function compareBooks(element: WorkroomOperations): Promise<void> {
  await listed(element);
  await until(() => element.shadowRoot?.querySelector('#compare-books'));
  inside(element, '#compare-books').click();
  await until(() => element.shadowRoot?.querySelector('#compare'));
  inside(element, '#compare').click();
  // Waits until the spinner is gone.
  await until(
    () => element.shadowRoot?.querySelector('[part=progress]') && !element.shadowRoot.querySelector('.spinner'),
  );
}

function contract(name: string, given: () => ContractFixture, attributes: State['attributes'] = {}): State {
  return { name, viewer, given, attributes, when: read };
}

/** Every state of the operations, for the gallery and for the tests of all states. */
export const operationsStates: readonly State[] = [
  { name: 'the queue', viewer, given: queued, withoutContract, when: listed },
  {
    name: 'the totals could not be loaded',
    viewer,
    given: withoutTotals,
    withoutContract,
    when: async (element) => until(() => element.shadowRoot?.querySelector('[part=error]')),
  },
  { name: 'nothing needs attention', viewer, given: several, withoutContract, when: listed },
  { name: 'several contracts', viewer, given: several, withoutContract, when: showAll },
  {
    name: 'several contracts in German',
    viewer,
    given: several,
    withoutContract,
    attributes: { locale: 'de' },
    when: showAll,
  },
  { name: 'more to show', viewer, given: several, withoutContract, attributes: { 'page-size': '2' }, when: showAll },
  {
    name: 'nothing matches',
    viewer,
    given: several,
    withoutContract,
    when: async (element) => {
      await listed(element);
      await type(element, '#search', 'violin');
      await until(() => element.matches(':state(empty)'));
    },
  },
  {
    name: 'the list could not be loaded',
    viewer,
    withoutContract,
    given: () => {
      const made = samples.planned();
      made.backend.weather = 'broken';
      return made;
    },
    when: async (element) => until(() => element.matches(':state(error)')),
  },
  {
    name: 'the books compared with the provider',
    viewer,
    given: () => own.compared(samples.submitted()),
    withoutContract,
    when: compareBooks,
  },
  {
    name: 'the books compared, right to left',
    viewer,
    given: () => own.compared(samples.submitted()),
    withoutContract,
    attributes: { locale: 'ar' },
    when: compareBooks,
  },
  {
    name: 'nothing differs at the provider',
    viewer,
    given: samples.submitted,
    withoutContract,
    when: compareBooks,
  },
  contract('a contract in review', samples.submitted),
  contract('a contract in dispute', samples.disputed),
  contract('a frozen contract', samples.frozen),
  contract('a refund that waits for a second operator', escalated),
  contract('a payout that did not arrive', samples.payoutFailed),
  contract('an ended contract', samples.ended),
  contract('a chargeback', own.chargedBack),
  contract('a chargeback whose evidence was sent', own.evidenceSent),
  contract('a chargeback in German', own.chargedBack, { locale: 'de' }),
  contract('a chargeback, right to left', own.chargedBack, { locale: 'ar' }),
  contract('a bank that asks', own.inquired),
  contract('a chargeback that was lost', own.chargebackLost),
  contract('a return on its way', returnPending),
  contract('a return that is stuck', returnParked),
  contract('a return that is stuck, in German', returnParked, { locale: 'de' }),
  contract('money that moved without Workroom', own.unexplained),
  contract('a refund that failed', own.refundFailed),
  contract('a payout that a freeze holds', own.payoutHeld),
  contract('a contract, compact', samples.carried, { density: 'compact' }),
  contract('a contract, right to left', samples.inArabic, { locale: 'ar' }),
];

function job(
  name: string,
  given: () => ContractFixture,
  button: string,
  more?: State['when'],
  attributes: State['attributes'] = {},
): State {
  return {
    name,
    viewer,
    given,
    attributes,
    when: async (element, fixture) => {
      await read(element);
      await until(() => element.shadowRoot?.querySelector('[part~=operate]'));
      // By its label, or if others have the same label, by its action.
      if (button.startsWith('[')) inside(element, button).click();
      else await press(element, button);
      await until(() => inside(element, 'dialog').querySelector('form'));
      await more?.(element, fixture);
    },
  };
}

/** Every dialog; one at a time on a page. */
export const operationsDialogStates: readonly State[] = [
  job('freeze', samples.submitted, 'Freeze contract'),
  job('freeze without a reason', samples.submitted, 'Freeze contract', (element) =>
    inside(element, 'dialog button[type=submit]').click(),
  ),
  job('lift the freeze', samples.frozen, 'Lift freeze'),
  job('release money', samples.submitted, 'Release money'),
  job('refund money', samples.submitted, 'Refund money', (element) => type(element, '#amount', '200')),
  job('give more time', samples.disputed, 'Give more time'),
  job('end the contract', samples.disputed, 'End contract', (element) => press(element, 'Half each')),
  job('release money that needs a second operator', escalated, 'Release money'),
  job('approve as the second operator', escalated, 'Approve: Refund money'),
  job('decide the dispute', samples.disputed, 'Decide the dispute'),
  job('return released money', own.paidOutWithFees, 'Return released money', (element) =>
    until(() => element.shadowRoot?.querySelector('.bill')),
  ),
  job(
    'return released money, right to left',
    own.paidOutWithFees,
    '[data-action=return_funds]',
    (element) => until(() => element.shadowRoot?.querySelector('.bill')),
    { locale: 'ar' },
  ),
  job('try a return again', returnParked, '[data-action=retry_return]'),
  job('give up a return', returnParked, '[data-action=cancel_return]'),
  job('bear the loss', returnParked, '[data-action=bear_return]'),
  job('bear the loss, in German', returnParked, '[data-action=bear_return]', undefined, { locale: 'de' }),
  job('send a refund again', own.refundFailed, '[data-action=retry_payment]'),
  job('settled outside', own.refundFailed, '[data-action=settle_outside]'),
  job('record a chargeback', samples.submitted, 'Record a chargeback'),
  job('send evidence', own.chargedBack, '[data-action=record_evidence]'),
  job('record the decision', own.chargedBack, '[data-action=resolve_chargeback]'),
  job('record the decision, right to left', own.chargedBack, '[data-action=resolve_chargeback]', undefined, {
    locale: 'ar',
  }),
  job('acknowledge a difference', own.unexplained, '[data-action=acknowledge_difference]'),
];
