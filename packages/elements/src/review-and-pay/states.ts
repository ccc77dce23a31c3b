import type { Policy } from '@workroom/core';
import '../locales/ar.ts';
import '../locales/de.ts';
import { withFiles } from '../milestone-workroom/samples.ts';
import { choose, inside, press, type } from '../testing/person.ts';
import {
  brandIdentity,
  type ContractFixture,
  contractFixture,
  type ElementState,
  type Plan,
} from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { ReviewAndPay } from './review-and-pay.ts';

const day = 86_400_000;
export const fees = [
  { on: 'bonus', payer: 'client', label: 'Card handling', bps: 300, taxBps: 2_000, returned: 'proportional' },
  { on: 'release', payer: 'freelancer', label: 'Service fee', bps: 1_000, returned: 'proportional' },
] as const;
const last: Plan = {
  title: 'Newsletter',
  milestones: [{ title: 'First issue', description: 'Layout and copy.', amount: 50_000 }],
};

function funded(plan?: Plan, policy: Partial<Policy> = {}): ContractFixture {
  const made = contractFixture(plan, { policy });
  made.client({ type: 'fund', milestoneId: made.milestone(0) });
  return made;
}

export function submitted(plan?: Plan, policy: Partial<Policy> = {}): ContractFixture {
  const made = funded(plan, policy);
  made.backend.advance(2 * day);
  made.freelancer({
    type: 'submit',
    milestoneId: made.milestone(0),
    message:
      'Here are the three directions. My own favourite is the second: it carries best at small sizes.\n\nThe fonts are licensed for web and print.',
    links: [
      { url: 'https://www.figma.com/file/brand-directions', label: 'Directions in Figma' },
      { url: 'https://example.com/brand/moodboard.pdf', label: null },
    ],
  });
  made.backend.advance(day / 2);
  return made;
}

function changesRequested(): ContractFixture {
  const made = submitted();
  made.client({
    type: 'request_changes',
    milestoneId: made.milestone(0),
    message: 'The second direction needs a dark version.',
  });
  return made;
}

async function part(element: ReviewAndPay): Promise<void> {
  await type(element, '#amount', '300');
}

async function done(element: ReviewAndPay): Promise<void> {
  await until(() => element.matches(':state(done)'));
}

/** The file was submitted, but is no longer in the storage. */
function withLostFile(): ContractFixture {
  const fixture = withFiles();
  const { fetch } = fixture.backend;
  const answer: typeof fetch = async (input, init) =>
    new Request(input, init).url.endsWith('/files/upl_1') ? new Response(null, { status: 404 }) : fetch(input, init);
  Object.assign(fixture.backend, { fetch: answer });
  return fixture;
}

