import type { z } from 'zod';
import type { Contract, Side } from '../contract.ts';
import { formatInstant, formatOrNull } from '../instant.ts';
import { type PayoutRecord, payoutAmount, payoutFee, payoutStatus } from '../payout-record.ts';
import { amountReturned, type ReturnRecord, returnState } from '../return-record.ts';
import type * as schemas from './schemas.ts';

// Rules 49 to 51: payouts and returns.

type ContractAnswer = z.output<typeof schemas.ContractAnswer>;

export function presentPayout(contract: Contract, payout: PayoutRecord): ContractAnswer['payouts'][number] {
  const { id, milestoneId, dueAt, leftMs = null, parts } = payout;
  return {
    id,
    milestoneId,
    amount: payoutAmount(payout),
    fee: payoutFee(payout),
    status: payoutStatus(contract, payout),
    dueAt: formatOrNull(dueAt),
    leftMs,
    paymentIds: parts.flatMap(({ payment }) => (payment === null ? [] : [payment])),
  };
}

/**
 * @param side the reader's side: only the freelancer and the marketplace see why the provider could not take money back
 */
export function presentReturn(given: ReturnRecord, side: Side | null): ContractAnswer['returns'][number] {
  const { id, from, amount, reason, madeAt, parts } = given;
  const failure = parts.find(({ state }) => state === 'parked')?.failure ?? null;
  const seesFailure = side === 'freelancer' || side === 'operator' || side === 'server' || side === 'system';
  return {
    id,
    from,
    amount,
    returned: amountReturned(given),
    state: returnState(given),
    reason,
    failure: failure === null || !seesFailure ? null : { code: failure.code, message: failure.message },
    madeAt: formatInstant(madeAt),
  };
}
