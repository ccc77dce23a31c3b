import { chargebackOn, lossOn } from '../chargeback.ts';
import type { Contract } from '../contract.ts';
import type { Draft } from '../draft.ts';
import type { PaymentId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { type Amount, minus, plus, smaller, zero } from '../money.ts';
import type { PayoutPart, PayoutRecord } from '../payout-record.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { isOpenReturn, type ReturnFrom } from '../return-record.ts';
import { returnableUntil } from './payout.ts';

// Rule 50: selects the released money that a return takes back, newest first.

export interface Drawable {
  readonly payout: PayoutRecord;
  readonly part: PayoutPart;
  readonly left: Amount;
}

/** The releases or the bonus that a return names. */
export function payoutsFrom({ payouts }: Pick<Contract, 'payouts'>, from: ReturnFrom): readonly PayoutRecord[] {
  return payouts.filter(({ milestoneId, purpose, parts }) => {
    if ('paymentId' in from) {
      const { paymentId } = from;
      return purpose === 'bonus' && parts.some(({ source, payment }) => source === paymentId || payment === paymentId);
    }
    return purpose === 'release' && milestoneId === ('milestoneId' in from ? from.milestoneId : null);
  });
}

/** The payouts of the same release. */
function besides(contract: Contract, { purpose, milestoneId, parts }: PayoutRecord): readonly PayoutRecord[] {
  if (purpose === 'bonus') return parts.flatMap(({ source }) => payoutsFrom(contract, { paymentId: source }));
  return payoutsFrom(contract, milestoneId === null ? { carried: true } : { milestoneId });
}

/** Newest release first, and within it the newest charge first. */
function drawableFrom(payouts: readonly PayoutRecord[]): readonly Drawable[] {
  return payouts.toReversed().flatMap((payout) =>
    payout.parts.toReversed().flatMap((part) => {
      const left = minus(part.amount, plus(part.returned, part.borne));
      return left === zero ? [] : [{ payout, part, left }];
    }),
  );
}

export function sumOf(drawable: readonly Drawable[]): Amount {
  return plus(...drawable.map(({ left }) => left));
}

function isYoung({ payout }: Drawable, policy: Contract['policy'], now: Instant): boolean {
  return now <= returnableUntil(payout, policy);
}

/**
 * Whether a return of the same payouts is open. Only one is allowed, so that each fee is returned in proportion once.
 */
function isOpenFor({ returns }: Contract, payouts: readonly PayoutRecord[]): boolean {
  const ids = new Set(payouts.map(({ id }) => id));
  return returns.filter(isOpenReturn).some(({ parts }) => parts.some(({ payoutId }) => ids.has(payoutId)));
}

/** Why nothing can be returned at all right now. */
export function nothingToReturn(contract: Contract, now: Instant): Refusal | undefined {
  const left = drawableFrom(contract.payouts);
  if (left.length === 0) return refuse('nothing_to_return');
  const young = left.filter((each) => isYoung(each, contract.policy, now));
  if (young.length === 0) return refuse('return_period_over');
  const free = young.filter(({ payout }) => !isOpenFor(contract, besides(contract, payout)));
  if (free.length === 0) return refuse('return_open');
  return withoutCharged(contract, free).length === 0 ? refuse('chargeback_open') : undefined;
}

/** The payouts that the return draws on, or why there are none. */
export function planReturn(draft: Draft, from: ReturnFrom, amount: Amount): readonly Drawable[] | Refusal {
  const { contract, occurredAt } = draft;
  const payouts = payoutsFrom(contract, from);
  if (isOpenFor(contract, payouts)) return refuse('return_open');
  const all = drawableFrom(payouts);
  if (all.length === 0) return refuse('nothing_to_return', '/from');
  const young = all.filter((each) => isYoung(each, contract.policy, occurredAt));
  if (young.length === 0) return refuse('return_period_over', '/from');
  if (amount > sumOf(all)) return refuse('amount_exceeds_released', '/amount');
  if (amount > sumOf(young)) {
    return refuse('return_period_over', '/amount', 'Part of this was released too long ago. Enter a lower amount.');
  }
  const free = withoutCharged(contract, young);
  if (free.length === 0) return refuse('chargeback_open', '/from');
  if (amount > sumOf(free))
    return refuse('chargeback_open', '/amount', 'The bank has part of this. Enter a lower amount.');
  let missing = amount;
  return free.flatMap((each) => {
    const left = smaller(each.left, missing);
    missing = minus(missing, left);
    return left === zero ? [] : [{ ...each, left }];
  });
}

/** From a charged back charge, at most the marketplace's loss can be returned: the client already has that money. */
function withoutCharged(contract: Contract, drawable: readonly Drawable[]): readonly Drawable[] {
  const used = new Map<PaymentId, Amount>();
  return drawable.flatMap((each) => {
    const { source } = each.part;
    if (chargebackOn(contract, source) === undefined) return [each];
    const before = used.get(source) ?? zero;
    const left = smaller(each.left, minus(lossOn(contract, source), before));
    used.set(source, plus(before, left));
    return left === zero ? [] : [{ ...each, left }];
  });
}
