import { type Amount, amount, type Instant, minus, type PaymentId, plus } from '@workroom/core';
import { type SimulatedCharge, type SimulatedDraw, stateAt } from './record.ts';

/** What can still be drawn on a charge. What failed took nothing; what is pending has its part set aside. */
export function remaining(charge: SimulatedCharge, now: Instant): Amount {
  const isLive = ({ state }: SimulatedDraw) => stateAt(state, now).status !== 'failed';
  const refunds = charge.draws.filter((each) => each.kind === 'refund' && isLive(each));
  const transfers = charge.draws.filter((each) => each.kind === 'transfer' && isLive(each));
  const others = (kind: 'refund' | 'transfer') => charge.externals.filter((each) => each.kind === kind);
  const taken = plus(
    ...[...refunds, ...others('refund')].map((each) => each.amount),
    ...transfers.map((each) => leftOfTransfer(charge, each.key, each.amount, now)),
    ...others('transfer').map((each) => minus(each.amount, reversedOutside(charge, each.reference))),
    heldByBanks(charge),
  );
  return amount(Math.max(0, charge.amount - taken));
}

/** What a transfer paid out that was not taken back. */
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

/** What banks withdrew for disputes and have not given back. */
export function heldByBanks({ disputes }: SimulatedCharge): Amount {
  return plus(...disputes.map(({ withdrawn, reinstated }) => minus(withdrawn, reinstated)));
}
