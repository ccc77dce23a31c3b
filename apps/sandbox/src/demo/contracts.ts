import type { BodyOf } from '@workroom/core/api';
import { type PersonId, people } from '../people.ts';

/** How long ago the demo's first contract began. */
export const demoAgeDays = 22;

/** One action of a person, some days ago; milestones by their index in the plan. */
export type DemoStep = { readonly daysAgo: number } & (
  | { readonly fund: number; readonly as: string }
  | { readonly submit: number; readonly as: string; readonly body: BodyOf<'submit'> }
  | { readonly requestChanges: number; readonly as: string; readonly body: BodyOf<'requestChanges'> }
  | { readonly release: number; readonly as: string; readonly body: BodyOf<'release'> }
  | { readonly message: string; readonly as: string }
);

export interface DemoContract {
  /** Stored in the contract's metadata, so that a later start finds it. */
  readonly key: string;
  readonly daysAgo: number;
  readonly body: BodyOf<'createContract'>;
  readonly members?: BodyOf<'setMembers'>;
  readonly steps: readonly DemoStep[];
}

function personOf(id: PersonId): { id: string; name: string } {
  const { name } = people.find((person) => person.id === id) ?? { name: id };
  return { id, name };
}

const [dana, priya, lee, noor] = [personOf('dana'), personOf('priya'), personOf('lee'), personOf('noor')];
const parties = { currency: 'USD', status: 'active', client: dana, freelancer: lee } as const;

export const mediator = personOf('sam');

/** Oldest first, because the clock only moves forward. */
export const demoContracts: readonly DemoContract[] = [
  {
    key: 'autumn-photographs',
    daysAgo: 21.4,
    body: {
      ...parties,
      title: 'Photographs for the autumn range',
      milestones: [
        { title: 'Studio day', description: 'Twelve products on a plain ground, three angles each.', amount: 40_000 },
        { title: 'Retouching', description: 'Colour, dust and crumbs. Layered files included.', amount: 60_000 },
        {
          title: 'Sizes for the web shop',
          description: 'Square and 4:5, under 300 KB each, named by product.',
          amount: 30_000,
        },
      ],
    },
    members: {
      client: [
        dana,
        priya,
        { ...personOf('bruno'), roles: ['pay', 'message'] },
        { ...personOf('ida'), roles: ['plan', 'review', 'message'] },
      ],
      freelancer: [lee, noor],
      approvals: { client: [{ command: 'give_bonus', of: 2 }] },
    },
    steps: [
      { daysAgo: 20.6, as: 'dana', fund: 0 },
      {
        daysAgo: 17.15,
        as: 'lee',
        submit: 0,
        body: {
          message:
            'All twelve are done. The rye loaf has a second set with the steam, because it was too good to leave out.',
          links: [{ url: 'https://example.com/juniper/studio-day', label: 'Contact sheets' }],
        },
      },
      { daysAgo: 16.5, as: 'dana', release: 0, body: { amount: 40_000, bonus: 4_000, note: 'The steam! Thank you.' } },
      { daysAgo: 15.35, as: 'priya', fund: 1 },
      {
        daysAgo: 11.2,
        as: 'noor',
        submit: 1,
        body: {
          message:
            'Retouched files for nine of the twelve. The last three wait for the new labels, as we said on the phone.',
          links: [{ url: 'https://example.com/juniper/retouched', label: 'Retouched files' }],
        },
      },
      { daysAgo: 10.45, as: 'dana', message: 'Agreed: nine now, and the rest of the money goes to the last part.' },
      { daysAgo: 10.44, as: 'dana', release: 1, body: { amount: 45_000, leftover: { to: 'next_milestone' } } },
    ],
  },
  {
    key: 'brand-identity',
    daysAgo: 9.3,
    body: {
      ...parties,
      title: 'Brand identity for Juniper Bakery',
      milestones: [
        {
          title: 'Logo and wordmark',
          description: 'Three directions, two rounds of changes, final files as SVG and PDF.',
          amount: 50_000,
        },
        { title: 'Packaging labels', description: 'Labels for bread, cake and jam, ready for print.', amount: 35_000 },
        { title: 'Style guide', description: 'Twelve pages: colours, type, tone, what not to do.', amount: 25_000 },
      ],
    },
    steps: [
      { daysAgo: 9.28, as: 'dana', fund: 0 },
      {
        daysAgo: 6.1,
        as: 'lee',
        submit: 0,
        body: {
          message: 'Three directions: the sprig, the oven door and the plain wordmark. I would go with the sprig.',
          links: [{ url: 'https://example.com/juniper/directions', label: 'Three directions (PDF)' }],
        },
      },
      {
        daysAgo: 5.6,
        as: 'dana',
        requestChanges: 0,
        body: {
          message: 'The sprig, yes. Could the berries be fewer and larger? They fill in at the size of a stamp.',
        },
      },
      {
        daysAgo: 3.05,
        as: 'lee',
        submit: 0,
        body: {
          message:
            'Four berries instead of nine, and a drawing of its own for small sizes. Final files are in the folder.',
          links: [
            { url: 'https://example.com/juniper/logo-final', label: 'Final files' },
            { url: 'https://example.com/juniper/small-sizes', label: 'How it looks on a stamp' },
          ],
        },
      },
    ],
  },
  {
    key: 'booking-website',
    daysAgo: 1.2,
    body: {
      ...parties,
      title: 'Booking page for baking courses',
      milestones: [
        {
          title: 'Design of the three screens',
          description: 'Calendar, booking, confirmation; phone first.',
          amount: 45_000,
        },
        { title: 'Booking page, working', description: 'On our site, with e-mail confirmation.', amount: 90_000 },
        { title: 'Hand-over', description: 'A written guide, and an hour together on the phone.', amount: 15_000 },
      ],
    },
    steps: [],
  },
];
