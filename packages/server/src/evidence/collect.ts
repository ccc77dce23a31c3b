import { balances, type Contract, formatInstant, type Instant } from '@workroom/core';
import { type Output, presentEvent } from '@workroom/core/api';
import { chainStart } from '../store/hash-chain.ts';
import type { Store, StoredEvent } from '../store/store.ts';

export type Evidence = Output<'Evidence'>;

const eventsAtOnce = 1_000;

const howToCheck =
  'Run `npx @workroom/server verify <this file>`, which needs no network. By hand: the hash of each event is the SHA-256, in hex, of {"previous": hash of the event before it (64 zeros for the first), "event": the event without its hash, "movements": its movements in order of their ids}, as JSON in the canonical form of RFC 8785. Compare `head` with the one in a webhook or mail about this contract.';

/** All there is to show of a contract, from the store's own records. */
export async function collectEvidence(
  store: Pick<Store, 'timeline' | 'movements'>,
  { id, title, currency, client, freelancer, createdAt }: Contract,
  now: Instant,
): Promise<Evidence> {
  const events = await wholeTimeline(store, id);
  const last = events.at(-1)?.event.seq ?? 0;
  // What was committed since the timeline was read belongs to a later export.
  const movements = (await store.movements(id)).filter(({ seq }) => seq <= last);
  return {
    format: 'workroom-evidence/1',
    exportedAt: formatInstant(now),
    contract: { id, title, currency, client, freelancer, createdAt: formatInstant(createdAt) },
    events: events.map(({ event, hash }) => presentEvent(id, event, hash)),
    movements: movements.map(({ at, ...movement }) => ({ ...movement, at: formatInstant(at) })),
    balances: Object.fromEntries(balances(movements)),
    head: events.at(-1)?.hash ?? chainStart,
    howToCheck,
  };
}

async function wholeTimeline(store: Pick<Store, 'timeline'>, id: Contract['id']): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (;;) {
    const page = await store.timeline(id, events.at(-1)?.event.seq ?? 0, eventsAtOnce);
    events.push(...page);
    if (page.length < eventsAtOnce) return events;
  }
}
