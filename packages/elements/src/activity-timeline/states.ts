import '../locales/ar.ts';
import * as samples from '../milestone-workroom/samples.ts';
import { chooseSomeFiles } from '../testing/choose-files.ts';
import { buttonNamed, inside, press, type } from '../testing/person.ts';
import type { ContractFixture, ElementState } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { ActivityTimeline } from './activity-timeline.ts';

type State = ElementState<ActivityTimeline>;

/** Waits for the entries and the number of unread notifications. */
export async function read(element: ActivityTimeline): Promise<void> {
  await until(() => element.shadowRoot?.querySelector('[part=timeline]'));
}

export async function openNotifications(element: ActivityTimeline): Promise<void> {
  await read(element);
  inside(element, '.bell').click();
  await until(() => element.shadowRoot?.querySelector('.notices, .panel-empty, .panel [role=alert]'));
}

/** Weeks of messages. */
export function long(): ContractFixture {
  const made = samples.funded();
  for (let index = 0; index < 80; index += 1) {
    made.backend.advance(7 * 3_600_000);
    const say = index % 3 === 0 ? made.freelancer : made.client;
    say({ type: 'post_message', text: `Note ${index + 1}: the new draft is in the folder.` });
  }
  return made;
}

/** A conversation of two people, with files, a long text and payments. */
export function conversation(): ContractFixture {
  const made = samples.withFiles();
  made.backend.advance(3_600_000);
  made.client({ type: 'post_message', text: 'Thanks, Lee. I’ll look at the board tonight.' });
  made.freelancer({ type: 'post_message', text: `Here are my notes on the directions.\n\n${samples.manyWords}` });
  made.backend.advance(26 * 3_600_000);
  made.client({
    type: 'post_message',
    text: 'The second direction is the one.',
    files: [
      { uploadId: 'upl_2', name: 'marked-up.png', size: 91_400, contentType: 'image/png', sha256: 'b'.repeat(64) },
    ],
  });
  made.client({ type: 'release', milestoneId: made.milestone(0), amount: 50_000 as never });
  made.freelancer({ type: 'post_message', text: 'Great, I’ll start on the logo.' });
  return made;
}

async function filtered(element: ActivityTimeline, name: string): Promise<void> {
  await read(element);
  await press(element, name);
}

const base: readonly State[] = [
  { name: 'conversation', viewer: 'client', given: conversation },
  { name: 'conversation, seen by the freelancer', viewer: 'freelancer', given: conversation },
  { name: 'people with pictures', viewer: 'freelancer', given: () => samples.pictured() },
  { name: 'work to review', viewer: 'client', given: samples.submitted },
  { name: 'work to review, seen by the freelancer', viewer: 'freelancer', given: samples.submitted },
  { name: 'funded', viewer: 'client', given: samples.funded },
  { name: 'changes requested', viewer: 'client', given: samples.changesRequested },
  { name: 'just begun', viewer: 'client', given: samples.planned },
  { name: 'in dispute', viewer: 'mediator', given: samples.disputed },
  { name: 'all paid', viewer: 'client', given: samples.allPaid },
  { name: 'long', viewer: 'client', given: long, attributes: { 'page-size': '8' } },
  { name: 'compact', viewer: 'client', given: samples.submitted, attributes: { density: 'compact' } },
  {
    name: 'without notifications',
    viewer: 'client',
    given: samples.submitted,
    attributes: { 'without-notifications': '' },
  },
];

export const timelineStates: readonly State[] = [
  ...base.map((state): State => ({ ...state, when: read })),
  { name: 'messages alone', viewer: 'client', given: conversation, when: (element) => filtered(element, 'Messages') },
  { name: 'money alone', viewer: 'client', given: conversation, when: (element) => filtered(element, 'Money') },
  {
    name: 'no messages yet',
    viewer: 'client',
    given: samples.planned,
    when: (element) => filtered(element, 'Messages'),
  },
  {
    name: 'message with files',
    viewer: 'client',
    given: samples.withFiles,
    when: async (element, { backend }) => {
      await read(element);
      await until(() => element.shadowRoot?.querySelector('#message-text-attach'));
      await type(element, '#message-text', 'Here is the brief.');
      await chooseSomeFiles(element, '#message-text-files', backend);
    },
  },
  {
    name: 'message not sent',
    viewer: 'client',
    given: samples.submitted,
    when: async (element, { backend }) => {
      await read(element);
      await type(element, '#message-text', 'The second direction it is!');
      backend.weather = 'offline';
      await press(element, 'Send');
      await until(() => element.shadowRoot?.querySelector('.composer [role=alert]'));
    },
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

/** One at a time on a page. */
export const timelineDialogStates: readonly State[] = [
  { name: 'notifications', viewer: 'client', given: samples.submitted, when: openNotifications },
  {
    name: 'notifications all read',
    viewer: 'client',
    given: samples.submitted,
    when: async (element) => {
      await openNotifications(element);
      buttonNamed(element, 'Mark all read').click();
      await until(() => element.shadowRoot?.querySelector('.notice.unread') === null);
    },
  },
  {
    name: 'no notifications',
    viewer: 'client',
    given: samples.submitted,
    when: async (element, { backend }) => {
      backend.forgetNotifications();
      await openNotifications(element);
    },
  },
];
