import { type Actor, attentionOf, balances, type Contract, formatInstant, type Movement } from '@workroom/core';
import { type Output, type presentEvent, presentSummary, schemas } from '@workroom/core/api';

// Reads from the store, by page or as a stream.

export type StoredEvent = ReturnType<typeof presentEvent>;

export function listOf(
  contracts: readonly Contract[],
  asked: URLSearchParams,
  actor: Exclude<Actor, string>,
): Response {
  const attention = asked.get('attention')?.split(',');
  const limit = Number(asked.get('limit') ?? 20);
  const text = asked.get('q')?.toLowerCase() ?? '';
  const person = asked.get('person');
  const cursor = asked.get('cursor');
  const sort = asked.get('sort') ?? 'newest';
  const found = contracts
    .map((contract) => ({ ...presentSummary(contract, actor), ...attentionFor(contract, actor) }))
    .filter(({ client, freelancer }) => actor.operator === true || [client.id, freelancer.id].includes(actor.person.id))
    .filter(({ status }) => asked.get('status') === null || asked.get('status') === status)
    .filter(({ viewer }) => asked.get('role') === null || asked.get('role') === viewer)
    .filter(({ client, freelancer }) => person === null || [client.id, freelancer.id].includes(person))
    .filter(({ title, client, freelancer }) =>
      `${title}\n${client.name}\n${freelancer.name}`.toLowerCase().includes(text),
    )
    .filter((each) => attention === undefined || each.attention?.some(({ reason }) => attention.includes(reason)))
    .map((summary) => ({ summary, place: placeOf(summary, sort) }))
    .sort((one, other) => (one.place < other.place === (sort === 'newest') ? 1 : -1))
    .filter(({ place }) => cursor === null || (sort === 'newest' ? place < cursor : place > cursor));
  const page = found.slice(0, limit);
  return Response.json({
    data: page.map(({ summary }) => summary),
    nextCursor: found.length > limit ? page.at(-1)?.place : null,
  });
}

/** The position in the list: by id, or in the queue by the start of the wait. */
function placeOf({ id, attention = [] }: Output<'ContractSummary'>, sort: string): string {
  return sort === 'waiting' ? `${attention.map(({ since }) => since).sort()[0] ?? ''} ${id}` : id;
}

/** Only operators see why a contract waits for them; the server adds it to the summary. */
function attentionFor(contract: Contract, { operator }: Exclude<Actor, string>) {
  if (operator !== true) return {};
  return { attention: attentionOf(contract).map(({ reason, since }) => ({ reason, since: formatInstant(since) })) };
}

/** The totals of all contracts, in dollars only. */
export function totalsOf(contracts: readonly Contract[], actor: Actor): Response {
  const all = contracts.map((contract) => presentSummary(contract, actor).totals);
  const sum = (name: keyof (typeof all)[number]) => all.reduce((amount, totals) => amount + totals[name], 0);
  const none = { payoutsWaiting: 0, receivable: 0, losses: 0, fees: 0 };
  const moved = { deposited: sum('deposited'), released: sum('released'), refunded: sum('refunded') };
  return Response.json({ data: [{ currency: 'USD', held: sum('held'), carried: sum('carried'), ...none, ...moved }] });
}

export function timelineOf(events: readonly StoredEvent[], query: URLSearchParams): Response {
  const { after, limit } = schemas.TimelineQuery.parse(Object.fromEntries(query));
  const rest = events.filter(({ seq }) => seq > after);
  const data = rest.slice(0, limit);
  return Response.json({ data, nextCursor: rest.length > limit ? String(data.at(-1)?.seq) : null });
}

export function send(stream: ReadableStreamDefaultController<Uint8Array>, events: readonly StoredEvent[]): void {
  for (const event of events) {
    stream.enqueue(new TextEncoder().encode(`id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`));
  }
}

export function ledgerOf({ currency }: Contract, movements: readonly Movement[]): Response {
  const wireMovements = movements.map(({ at, ...same }) => ({ ...same, at: formatInstant(at) }));
  return Response.json({ currency, movements: wireMovements, balances: Object.fromEntries(balances(movements)) });
}

/** A page of the comparison with the provider. With `record`, all findings are resolved. */
export function comparedPage(
  all: readonly string[],
  differences: readonly Output<'Difference'>[],
  { contractId, cursor, limit, record }: Output<'ReconcileBody'>,
): Output<'Reconciliation'> {
  const from = Number(cursor ?? 0);
  const ids = contractId === undefined ? all.slice(from, from + limit) : [contractId];
  const found = differences.filter((each) => (ids as readonly string[]).includes(each.contractId));
  const isLast = contractId !== undefined || from + limit >= all.length;
  const recorded = record ? found.length : 0;
  return { checked: ids.length, differences: found, recorded, nextCursor: isLast ? null : String(from + limit) };
}
