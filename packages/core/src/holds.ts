import type { Contract, Milestone, Source } from './contract.ts';
import { change, type Draft, record } from './draft.ts';
import { DAY_MS, formatInstant, type Instant, instant, later, parseInstant } from './instant.ts';
import { type Amount, plus, zero } from './money.ts';
import type { Policy } from './policy.ts';

// Rule 11: a payment provider may hold money for a limited time. The client is warned before funding if the plan takes
// longer, and both sides are warned well before the limit.

/** RFC 3339 has years of four digits. */
const lastInstant = parseInstant('9999-12-31T23:59:59.999Z');
/** Days before the limit at which both sides are warned; half of the limit if that is less. */
const warningDays = 14;

export interface HoldClock {
  readonly at: Instant;
  readonly ring: (draft: Draft) => void;
}

/** One for each charge with held money and without a warning so far. */
export function holdClocks({ sources, policy }: Contract): readonly HoldClock[] {
  const { maxHoldDays } = policy;
  if (maxHoldDays == null) return [];
  return sources.flatMap((source) => {
    const at = source.warned || atProvider(source) === zero ? null : holdWarningAt(source, policy);
    if (at === null) return [];
    return [{ at, ring: (draft) => warn(draft, source, later(source.since, maxHoldDays * DAY_MS)) }];
  });
}

/** The part of a charge that the provider still has: held, or released and not paid out yet. */
export function atProvider({ held, waiting }: Pick<Source, 'held' | 'waiting'>): Amount {
  return plus(held, waiting);
}

/** The time of the warning about the provider's hold limit; `null` if it has no limit. */
export function holdWarningAt({ since }: Source, { maxHoldDays }: Policy): Instant | null {
  // Charges of older versions have no date to count from.
  if (maxHoldDays == null || since === undefined) return null;
  const before = Math.min(warningDays, Math.floor(maxHoldDays / 2));
  return later(since, (maxHoldDays - before) * DAY_MS);
}

function warn(draft: Draft, { payment }: Source, until: Instant): void {
  const source = draft.contract.sources.find((each) => each.payment === payment);
  if (source === undefined) return;
  record(draft, 'funds.hold_ending', {
    paymentId: payment,
    amount: atProvider(source),
    holdUntil: formatInstant(until),
  });
  change(draft, {
    sources: draft.contract.sources.map((each) => (each.payment === payment ? { ...each, warned: true } : each)),
  });
}

export interface HoldWarning {
  /** How long the provider would hold the money if it were deposited now. */
  readonly heldUntil: Instant;
  /** The latest end of the plan: the due date plus the review period. */
  readonly planEndsAt: Instant;
}

/** The warning before funding; `null` if the plan fits, or has no date. */
export function holdWarning({ policy }: Contract, milestone: Milestone, now: Instant): HoldWarning | null {
  if (milestone.state !== 'planned' || milestone.dueOn === null || policy.maxHoldDays == null) return null;
  const heldUntil = later(now, policy.maxHoldDays * DAY_MS);
  const days = (1 + policy.reviewDays + (policy.securityDays ?? 0)) * DAY_MS;
  const planEndsAt = instant(Math.min(parseInstant(`${milestone.dueOn}T00:00:00Z`) + days, lastInstant));
  return planEndsAt > heldUntil ? { heldUntil, planEndsAt } : null;
}
