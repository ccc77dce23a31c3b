import '../locales/ar.ts';
import '../locales/de.ts';
import { chooseSomeFiles } from '../testing/choose-files.ts';
import { choose, press, reach, type } from '../testing/person.ts';
import type { ContractFixture, ElementState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { MilestoneWorkroom } from './milestone-workroom.ts';
import * as samples from './samples.ts';
import * as later from './samples-after-release.ts';

type State = ElementState<MilestoneWorkroom>;

async function read(element: MilestoneWorkroom): Promise<void> {
  await until(() => element.shadowRoot?.querySelector('[part=timeline]'));
}

async function openDocuments(element: MilestoneWorkroom): Promise<void> {
  await until(() => element.shadowRoot?.querySelector('[part~=documents]'));
  element.shadowRoot?.querySelector<HTMLElement>('[part~=documents] summary')?.click();
  await until(() => element.shadowRoot?.querySelector('.documents li'));
  await read(element);
}

const base: readonly State[] = [
  { name: 'people with pictures', viewer: 'client', given: samples.pictured },
  { name: 'no milestones', viewer: 'client', given: samples.empty },
  { name: 'no milestones, seen by the freelancer', viewer: 'freelancer', given: samples.empty },
  { name: 'offer sent', viewer: 'client', given: samples.offered },
  { name: 'offer to answer', viewer: 'freelancer', given: samples.offered },
  { name: 'not funded', viewer: 'client', given: samples.planned },
  { name: 'payment processing', viewer: 'client', given: () => samples.funding('stays_pending') },
  { name: 'confirm your payment', viewer: 'client', given: () => samples.funding('needs_action') },
  { name: 'payment declined', viewer: 'client', given: () => samples.funding('declined') },
  { name: 'active and funded', viewer: 'freelancer', given: samples.funded },
  { name: 'overdue', viewer: 'client', given: samples.overdue },
  { name: 'in review', viewer: 'client', given: samples.submitted },
  { name: 'in review, seen by the freelancer', viewer: 'freelancer', given: samples.submitted },
  { name: 'changes requested', viewer: 'freelancer', given: samples.changesRequested },
  { name: 'paid in part, the rest carried', viewer: 'client', given: samples.carried },
  { name: 'refund requested', viewer: 'freelancer', given: samples.refundRequested },
  { name: 'refund requested, seen by the client', viewer: 'client', given: samples.refundRequested },
  { name: 'in dispute', viewer: 'freelancer', given: samples.disputed },
  { name: 'in dispute, seen by the mediator', viewer: 'mediator', given: samples.disputed },
  { name: 'a proposal to answer', viewer: 'client', given: samples.proposed },
  { name: 'a proposal that waits', viewer: 'freelancer', given: samples.proposed },
  { name: 'an increase to fund', viewer: 'client', given: samples.increaseAgreed },
  { name: 'changes by agreement alone', viewer: 'client', given: samples.byAgreement },
  { name: 'offers in a dispute, seen by the client', viewer: 'client', given: samples.offersMade },
  { name: 'offers in a dispute, seen by the freelancer', viewer: 'freelancer', given: samples.offersMade },
  { name: 'sealed offers that did not meet', viewer: 'freelancer', given: samples.secondRound },
  { name: 'a payment to approve', viewer: 'client', given: samples.approvalWaiting },
  { name: 'frozen', viewer: 'client', given: samples.frozen },
  { name: 'frozen in a dispute', viewer: 'freelancer', given: () => samples.frozen(samples.disputed()) },
  {
    name: 'frozen with a refund request',
    viewer: 'freelancer',
    given: () => samples.frozen(samples.refundRequested()),
  },
  { name: 'work with a file', viewer: 'client', given: samples.withFiles },
  { name: 'payout did not arrive', viewer: 'freelancer', given: samples.payoutFailed },
  { name: 'a payout that waits', viewer: 'freelancer', given: later.payoutWaiting },
  { name: 'paid out', viewer: 'freelancer', given: later.paidOut },
  { name: 'money on its way back', viewer: 'client', given: later.returnPending },
  { name: 'money that could not be taken back', viewer: 'freelancer', given: later.returnParked },
  { name: 'bonus declined', viewer: 'client', given: samples.bonusDeclined },
  { name: 'released automatically', viewer: 'client', given: samples.releasedAutomatically },
  { name: 'all paid', viewer: 'client', given: samples.allPaid },
  { name: 'ending', viewer: 'client', given: samples.ending },
  { name: 'ended', viewer: 'freelancer', given: samples.ended },
  { name: 'many milestones', viewer: 'client', given: samples.many },
  { name: 'compact', viewer: 'client', given: samples.submitted, attributes: { density: 'compact' } },
  { name: 'in German', viewer: 'client', given: samples.carried, attributes: { locale: 'de' } },
  { name: 'summary alone', viewer: 'client', given: samples.submitted, attributes: { views: 'summary' } },
  { name: 'milestones alone', viewer: 'client', given: samples.submitted, attributes: { views: 'milestones' } },
  { name: 'timeline alone', viewer: 'client', given: samples.submitted, attributes: { views: 'timeline' } },
];

/** Every state of the room, for the gallery and for the tests of all states. */
export const roomStates: readonly State[] = [
  ...base.map(
    (state): State => ({ ...state, when: async (element) => (drawsTimeline(state) ? read(element) : undefined) }),
  ),
  { name: 'receipts and invoices', viewer: 'client', given: samples.allPaid, when: openDocuments },
  {
    name: 'receipts and invoices, right to left',
    viewer: 'freelancer',
    given: samples.allPaid,
    attributes: { locale: 'ar' },
    when: openDocuments,
  },
  {
    name: 'right to left',
    viewer: 'client',
    given: samples.inArabic,
    attributes: { locale: 'ar' },
    when: async (element) => {
      await read(element);
    },
  },
  {
    name: 'could not be loaded',
    viewer: 'client',
    given: () => {
      const made = samples.planned();
      made.backend.weather = 'broken';
      return made;
    },
    when: async (element) => until(() => element.matches(':state(error)')),
  },
  {
    name: 'loading',
    viewer: 'client',
    given: () => {
      const made = samples.planned();
      made.backend.hold();
      return made;
    },
  },
];

function drawsTimeline({ attributes }: State): boolean {
  return (attributes?.views ?? 'timeline').includes('timeline');
}

function job(
  name: string,
  viewer: State['viewer'],
  given: State['given'],
  button: string,
  more?: State['when'],
): State {
  return {
    name,
    viewer,
    given,
    when: async (element, fixture) => {
      await read(element);
      const shown = [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find(
        (each) => each.textContent?.trim() === button && each.ariaDisabled !== 'true',
      );
      const found = shown ?? (await reach(element, button));
      found.focus();
      found.click();
      await element.updateComplete;
      await more?.(element, fixture);
    },
  };
}

function withFilesInDispute(): ContractFixture {
  const made = samples.disputed();
  made.backend.hasUploads = true;
  return made;
}

/** Every job's dialog; one at a time on a page. */
export const roomDialogStates: readonly State[] = [
  job('accept the offer', 'freelancer', samples.offered, 'Accept offer'),
  job('decline the offer', 'freelancer', samples.offered, 'Decline offer'),
  job('withdraw the offer', 'client', samples.offered, 'Withdraw offer'),
  job('add a milestone', 'client', samples.planned, 'Add new milestone'),
  job('add two milestones', 'client', samples.planned, 'Add new milestone', async (element) => {
    await type(element, '#title-0', 'Stationery');
    await type(element, '#amount-0', '240');
    await press(element, '+ Another milestone');
    await type(element, '#title-1', 'Signage');
    await type(element, '#amount-1', '310');
  }),
  job('add a milestone, mistakes', 'client', samples.planned, 'Add new milestone', async (element) => {
    await type(element, '#amount-0', '2');
    await press(element, 'Add milestone');
  }),
  job('edit a milestone', 'client', samples.planned, 'Edit'),
  job('delete a milestone', 'client', samples.planned, 'Delete'),
  job('fund', 'client', samples.planned, 'Fund milestone'),
  job('fund with carried funds', 'client', samples.carried, 'Fund milestone'),
  job('fund, declined', 'client', samples.planned, 'Fund milestone', async (element, { backend }) => {
    backend.card = 'declined';
    await choose(element, 'dialog button[type=submit]');
    await until(() => element.shadowRoot?.querySelector('dialog [role=alert]'));
  }),
  job('submit work', 'freelancer', samples.funded, 'Submit work', async (element) => {
    await type(element, '#message', 'Three directions, each on one page.');
    await press(element, '+ Add a link');
    await type(element, '#url-0', 'figma.com/file/brand-directions');
  }),
  job('withdraw the submission', 'freelancer', samples.submitted, 'Withdraw submission'),
  job('extend the review', 'freelancer', samples.submitted, 'Extend review'),
  job('review and pay', 'client', samples.submitted, 'Review and pay'),
  job('request changes', 'client', samples.submitted, 'Request changes'),
  job('release payment', 'client', samples.funded, 'Release payment'),
  job('request a refund', 'client', samples.submitted, 'Request refund'),
  job('agree to the refund', 'freelancer', samples.refundRequested, 'Agree to refund'),
  job('withdraw the refund request', 'client', samples.refundRequested, 'Withdraw refund request'),
  job('start a dispute', 'freelancer', samples.refundRequested, 'Start a dispute'),
  job('propose a milestone', 'freelancer', samples.planned, 'Propose a milestone'),
  job('propose changes to a funded milestone', 'freelancer', samples.submitted, 'Propose changes', async (element) => {
    await type(element, '#amount', '300');
    await press(element, 'Send proposal');
  }),
  job('propose to delete', 'client', samples.byAgreement, 'Propose to delete'),
  job('accept a proposal', 'client', samples.proposed, 'Accept'),
  job('reject a proposal', 'client', samples.proposed, 'Reject'),
  job('withdraw a proposal', 'freelancer', samples.proposed, 'Withdraw proposal'),
  job('fund an increase', 'client', samples.increaseAgreed, 'Fund the increase'),
  job('give money back', 'freelancer', samples.submitted, 'Give money back', (element) =>
    type(element, '#amount', '200'),
  ),
  job('give released money back', 'freelancer', later.paidOut, 'Give money back'),
  job('give money back before it is paid out', 'freelancer', later.payoutWaiting, 'Give money back', (element) =>
    type(element, '#amount', '200'),
  ),
  job('submit work with files', 'freelancer', samples.withFiles, 'Submit work'),
  job('submit work with files chosen', 'freelancer', samples.withFiles, 'Submit work', (element, { backend }) =>
    chooseSomeFiles(element, '#files', backend),
  ),
  job('add a statement with files', 'client', withFilesInDispute, 'Statement with files'),
  job('offer a split', 'client', samples.disputed, 'Offer a split', (element) => type(element, '#toFreelancer', '300')),
  job('make a sealed offer', 'freelancer', samples.secondRound, 'Offer a split', async (element) => {
    await choose(element, '[value=sealed]');
    await type(element, '#toFreelancer', '350');
  }),
  job('accept a split', 'client', samples.offersMade, 'Accept this split'),
  job('decide the dispute', 'mediator', samples.disputed, 'Decide the dispute', async (element) => {
    await press(element, 'Half each');
    await type(element, '#note', 'Two of three directions fit the brief.');
  }),
  job('end the contract', 'client', samples.submitted, 'End contract'),
  job('end the contract, paying a part', 'client', samples.submitted, 'End contract', async (element) => {
    await choose(element, '[value=part]');
    await type(element, '#pay', '200');
  }),
  job('end the contract, as the freelancer', 'freelancer', samples.submitted, 'End contract'),
  job('add a bonus', 'client', samples.allPaid, 'Add a bonus', (element) => type(element, '#amount', '75')),
  job('try a payment again', 'client', samples.bonusDeclined, 'Try again'),
  job('approve a payment', 'client', samples.approvalWaiting, 'Approve'),
  job('reject a payment', 'client', samples.approvalWaiting, 'Reject'),
  job('just submitted, with a way back', 'freelancer', samples.funded, 'Submit work', async (element) => {
    await type(element, '#message', 'Three directions, each on one page.');
    await choose(element, 'dialog button[type=submit]');
    await until(() => element.shadowRoot?.querySelector('[part~=undo]'));
  }),
  job('cancel a payment', 'client', () => samples.funding('needs_action'), 'Cancel payment'),
];
