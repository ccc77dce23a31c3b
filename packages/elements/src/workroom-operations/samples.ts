import { amount, type Command, type Contract, type FeeRow } from '@workroom/core';
import * as samples from '../milestone-workroom/samples.ts';
import { paidOut } from '../milestone-workroom/samples-after-release.ts';
import { type ContractFixture, contractFixture } from '../testing/states.ts';

// Contracts that wait for the marketplace's staff, made with the real rules (rules 45 to 54).

const day = 86_400_000;

type DisputeState = 'inquiry' | 'open' | 'won' | 'lost';

/** The provider's report of a dispute about the first charge. */
function report(
  made: ContractFixture,
  state: DisputeState,
  { asked = 50_000, reinstated = 0 }: { readonly asked?: number; readonly reinstated?: number } = {},
): void {
  const { backend, contractId } = made;
  const { id } = chargeOf(backend.contract(contractId));
  const dispute: Extract<Command, { type: 'report_chargeback' }>['dispute'] = {
    reference: 'dp_7Q2M',
    amount: amount(asked),
    withdrawn: amount(state === 'inquiry' ? 0 : asked),
    reinstated: amount(reinstated),
    state,
    openedAt: backend.now,
    evidenceDueBy: (backend.now + 9 * day) as typeof backend.now,
  };
  backend.act(contractId, { type: 'report_chargeback', paymentId: id, dispute }, 'system');
}

function chargeOf({ payments }: Contract) {
  const found = payments.find(({ kind, status }) => kind === 'charge' && status === 'succeeded');
  if (found === undefined) throw new Error('nothing was charged');
  return found;
}

/** The client's bank has taken the deposit back while the work is in review. */
export function chargedBack(): ContractFixture {
  const made = samples.submitted();
  report(made, 'open');
  made.backend.advance(day);
  return made;
}

/** The same after the evidence was sent. */
export function evidenceSent(): ContractFixture {
  const made = chargedBack();
  const chargebackId = made.backend.contract(made.contractId).chargebacks[0]?.id ?? 'cbk_none';
  made.operator({ type: 'record_evidence', chargebackId });
  made.backend.advance(day);
  return made;
}

/** An inquiry by the bank. */
export function inquired(): ContractFixture {
  const made = samples.submitted();
  report(made, 'inquiry');
  return made;
}

/** Everything was paid out, and the bank decided for the client: a part came back. */
export function chargebackLost(): ContractFixture {
  const made = paidOut();
  report(made, 'open');
  made.backend.advance(day);
  report(made, 'lost', { reinstated: 10_000 });
  return made;
}

/** A refund in euros was made at the provider, for a charge in dollars. */
export function unexplained(): ContractFixture {
  const made = samples.submitted();
  const { backend, contractId } = made;
  const movement: Extract<Command, { type: 'record_external' }>['movement'] = {
    reference: 're_3N8pXk',
    kind: 'refund',
    amount: amount(12_000),
    currency: 'EUR',
    at: backend.now,
    transferId: null,
  };
  const paymentId = chargeOf(backend.contract(contractId)).id;
  backend.act(contractId, { type: 'record_external', paymentId, movement }, 'system');
  return made;
}

/** A refund by an operator that the provider could not make. */
export function refundFailed(): ContractFixture {
  const made = samples.submitted();
  made.backend.payout = 'fails';
  made.operator({ type: 'operator_refund', milestoneId: made.milestone(0), reason: 'Both agreed by phone.' });
  return made;
}

/** The card network reports the deposit as fraud while the work is in review. */
export function flagged(): ContractFixture {
  const made = samples.submitted();
  const { backend, contractId } = made;
  const { currency } = backend.contract(contractId);
  const { id: paymentId } = chargeOf(backend.contract(contractId));
  const warning = { reference: 'issfr_3N8pXk', kind: 'fraud_warning', amount: amount(0), currency } as const;
  const movement = { ...warning, at: backend.now, transferId: null };
  backend.act(contractId, { type: 'record_external', paymentId, movement }, 'system');
  return made;
}

/** A refund that waits because the marketplace's balance at the provider is too low. */
export function refundWaiting(): ContractFixture {
  const made = samples.submitted();
  const { backend, contractId } = made;
  backend.payout = 'stays_pending';
  made.operator({ type: 'operator_refund', milestoneId: made.milestone(0), reason: 'Both agreed by phone.' });
  const paymentId = backend.contract(contractId).payments.at(-1)?.id ?? 'pay_none';
  const outcome = { status: 'pending', reference: 're_1', reason: 'insufficient_funds' } as const;
  backend.act(contractId, { type: 'settle_payment', paymentId, outcome }, 'system');
  return made;
}

/** Several contracts, and the differences that a comparison with the provider finds. */
export function compared(made: ContractFixture): ContractFixture {
  const { backend, contractId } = made;
  const paymentId = chargeOf(backend.contract(contractId)).id;
  const of = { contractId, paymentId, currency: 'USD' } as const;
  backend.differences = [
    { ...of, kind: 'moved_outside_workroom', about: 're_3N8pXk', expected: 0, found: 12_000, next: '' },
    { ...of, kind: 'provider_unreachable', about: 'charge', expected: 0, found: null, next: '' },
  ];
  return made;
}

const clientFee: FeeRow = { on: 'deposit', payer: 'client', label: 'Processing', bps: 300, returned: 'proportional' };
const freelancerFee: FeeRow = {
  on: 'release',
  payer: 'freelancer',
  label: { en: 'Service fee', de: 'Servicegebühr', ar: 'رسوم الخدمة' },
  bps: 1_000,
  taxBps: 2_000,
  returned: 'proportional',
};

/** Paid out with fees on both sides. */
export function paidOutWithFees(): ContractFixture {
  const made = contractFixture(undefined, { policy: { fees: [clientFee, freelancerFee] } });
  const milestoneId = made.milestone(0);
  made.client({ type: 'fund', milestoneId });
  made.freelancer({ type: 'submit', milestoneId, message: 'All three directions are in the folder.' });
  made.client({ type: 'release', milestoneId, amount: 50_000 });
  made.backend.advance(day);
  return made;
}

/** Released with fees on both sides, with a security period of a week, and frozen in it. */
export function payoutHeld(): ContractFixture {
  const made = contractFixture(undefined, { policy: { securityDays: 7, fees: [freelancerFee] } });
  const milestoneId = made.milestone(0);
  made.client({ type: 'fund', milestoneId });
  made.freelancer({ type: 'submit', milestoneId, message: 'All three directions are in the folder.' });
  made.client({ type: 'release', milestoneId, amount: 50_000 });
  made.backend.advance(2 * day);
  made.operator({ type: 'freeze', reason: 'Both accounts were opened from one address.' });
  made.backend.advance(day);
  return made;
}
