import { type Amount, DAY_MS, type Instant, later, plus, zero } from '@workroom/core';
import type { ProviderDispute } from '../provider.ts';
import { assertSettled, assertWithin } from './externals.ts';
import type { SimulatedCharge, SimulatedDispute } from './record.ts';
import { SimulationRefused } from './simulation-refused.ts';

/** About the period of card networks. */
const evidenceDays = 9;

/** The bank asks about a charge and takes nothing yet. */
export function inquire(charge: SimulatedCharge, asked: Amount | undefined, now: Instant): SimulatedCharge {
  return begin(charge, 'inquiry', asked, now);
}

/** The bank takes back all or part of a charge. An inquiry becomes this dispute. */
export function openDispute(charge: SimulatedCharge, asked: Amount | undefined, now: Instant): SimulatedCharge {
  const last = charge.disputes.at(-1);
  if (last?.state !== 'inquiry') return begin(charge, 'open', asked, now);
  const amount = asked ?? last.amount;
  assertWithin(amount, charge.amount, `${charge.key} took`);
  return replaceLast(charge, { ...last, amount, withdrawn: amount, state: 'open' });
}

/** Ends the newest dispute. An ended dispute may end again with the other outcome. */
export function decideDispute(charge: SimulatedCharge, outcome: 'won' | 'lost'): SimulatedCharge {
  const last = charge.disputes.at(-1);
  if (last === undefined)
    throw new SimulationRefused('no_chargeback', `${charge.key} is not disputed. Report a chargeback of it first.`);
  const { amount, withdrawn, reinstated, state } = last;
  const isGone = withdrawn > reinstated;
  const wasInquiry = state === 'inquiry';
  const moved = {
    withdrawn: outcome === 'lost' && !isGone && !wasInquiry ? plus(withdrawn, amount) : withdrawn,
    reinstated: outcome === 'won' ? withdrawn : reinstated,
  };
  return replaceLast(charge, { ...last, ...moved, state: outcome, evidenceDueBy: null });
}

export function toProviderDispute(
  { currency }: SimulatedCharge,
  { reference, amount, withdrawn, reinstated, state, openedAt, evidenceDueBy }: SimulatedDispute,
): ProviderDispute {
  return { reference, amount, currency, withdrawn, reinstated, state, openedAt, evidenceDueBy };
}

function begin(
  charge: SimulatedCharge,
  state: 'inquiry' | 'open',
  asked: Amount | undefined,
  now: Instant,
): SimulatedCharge {
  assertSettled(charge, now);
  if (charge.disputes.some((each) => each.state === 'inquiry' || each.state === 'open')) {
    throw new SimulationRefused(
      'chargeback_open',
      `The bank already disputes ${charge.key}. Decide that dispute first.`,
    );
  }
  const amount = asked ?? charge.amount;
  assertWithin(amount, charge.amount, `${charge.key} took`);
  const dispute: SimulatedDispute = {
    reference: `sim_dispute_${charge.key}_${charge.disputes.length + 1}`,
    amount,
    withdrawn: state === 'open' ? amount : zero,
    reinstated: zero,
    state,
    openedAt: now,
    evidenceDueBy: later(now, evidenceDays * DAY_MS),
    evidence: null,
  };
  return { ...charge, disputes: [...charge.disputes, dispute] };
}

function replaceLast(charge: SimulatedCharge, dispute: SimulatedDispute): SimulatedCharge {
  return { ...charge, disputes: [...charge.disputes.slice(0, -1), dispute] };
}
