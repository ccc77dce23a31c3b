import type { Situation } from '../command.ts';
import type { Milestone, PendingIncrease } from '../contract.ts';
import { type Draft, findMilestone, putMilestone, record } from '../draft.ts';
import { costOfFunding, listedFees } from '../fees.ts';
import { dropDeclinedCharges, fundMilestone, requestPayment, sumOf } from '../funds.ts';
import { isOccupied } from '../milestones.ts';
import { type Amount, minus, plus, smaller, zero } from '../money.ts';
import type { Payment } from '../payment-record.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { withoutState } from './milestone.ts';

// Rules 5 and 8 to 10: one milestone is funded at a time. Carried funds are used first, and only the difference is
// charged. A milestone is `funding` until the charge has an outcome. An agreed increase is deposited the same way.

export function cannotFund({ contract, milestone }: Pick<Situation, 'contract' | 'milestone'>): Refusal | undefined {
  if (contract.refundRequest !== null) return refuse('refund_request_open');
  if (contract.dispute !== null) return refuse('dispute_open');
  if (milestone !== null && isOccupied(milestone) && milestone.state !== 'funding') {
    const increase = toDeposit(milestone);
    if (increase === null) return refuse('another_milestone_is_funded', undefined, 'This milestone is funded already.');
    return increase.payment === null ? undefined : refuse('payment_in_progress');
  }
  const occupied = contract.milestones.find((each) => isOccupied(each) && each.id !== milestone?.id);
  if (occupied === undefined) return undefined;
  return occupied.state === 'funding' ? refuse('payment_in_progress') : refuse('another_milestone_is_funded');
}

export function startFunding(
  draft: Draft,
  milestoneId: Milestone['id'],
  paymentMethod: string | null,
): Refusal | undefined {
  const milestone = findMilestone(draft.contract, milestoneId);
  if (milestone === undefined) return refuse('not_found');
  // Funding again replaces an earlier declined charge, so that it cannot be retried too.
  dropDeclinedCharges(draft, milestoneId);
  const increase = toDeposit(milestone);
  const wanted = increase?.amount ?? milestone.amount;
  const { carried, charged, fee, fees } = costOfFunding(draft.contract.policy, wanted, sumOf(draft.contract.carried));
  if (charged === zero) {
    completeFunding(draft, increase === null ? milestone : { ...milestone, pendingIncrease: increase }, carried, null);
    return undefined;
  }
  if (plus(charged, fee) < draft.environment.minimumCharge) {
    return refuse(
      'below_minimum_amount',
      undefined,
      'The difference to charge is smaller than the payment provider takes. Raise the milestone’s amount.',
    );
  }
  const payment = requestPayment(draft, {
    kind: 'charge',
    purpose: 'deposit',
    milestoneId,
    amount: charged,
    fee,
    fees,
    source: null,
    paymentMethod,
  });
  record(draft, 'milestone.funding', {
    milestoneId,
    paymentId: payment.id,
    charged,
    fee,
    ...listedFees(fees),
    carried,
    increase: increase !== null,
  });
  putMilestone(
    draft,
    increase === null
      ? { ...milestone, state: 'funding', payment: payment.id, reserved: carried }
      : { ...milestone, pendingIncrease: { ...increase, payment: payment.id, reserved: carried } },
  );
  return undefined;
}

/** The milestone, or its increase, is funded now: the charge succeeded, or the carried funds covered it. */
export function completeFunding(
  draft: Draft,
  milestone: Milestone,
  fromCarried: Milestone['amount'],
  charge: Payment | null,
): void {
  const charged = charge?.amount ?? zero;
  const increase = increaseOf(milestone);
  record(draft, 'milestone.funded', {
    milestoneId: milestone.id,
    amount: plus(charged, fromCarried),
    charged,
    carried: fromCarried,
    paymentId: charge?.id ?? null,
    increase: increase !== null,
  });
  const funded = withShortfall(
    fundMilestone(draft, milestone, fromCarried, charge),
    increase,
    plus(charged, fromCarried),
  );
  putMilestone(
    draft,
    increase === null
      ? { ...withoutState(funded), state: 'funded' }
      : { ...funded, amount: plus(funded.amount, increase.restores ? zero : increase.amount), pendingIncrease: null },
  );
}

/** The missing part of a milestone's amount: less is deposited if reserved funds were lost meanwhile. */
function withShortfall<Given extends Milestone>(
  milestone: Given,
  increase: PendingIncrease | null,
  got: Amount,
): Given {
  const { funds, amount } = milestone;
  const wanted = increase?.amount ?? amount;
  const shortfall =
    increase?.restores === true
      ? minus(funds.shortfall, smaller(got, funds.shortfall))
      : plus(funds.shortfall, minus(wanted, smaller(got, wanted)));
  return shortfall === funds.shortfall ? milestone : { ...milestone, funds: { ...funds, shortfall } };
}

/** The amount that can be deposited on a funded milestone: an agreed increase, or otherwise its shortfall. */
export function toDeposit(milestone: Milestone): PendingIncrease | null {
  if (!isOccupied(milestone)) return null;
  const { shortfall } = milestone.funds;
  const agreed = increaseOf(milestone);
  if (agreed !== null || shortfall === zero || milestone.state === 'funding') return agreed;
  return { amount: shortfall, payment: null, reserved: zero, restores: true };
}

/** The increase that funding this milestone pays; `null` if it funds the milestone itself. */
export function increaseOf(milestone: Milestone): PendingIncrease | null {
  return milestone.state === 'planned' || milestone.state === 'funding' ? null : milestone.pendingIncrease;
}

/** The milestone without the charge for its increase, which waits again. */
export function resetIncrease(milestone: Milestone, increase: PendingIncrease): Milestone {
  const waiting = increase.restores === true ? null : { ...increase, payment: null, reserved: zero };
  return { ...milestone, pendingIncrease: waiting };
}

/** The milestone that this charge increases. */
export function raisedBy(draft: Draft, payment: Payment): Milestone | undefined {
  const milestone = payment.milestoneId === null ? undefined : findMilestone(draft.contract, payment.milestoneId);
  return milestone?.pendingIncrease?.payment === payment.id ? milestone : undefined;
}

export function fundingBy(draft: Draft, payment: Payment): Extract<Milestone, { state: 'funding' }> | undefined {
  const milestone = payment.milestoneId === null ? undefined : findMilestone(draft.contract, payment.milestoneId);
  return milestone?.state === 'funding' && milestone.payment === payment.id ? milestone : undefined;
}
