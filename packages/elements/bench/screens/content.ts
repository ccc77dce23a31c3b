import type { WireContract, WireEvent } from '@workroom/core/api';

const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });
const time = new Intl.DateTimeFormat('en', { timeStyle: 'short' });
const shownEvents = 50;

export interface MilestoneRow {
  readonly number: number;
  readonly title: string;
  readonly description: string;
  readonly amount: string;
  readonly state: string;
  readonly due: string;
  readonly actions: readonly string[];
}

/** The same rows for every screen. */
export function rowsOf({ milestones, actions }: WireContract): readonly MilestoneRow[] {
  return milestones.map(({ id, title, description, amount, state, dueOn }, index) => ({
    number: index + 1,
    title,
    description,
    amount: money.format(amount / 100),
    state,
    due: dueOn ?? '',
    actions: actions.filter((action) => action.milestoneId === id).map(({ name }) => name),
  }));
}

/** As many entries as the room shows at first, newest first. */
export function entriesOf(events: readonly WireEvent[]): readonly { text: string; at: string }[] {
  return events
    .slice(-shownEvents)
    .toReversed()
    .map(({ data, occurredAt }) => ({
      text: 'text' in data ? data.text : '',
      at: time.format(new Date(occurredAt)),
    }));
}
