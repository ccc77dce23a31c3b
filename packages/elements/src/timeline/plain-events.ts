import type { WireEvent } from '@workroom/core/api';

/**
 * What a person wants to read: without the steps of a payment that a later entry tells the end of, and
 * without the milestones that the contract was created with. The export has everything.
 */
export function plainEvents(events: readonly WireEvent[]): readonly WireEvent[] {
  const lastOf = new Map<unknown, number>();
  const funded = new Set<unknown>();
  for (const { type, seq, data } of events) {
    if (!('paymentId' in data) || data.paymentId === null) continue;
    lastOf.set(data.paymentId, seq);
    if (type === 'milestone.funded') funded.add(data.paymentId);
  }
  const created = events.find((event) => event.type === 'contract.created');
  const createdWith = created === undefined ? 0 : created.seq + created.data.milestones;
  return events.filter(({ type, seq, data }) => {
    if (type === 'milestone.added') return seq > createdWith;
    if (type === 'milestone.funding' || type === 'payment.pending') return lastOf.get(data.paymentId) === seq;
    return !(type === 'payment.succeeded' && data.purpose === 'deposit' && funded.has(data.paymentId));
  });
}
