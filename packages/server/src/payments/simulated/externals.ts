import { type Amount, type Instant, instant, minus, type PaymentId, plus } from '@workroom/core';
import type { ProviderMovement } from '../provider.ts';
import { leftOfTransfer } from './balance.ts';
import { type SimulatedCharge, type SimulatedDraw, type SimulatedExternal, stateAt } from './record.ts';
import { SimulationRefused } from './simulation-refused.ts';

/** A refund made in the provider's dashboard. It only needs a charge that is not refunded yet. */
export function refundOutside(charge: SimulatedCharge, asked: Amount, now: Instant): SimulatedCharge {
  assertSettled(charge, now);
  const own = charge.draws.filter((each) => each.kind === 'refund' && stateAt(each.state, now).status !== 'failed');
  const refunds = [...own, ...charge.externals.filter((each) => each.kind === 'refund')];
  const left = minus(charge.amount, plus(...refunds.map((each) => each.amount)));
  assertWithin(asked, left, `${charge.key} has left to refund`);
  return withExternal(charge, { kind: 'refund', amount: asked, at: now, transfer: null });
}

/** A transfer made in the dashboard out of this charge. */
export function transferOutside(charge: SimulatedCharge, asked: Amount, now: Instant): SimulatedCharge {
  assertSettled(charge, now);
  assertWithin(asked, charge.amount, `${charge.key} took`);
  return withExternal(charge, { kind: 'transfer', amount: asked, at: now, transfer: null });
}

/** A reversal in the dashboard of a transfer that Workroom made. */
export function reverseOutside(
  charge: SimulatedCharge,
  transfer: PaymentId,
  asked: Amount,
  now: Instant,
): SimulatedCharge {
  const made = charge.draws.find((each) => each.key === transfer && each.kind === 'transfer');
  if (made === undefined || stateAt(made.state, now).status !== 'succeeded') {
    throw new SimulationRefused('transfer_unknown', `${transfer} is no transfer that succeeded.`);
  }
  assertWithin(asked, leftOfTransfer(charge, transfer, made.amount, now), `${transfer} has left to take back`);
  return withExternal(charge, { kind: 'reversal', amount: asked, at: now, transfer: `sim_${transfer}` });
}

export function movementsOn(charge: SimulatedCharge, now: Instant): readonly ProviderMovement[] {
  const { currency } = charge;
  const own = charge.draws
    .filter(({ state }) => stateAt(state, now).status === 'succeeded')
    .map(({ key, kind, amount, transfer, ...draw }) => ({
      reference: `sim_${key}`,
      kind,
      amount,
      currency,
      at: movedAt(draw),
      key,
      ...(transfer !== undefined && { transfer: `sim_${transfer}` }),
    }));
  const others = charge.externals.map(({ transfer, ...external }) => ({
    ...external,
    currency,
    key: null,
    ...(transfer !== null && { transfer }),
  }));
  return [...own, ...others];
}

export function assertSettled(charge: SimulatedCharge, now: Instant): void {
  if (stateAt(charge.state, now).status === 'succeeded') return;
  throw new SimulationRefused('charge_not_settled', `${charge.key} has not succeeded, so no money of it can move.`);
}

export function assertWithin(asked: Amount, most: Amount, what: string): void {
  if (asked > 0 && asked <= most) return;
  throw new SimulationRefused('amount_too_large', `${what} ${most}: ask for 1 to ${most}, not ${asked}.`);
}

/** Older records have no time. */
function movedAt({ state, at }: Pick<SimulatedDraw, 'state' | 'at'>): Instant {
  return state.status === 'pending' ? state.until : (at ?? instant(0));
}

function withExternal(charge: SimulatedCharge, external: Omit<SimulatedExternal, 'reference'>): SimulatedCharge {
  const reference = `sim_outside_${charge.key}_${charge.externals.length + 1}`;
  return { ...charge, externals: [...charge.externals, { reference, ...external }] };
}