/** Every state of review-and-pay, for the gallery and for the tests of all states. */
export const reviewStates: readonly ElementState<ReviewAndPay>[] = [
  { name: 'in review', viewer: 'client', given: submitted },
  { name: 'in review, with a file', viewer: 'client', given: withFiles },
  {
    name: 'in review, with a file that cannot be previewed',
    viewer: 'client',
    given: withLostFile,
    attributes: { 'file-previews': '' },
    when: async (element) => {
      await press(element, 'Preview moodboard.pdf');
      await until(() => element.shadowRoot?.querySelector('p.preview')?.textContent?.includes('can’t'));
    },
  },
  {
    name: 'full release with a bonus',
    viewer: 'client',
    given: () => submitted(undefined, { fees }),
    when: async (element) => {
      await choose(element, '#with-bonus');
      await type(element, '#bonus', '75');
      await type(element, '#note', 'Lovely work, thank you.');
    },
  },
  {
    name: 'part, toward the next milestone',
    viewer: 'client',
    given: submitted,
    when: async (element) => {
      await part(element);
      await choose(element, '[value=next_milestone]');
    },
  },
  {
    name: 'part, no next milestone: adds one',
    viewer: 'client',
    given: () => submitted(last),
    when: async (element) => {
      await part(element);
      await choose(element, '[value=next_milestone]');
      await type(element, '#newTitle', 'Second issue');
    },
  },
  {
    name: 'part, refund that ends the contract',
    viewer: 'client',
    given: submitted,
    when: async (element) => {
      await part(element);
      await choose(element, '[value=refund_and_end]');
      await type(element, '#reason', 'We agreed on two directions in the end.');
    },
  },
  {
    name: 'mistakes',
    viewer: 'client',
    given: submitted,
    when: async (element) => {
      await part(element);
      await press(element, 'Pay now');
    },
  },
  {
    name: 'request changes',
    viewer: 'client',
    given: submitted,
    when: async (element) => {
      await choose(element, '[value=changes]');
      await type(element, '#changes', 'The second direction needs a dark version.');
    },
  },
  {
    name: 'in flight',
    viewer: 'client',
    given: submitted,
    when: async (element, { backend }) => {
      backend.hold();
      await press(element, 'Pay now');
    },
  },
  {
    name: 'no answer',
    viewer: 'client',
    given: submitted,
    when: async (element, { backend }) => {
      backend.weather = 'offline';
      await press(element, 'Pay now');
      await until(() => element.shadowRoot?.querySelector('[part=error]'));
    },
  },
  {
    name: 'no price',
    viewer: 'client',
    given: () => {
      const made = submitted();
      made.backend.hasQuotes = false;
      return made;
    },
  },
  {
    name: 'changed meanwhile',
    viewer: 'client',
    given: submitted,
    when: async (element, made) => {
      made.freelancer({ type: 'extend_review', milestoneId: made.milestone(0), days: 3 });
      await element.refresh();
    },
  },
  {
    name: 'paid in part',
    viewer: 'client',
    given: submitted,
    when: async (element) => {
      await part(element);
      await choose(element, '[value=next_milestone]');
      await press(element, 'Pay now');
      await done(element);
    },
  },
  {
    name: 'paid, the bonus declined',
    viewer: 'client',
    given: submitted,
    when: async (element, { backend }) => {
      backend.card = 'declined';
      await choose(element, '#with-bonus');
      await type(element, '#bonus', '75');
      await press(element, 'Pay now');
      await done(element);
    },
  },
  {
    name: 'changes were requested',
    viewer: 'client',
    given: submitted,
    when: async (element) => {
      await choose(element, '[value=changes]');
      await type(element, '#changes', 'The second direction needs a dark version.');
      await press(element, 'Request changes');
      await done(element);
    },
  },
  { name: 'release payment, nothing submitted', viewer: 'client', given: funded },
  { name: 'release payment, changes requested', viewer: 'client', given: changesRequested },
  { name: 'not funded', viewer: 'client', given: () => contractFixture(brandIdentity) },
  {
    name: 'refund requested',
    viewer: 'client',
    given: () => {
      const made = submitted();
      made.client({
        type: 'release',
        milestoneId: made.milestone(0),
        amount: 30_000,
        leftover: { to: 'refund_and_continue' },
      });
      return made;
    },
  },
  {
    name: 'released automatically',
    viewer: 'client',
    given: () => {
      const made = submitted(last);
      made.backend.advance(14 * day);
      return made;
    },
  },
  { name: 'seen by the freelancer', viewer: 'freelancer', given: () => submitted(undefined, { fees }) },
  {
    name: 'could not be loaded',
    viewer: 'client',
    given: () => {
      const made = contractFixture();
      made.backend.weather = 'broken';
      return made;
    },
    when: async (element) => until(() => element.matches(':state(error)')),
  },
  {
    name: 'loading',
    viewer: 'client',
    given: () => {
      const made = contractFixture();
      made.backend.hold();
      return made;
    },
  },
  { name: 'compact', viewer: 'client', given: submitted, attributes: { density: 'compact' } },
  {
    name: 'yen, German',
    viewer: 'client',
    given: () =>
      submitted({
        title: 'Übersetzung',
        currency: 'JPY',
        milestones: [
          { title: 'Kapitel 1', amount: 120_000 },
          { title: 'Kapitel 2', amount: 120_000 },
        ],
      }),
    attributes: { locale: 'de' },
  },
  {
    name: 'right to left',
    viewer: 'client',
    given: submitted,
    attributes: { locale: 'ar' },
    when: async (element) => {
      await part(element);
      await choose(element, '[value=next_milestone]');
    },
  },
];

/** The same in a dialog; one at a time on a page. */
export const reviewDialogState: ElementState<ReviewAndPay> = {
  name: 'dialog',
  viewer: 'client',
  given: submitted,
  attributes: { dialog: '', open: '' },
  when: async (element) => {
    inside(element, 'dialog');
  },
};
