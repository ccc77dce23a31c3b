import type { Command } from './command.ts';
import type { Contract } from './contract.ts';
import { decide } from './decide.ts';
import type { Decision, Environment } from './draft.ts';
import type { Fee } from './fee-row.ts';
import { feesOfPayment } from './fees.ts';
import type { Payment } from './payment-record.ts';
import { feesOfPart } from './payout-record.ts';
import { isRefusal } from './refusal.ts';
import { isOpenPart } from './return-record.ts';

/**
 * The fees that come back with a return, as negative rows: the client's with the refunds, the freelancer's from the
 * payouts. It assumes that every pending transfer and every reversal succeeds.
 */
export function feesReturned(before: Contract, made: Decision, environment: Environment): readonly FeeBack[] {
  const { contract, payments } = reversalsSucceed(made, environment);
  const refunds = payments.filter(({ kind, purpose }) => kind === 'refund' && purpose === 'return');
  const ofClient = refunds.flatMap(feesOfPayment).map(negative);
  // The difference between the payouts after and before.
  const ofFreelancer = [...payoutFees(contract), ...payoutFees(before).map(negative)];
  return [...sumRows(ofFreelancer), ...sumRows(ofClient)];
}

function reversalsSucceed(
  made: Decision,
  environment: Environment,
): { contract: Contract; payments: readonly Payment[] } {
  let { contract } = made;
  const payments = [...made.payments];
  for (;;) {
    const payment = nextToSettle(contract);
    if (payment === null) return { contract, payments };
    const command: Command = {
      type: 'settle_payment',
      paymentId: payment,
      outcome: { status: 'succeeded', reference: null },
    };
    const settled = decide(contract, command, 'system', environment);
    // If a payment can no longer settle, its part stays open.
    if (isRefusal(settled) || nextToSettle(settled.contract) === payment) return { contract, payments };
    contract = settled.contract;
    payments.push(...settled.payments);
  }
}

/** The transfer that must arrive first, or otherwise its reversal. */
function nextToSettle({ returns }: Contract): Payment['id'] | null {
  const part = returns.at(-1)?.parts.find(isOpenPart);
  return part === undefined ? null : (part.reversal ?? part.transfer);
}

function payoutFees({ payouts }: Contract): readonly Fee[] {
  return payouts.flatMap((payout) => payout.parts.flatMap((part) => feesOfPart(payout, part)));
}

/** A row of a fee; negative for a returned fee. */
export type FeeBack = Omit<Fee, 'amount' | 'tax'> & { readonly amount: number; readonly tax: number };

function negative(fee: Fee): FeeBack {
  return { ...fee, amount: -fee.amount, tax: -fee.tax };
}

/** One row per label; rows of zero are left out. */
function sumRows(fees: readonly FeeBack[]): readonly FeeBack[] {
  const rows = new Map<string, FeeBack>();
  for (const fee of fees) {
    const key = JSON.stringify([fee.on, fee.payer, fee.label]);
    const { amount = 0, tax = 0 } = rows.get(key) ?? {};
    rows.set(key, { ...fee, amount: amount + fee.amount, tax: tax + fee.tax });
  }
  return [...rows.values()].filter(({ amount, tax }) => amount !== 0 || tax !== 0);
}
