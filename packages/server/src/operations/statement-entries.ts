import {
  amount,
  amountAtProvider,
  type ContractEvent,
  documentSubjects,
  type EventType,
  formatInstant,
  type Party,
  splitFees,
  stampsOf,
  totalOf,
} from '@workroom/core';
import type { Output } from '@workroom/core/api';
import type { Settlement } from '../store/feed.ts';

type Entry = Output<'Statement'>['data'][number];
type Money = Pick<Entry, 'amount' | 'feeNet' | 'feeTax' | 'fee' | 'total'>;
type SideEntry = Pick<Entry, 'side' | 'kind' | 'documentNumber'> & Money;

/** Events that pay somebody, or take a payment back. */
export const statementTypes: readonly EventType[] = [
  'payment.succeeded',
  'payment.failed',
  'payment.reversed',
  'milestone.released',
  'milestone.auto_released',
  'funds.released',
  'return.made',
  'chargeback.opened',
  'chargeback.updated',
  'chargeback.won',
  'chargeback.lost',
];

/** The entries of an event on a person's statement (rule 61); none if it only pays the other side. */
export function statementEntries(settlement: Settlement, personId: string): readonly Entry[] {
  const { clientId, freelancerId } = settlement;
  const side = personId === clientId ? 'client' : personId === freelancerId ? 'freelancer' : null;
  if (side === null) return [];
  const entries = [paidTo(settlement, side), takenBack(settlement, side)].filter((each) => each !== null);
  return entries.map(({ side: of, kind, documentNumber, ...money }) => ({
    recordedAt: formatInstant(settlement.recordedAt),
    occurredAt: formatInstant(settlement.occurredAt),
    side: of,
    kind,
    contractId: settlement.contractId,
    contractTitle: settlement.contractTitle,
    milestoneTitle: settlement.milestoneTitle,
    documentNumber,
    currency: settlement.currency,
    ...money,
    eventId: settlement.eventId as Entry['eventId'],
  }));
}

/** Payments with a receipt or a payout statement, and refunds that came back after they had one. */
function paidTo({ type, data, movements, paymentFees }: Settlement, side: Party): SideEntry | null {
  const event = { type, data } as Pick<ContractEvent, 'type' | 'data'>;
  const payment = 'purpose' in event.data ? event.data : null;
  if (type === 'payment.reversed') {
    if (side !== 'client' || payment?.kind !== 'refund') return null;
    return { side, kind: 'refund', documentNumber: null, ...ofClient(payment, paymentFees, 1) };
  }
  const subjects = documentSubjects(event, movements);
  const paper = subjects.find(({ to, type: kind }) => to === side && (kind === 'receipt' || kind === 'payout'));
  if (paper === undefined) return null;
  const documentNumber =
    stampsOf(event).find((stamp) => stamp.to === side && stamp.type === paper.type)?.number ?? null;
  const isBonus = payment?.purpose === 'bonus';
  if (side === 'client' && payment !== null) {
    const isRefund = payment.kind === 'refund';
    const kind = isRefund ? 'refund' : isBonus ? 'bonus' : 'deposit';
    return { side, kind, documentNumber, ...ofClient(payment, paymentFees, isRefund ? -1 : 1) };
  }
  const invoice = subjects.find((each) => each.to === 'freelancer' && each.type === 'fee_invoice');
  const [fee, tax] = [invoice?.total ?? 0, invoice?.tax ?? 0];
  const kind = isBonus ? 'bonus' : 'release';
  return { side, kind, documentNumber, ...earned(paper.total, fee - tax, tax) };
}

/** A client's payments and refunds. Fees from before rows have no tax. */
function ofClient(
  payment: {
    readonly kind: 'charge' | 'refund' | 'transfer' | 'reversal';
    readonly amount: number;
    readonly fee: number;
  },
  rows: Settlement['paymentFees'],
  sign: 1 | -1,
): Money {
  const own = rows.filter(({ payer }) => payer === 'client');
  // The rows of a payment sum to its fee, so this splits nothing.
  const taken = totalOf(own) < payment.fee ? [] : splitFees(own, amount(payment.fee), 1).taken;
  const tax = taken.reduce((sum, row) => sum + row.tax, 0);
  return {
    amount: sign * payment.amount,
    feeNet: sign * (payment.fee - tax),
    feeTax: sign * tax,
    fee: sign * payment.fee,
    total: sign * amountAtProvider(payment),
  };
}

/** Returns by the freelancer, and chargebacks with their reinstatements. */
function takenBack({ movements }: Settlement, side: Party): SideEntry | null {
  const isBack = (account: string) => account.startsWith('returned:') || account.startsWith('chargeback:');
  const back = (account: string, to: (other: string) => boolean = isBack) =>
    movements.reduce(
      (sum, { debit, credit, amount: moved }) =>
        sum + (debit === account && to(credit) ? moved : 0) - (credit === account && to(debit) ? moved : 0),
      0,
    );
  if (side === 'client') {
    const total = back('processor', (account) => account.startsWith('chargeback:'));
    const nothing = { feeNet: 0, feeTax: 0, fee: 0 };
    return total === 0 ? null : { side, kind: 'chargeback', documentNumber: null, amount: total, ...nothing, total };
  }
  const net = back('payable:freelancer') + back('receivable:freelancer');
  const [feeNet, feeTax] = [back('fees:freelancer'), back('tax:freelancer')];
  if (net + feeNet + feeTax === 0) return null;
  const isReturn = movements.some(({ credit }) => credit.startsWith('returned:'));
  return {
    side,
    kind: isReturn ? 'return' : 'chargeback',
    documentNumber: null,
    ...earned(-net, -feeNet, -feeTax),
  };
}

function earned(total: number, feeNet: number, feeTax: number): Money {
  const fee = feeNet + feeTax;
  return { amount: total + fee, feeNet, feeTax, fee, total };
}
