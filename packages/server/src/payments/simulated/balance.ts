import { type Amount, amount, type Instant, minus, type PaymentId, plus } from '@workroom/core';
import { type SimulatedCharge, type SimulatedDraw, stateAt } from './record.ts';

/**
 * The amount that can still be paid out of a charge. Failed payments took nothing; pending ones have their part
 * reserved.
 */
export function remaining(charge: SimulatedCharge, now: Instant): Amount {
  const taken = plus(
    ...live(charge, 'transfer', now).map((each) => leftOfTransfer(charge, each.key, each.amount, now)),
    ...outside(charge, 'transfer').map((each) => minus(each.amount, reversedOutside(charge, each.reference))),
  );
  return amount(Math.max(0, refundable(charge, now) - taken));
}

/** The amount that can still be refunded of a charge; paid out money is taken from the marketplace's own balance. */
export function refundable(charge: SimulatedCharge, now: Instant): Amount {
  const refunds = [...live(charge, 'refund', now), ...outside(charge, 'refund')];
  return amount(Math.max(0, charge.amount - plus(...refunds.map((each) => each.amount), heldByBanks(charge))));
}

function live({ draws }: SimulatedCharge, kind: SimulatedDraw['kind'], now: Instant): readonly SimulatedDraw[] {
  return draws.filter((each) => each.kind === kind && stateAt(each.state, now).status !== 'failed');
}

function outside({ externals }: SimulatedCharge, kind: 'refund' | 'transfer') {
  return externals.filter((each) => each.kind === kind);
}

/** The part of a transfer that was not reversed. */
export function leftOfTransfer(charge: SimulatedCharge, key: PaymentId, whole: Amount, now: Instant): Amount {
  const reversals = charge.draws.filter(
    (each) => each.kind === 'reversal' && each.transfer === key && stateAt(each.state, now).status !== 'failed',
  );
  return minus(whole, plus(...reversals.map((each) => each.amount), reversedOutside(charge, `sim_${key}`)));
}

function reversedOutside({ externals }: SimulatedCharge, transfer: string): Amount {
  const reversals = externals.filter((each) => each.kind === 'reversal' && each.transfer === transfer);
  return plus(...reversals.map((each) => each.amount));
}

/** The amount that banks withdrew for disputes and have not given back. */
export function heldByBanks({ disputes }: SimulatedCharge): Amount {
  return plus(...disputes.map(({ withdrawn, reinstated }) => minus(withdrawn, reinstated)));
}
