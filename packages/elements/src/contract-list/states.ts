import * as samples from '../milestone-workroom/samples.ts';
import { inside, type } from '../testing/person.ts';
import { brandIdentity, type ContractFixture, dana, type ElementState, lee } from '../testing/states.ts';
import { until } from '../testing/until.ts';
import type { ContractList } from './contract-list.ts';

type State = ElementState<ContractList>;

async function listed(element: ContractList): Promise<void> {
  await until(() => element.matches(':state(ready)'));
}

/** Contracts in several states, with several people. */
export function several(): ContractFixture {
  const made = samples.submitted();
  const people = { client: dana, freelancer: lee };
  const more = [
    { title: 'Web shop for the spring collection', milestones: [{ title: 'Catalogue and basket', amount: 240_000 }] },
    { title: 'Newsletter', status: 'offered' as const, milestones: [{ title: 'First issue', amount: 35_000 }] },
    { title: 'Booking app, from research to launch', milestones: brandIdentity.milestones },
  ];
  for (const plan of more) {
    made.backend.advance(3_600_000);
    made.backend.create({ ...plan, ...people });
  }
  made.backend.advance(3_600_000);
  made.backend.create({
    title: 'Translation of the handbook',
    client: { id: 'u9', name: 'Ines Moreau' },
    freelancer: dana,
    milestones: [{ title: 'Chapters 1 to 4', amount: 80_000 }],
  });
  const first = made.backend.create({ title: 'Packaging', ...people, milestones: [{ title: 'Box', amount: 60_000 }] });
  made.backend.act(first, { type: 'end', reason: 'Our plans have changed.' }, dana);
  return made;
}

export const listStates: readonly State[] = [
  { name: 'several', viewer: 'client', given: several, when: listed },
  { name: 'several, seen by the freelancer', viewer: 'freelancer', given: several, when: listed },
  { name: 'more to show', viewer: 'client', given: several, attributes: { 'page-size': '2' }, when: listed },
  { name: 'without filters', viewer: 'client', given: several, attributes: { 'without-filters': '' }, when: listed },
  { name: 'compact', viewer: 'client', given: several, attributes: { density: 'compact' }, when: listed },
  {
    name: 'nothing matches',
    viewer: 'client',
    given: several,
    when: async (element) => {
      await listed(element);
      await type(element, '#search', 'violin');
      await until(() => element.matches(':state(empty)'));
    },
  },
  { name: 'no contracts', viewer: 'mediator', given: samples.planned, when: listed },
  {
    name: 'right to left',
    viewer: 'client',
    given: samples.inArabic,
    attributes: { locale: 'ar' },
    when: async (element) => {
      element.strings = { 'list.title': 'كل العقود', 'list.search': 'بحث', 'list.status': 'الحالة' };
      await listed(element);
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
export const listDialogStates: readonly State[] = [
  {
    name: 'notifications',
    viewer: 'client',
    given: several,
    when: async (element) => {
      await listed(element);
      inside(element, '.bell').click();
      await until(() => element.shadowRoot?.querySelector('.notices'));
    },
  },
];
