import type { WireEvent } from '@workroom/core/api';

/** An entry of the timeline, with the steps of a payment or of a plan that carry it out. */
export interface FoldedEvent {
  readonly event: WireEvent;
  /** Oldest first. */
  readonly facts: readonly WireEvent[];
}

/** Steps that add no information to their entry. A failed step is not folded. */
const steps = new Set(['milestone.funding', 'payment.pending', 'payment.succeeded', 'payout.scheduled', 'payout.sent']);
/** What a charge pays for. */
const paidBy = new Set(['milestone.funded', 'bonus.given']);
/** The events that a payment belongs to, by the payment's purpose. */
const acts: Readonly<Record<string, ReadonlySet<string>>> = {
  release: new Set(['milestone.released', 'milestone.auto_released', 'funds.released']),
  refund: new Set(['milestone.refunded', 'funds.refunded']),
};

interface Subject {
  readonly paymentId?: unknown;
  readonly purpose?: string;
  readonly milestoneId?: unknown;
}

/**
 * Every event once, in order: as an entry, or folded into its entry. A step whose entry is missing becomes an
 * entry itself.
 *
 * @param events oldest first
 */
export function foldedEvents(events: readonly WireEvent[]): readonly FoldedEvent[] {
  const factsOf = new Map<number, WireEvent[]>();
  const folded = new Set<number>();
  const targets = targetsOf(events);
  for (const event of events) {
    const target = targets(event);
    if (target === undefined || target === event.seq) continue;
    folded.add(event.seq);
    factsOf.set(target, [...(factsOf.get(target) ?? []), event]);
  }
  return events.filter(({ seq }) => !folded.has(seq)).map((event) => ({ event, facts: factsOf.get(event.seq) ?? [] }));
}

/** The number of the entry that an event is folded into. */
function targetsOf(events: readonly WireEvent[]): (event: WireEvent) => number | undefined {
  /** The event that caused each payment, or else the payment's last event. */
  const ofPayment = new Map<unknown, WireEvent>();
  for (const event of events) {
    const { paymentId } = event.data as Subject;
    const known = ofPayment.get(paymentId);
    if (paymentId && (known === undefined || !paidBy.has(known.type))) ofPayment.set(paymentId, event);
  }
  const created = events.find((event) => event.type === 'contract.created');
  const createdWith =
    created === undefined ? 0 : created.seq + Number((created.data as { milestones?: number }).milestones);

  return ({ type, seq, data }) => {
    if (type === 'milestone.added') return seq <= createdWith ? created?.seq : undefined;
    if (!steps.has(type)) return undefined;
    const { paymentId, purpose, milestoneId } = data as Subject;
    const wanted = type.startsWith('payout.') ? acts.release : acts[purpose ?? ''];
    const act = events.findLast(
      (other) =>
        other.seq < seq &&
        wanted?.has(other.type) === true &&
        ((other.data as Subject).milestoneId ?? null) === (milestoneId ?? null),
    );
    return act?.seq ?? ofPayment.get(paymentId)?.seq;
  };
}
