import { readPositive } from '../amounts.ts';
import { type Chargeback, chargesOf, grossOf, isDisputed, takesEvidence } from '../chargeback.ts';
import { type Draft, record } from '../draft.ts';
import type { ChargebackId } from '../ids.ts';
import { isAmount, zero } from '../money.ts';
import { refuse } from '../refusal.ts';
import { applyReport, putChargeback } from '../transitions/chargeback.ts';
import type { CommandRules } from './rules.ts';

// Rules 52 and 53: chargebacks, reported by the provider or by the marketplace's staff.

export const reportChargeback: CommandRules<'report_chargeback'> = {
  run(draft, { paymentId, dispute }) {
    if (!chargesOf(draft.contract).includes(paymentId)) return refuse('not_found');
    const known = draft.contract.chargebacks.find(
      (each) => each.paymentId === paymentId && each.reference === dispute.reference,
    );
    applyReport(draft, { id: paymentId }, known ?? null, dispute);
    return undefined;
  },
};

export const openChargeback: CommandRules<'open_chargeback'> = {
  run(draft, { paymentId, amount: asked, reason }) {
    if (!chargesOf(draft.contract).includes(paymentId))
      return refuse('not_found', '/paymentId', 'No charge of this contract that succeeded has this id.');
    if (isDisputed(draft.contract, paymentId)) return refuse('chargeback_open');
    const amount = readPositive(asked, '/amount');
    if (typeof amount !== 'number') return amount;
    if (amount > grossOf(draft.contract, paymentId))
      return refuse('amount_too_large', '/amount', 'The bank takes back at most what was charged, with the fee.');
    const taken = { amount, withdrawn: amount, reinstated: zero } as const;
    const reported = { reference: null, state: 'open', openedAt: draft.occurredAt, evidenceDueBy: null } as const;
    applyReport(draft, { id: paymentId }, null, { ...taken, ...reported }, reason);
    return undefined;
  },
};

export const resolveChargeback: CommandRules<'resolve_chargeback'> = {
  run(draft, { chargebackId, outcome, amount, reason }) {
    const chargeback = findChargeback(draft, chargebackId);
    if (chargeback === undefined || chargeback.state === 'inquiry') return noSuchChargeback();
    // The provider may not have reported the withdrawal yet.
    const withdrawn = chargeback.withdrawn === zero ? chargeback.amount : chargeback.withdrawn;
    const back = amount ?? (outcome === 'won' ? withdrawn : zero);
    if (!isAmount(back) || back > withdrawn)
      return refuse('split_does_not_add_up', '/amount', 'The bank gives back at most what it took.');
    const { reference, openedAt, evidenceDueBy } = chargeback;
    const reported = { reference, openedAt, evidenceDueBy, amount: chargeback.amount, state: outcome } as const;
    applyReport(draft, { id: chargeback.paymentId }, chargeback, { ...reported, withdrawn, reinstated: back }, reason);
    return undefined;
  },
};

export const recordEvidence: CommandRules<'record_evidence'> = {
  run(draft, { chargebackId }) {
    const chargeback = findChargeback(draft, chargebackId);
    if (chargeback === undefined) return noSuchChargeback();
    if (!takesEvidence(chargeback)) return refuse('chargeback_not_open');
    record(draft, 'chargeback.evidence_sent', { chargebackId, paymentId: chargeback.paymentId });
    putChargeback(draft, { ...chargeback, evidenceSentAt: draft.occurredAt });
    return undefined;
  },
};

function findChargeback(draft: Draft, id: ChargebackId): Chargeback | undefined {
  return draft.contract.chargebacks.find((each) => each.id === id);
}

function noSuchChargeback() {
  return refuse('not_found', '/chargebackId', 'There is no such chargeback on this contract.');
}
