import {
  amountStepOf,
  type Contract,
  type ContractEvent,
  type DocumentId,
  type DocumentStamp,
  type DocumentSubject,
  documentSubjects,
  type Instant,
  type MilestoneId,
  type Movement,
  type Party,
  type PaymentId,
  type PaymentPurpose,
  stampsOf,
} from '@workroom/core';
import { type BillingDetails, issuerId, noDetails } from '../billing-details.ts';
import type { KeptDocumentWords } from '../store/kept-words.ts';
import type { BillingVersion } from '../store/people.ts';
import { type FeeLine, feeLines } from './fee-lines.ts';

/** The sources of a contract's documents. */
export interface DocumentSources {
  readonly contract: Pick<Contract, 'id' | 'currency' | 'client' | 'freelancer' | 'policy'>;
  /** Events with documents, titles, names or fees, in order. */
  readonly events: readonly ContractEvent[];
  /** Movements of the events with documents. */
  readonly movements: readonly Movement[];
  /** Billing details of both parties and of the marketplace, oldest first. */
  readonly versions: ReadonlyMap<string, readonly BillingVersion[]>;
  /** Copies of erased words that documents keep. */
  readonly kept: ReadonlyMap<DocumentId, KeptDocumentWords>;
}

export type LineText = 'deposit' | 'refund' | 'refundCarried' | 'release' | 'releaseCarried' | 'bonus' | 'bonusFor';

/** A line of a document, before translation. Amounts that reduce the total are negative. */
export type DocumentLine =
  | { readonly text: LineText; readonly title: string | null; readonly amount: number; readonly tax: number }
  | (FeeLine & { readonly returned: boolean });

/** A document (rule 59): a pure function of the contract's events and of the billing details that were current then. */
export interface Document extends DocumentStamp {
  readonly contractId: Contract['id'];
  /** The purpose of the money. */
  readonly purpose: PaymentPurpose;
  readonly issuedAt: Instant;
  readonly currency: string;
  /** `null` if the marketplace has set no details. */
  readonly issuer: BillingDetails | null;
  readonly recipient: KeptDocumentWords['recipient'] & { readonly id: string };
  readonly lines: readonly DocumentLine[];
  readonly total: number;
  readonly paymentId: PaymentId | null;
  readonly event: Pick<ContractEvent, 'id' | 'seq'>;
  /** Titles on its lines, by milestone. */
  readonly titles: KeptDocumentWords['titles'];
}

/** The documents of a contract, in the order of their numbers. */
export function documentsOf(sources: DocumentSources): readonly Document[] {
  const { contract, events, movements, versions, kept } = sources;
  const movementsOf = Map.groupBy(movements, ({ seq }) => seq);
  const titles = new Map<MilestoneId, string>();
  const names = new Map<Party, string>();
  const documents: Document[] = [];
  for (const event of events) {
    if (event.type === 'contract.created') {
      names.set('client', event.data.client.name).set('freelancer', event.data.freelancer.name);
    }
    if (event.type === 'milestone.added') titles.set(event.data.milestoneId, event.data.title);
    if (event.type === 'milestone.edited' && event.data.after.title !== undefined) {
      titles.set(event.data.milestoneId, event.data.after.title);
    }
    const stamps = stampsOf(event);
    if (stamps.length === 0) continue;
    const subjects = documentSubjects(event, movementsOf.get(event.seq) ?? []);
    const detailsOf = (id: string) => versions.get(id)?.findLast(({ from }) => from <= event.occurredAt);
    for (const stamp of stamps) {
      const subject = subjects.find(({ type, to }) => type === stamp.type && to === stamp.to);
      if (subject === undefined)
        throw new Error(`Event ${event.id} names a document ${stamp.number} that it does not create`);
      const words = kept.get(stamp.documentId);
      const { id } = contract[stamp.to];
      const milestoneId = 'milestoneId' in event.data ? event.data.milestoneId : null;
      const isLined = stamp.type === 'receipt' || stamp.type === 'payout';
      const title = milestoneId === null ? null : (words?.titles[milestoneId] ?? titles.get(milestoneId) ?? null);
      const issuer = detailsOf(issuerId);
      documents.push({
        ...stamp,
        contractId: contract.id,
        purpose: purposeOf(event),
        issuedAt: event.occurredAt,
        currency: contract.currency,
        issuer: issuer === undefined ? null : plain(issuer),
        recipient: {
          ...(words?.recipient ?? { ...plain(detailsOf(id) ?? noDetails), name: names.get(stamp.to) ?? id }),
          id,
        },
        lines: linesOf(event, subject, subjects, { title, events, step: amountStepOf(contract.policy) }),
        total: subject.total,
        paymentId: 'paymentId' in event.data ? event.data.paymentId : null,
        event: { id: event.id, seq: event.seq },
        titles: isLined && milestoneId !== null && title !== null ? { [milestoneId]: title } : {},
      });
    }
  }
  return documents;
}

function plain({ legalName, address, taxId, email, locale, timeZone }: BillingDetails): BillingDetails {
  return { legalName, address, taxId, email, locale, timeZone };
}

function purposeOf(event: ContractEvent): Document['purpose'] {
  if ('purpose' in event.data) return event.data.purpose;
  if (event.type === 'milestone.funded') return 'deposit';
  if (event.type === 'return.made') return 'return';
  return event.type === 'milestone.refunded' || event.type === 'funds.refunded' ? 'refund' : 'release';
}

function linesOf(
  event: ContractEvent,
  subject: DocumentSubject,
  subjects: readonly DocumentSubject[],
  {
    title,
    events,
    step,
  }: { readonly title: string | null; readonly events: readonly ContractEvent[]; readonly step: number },
): readonly DocumentLine[] {
  const fees = (total: number, tax: number, sign: 1 | -1, returned: boolean): readonly DocumentLine[] =>
    feeLines(event, events, subject.to, { total, tax }, step).map((line) => ({
      ...line,
      amount: sign * line.amount,
      tax: sign * line.tax,
      returned,
    }));
  const line = (text: LineText, amount: number): DocumentLine => ({ text, title, amount, tax: 0 });
  switch (subject.type) {
    case 'receipt': {
      if (!('kind' in event.data)) throw new Error(`${event.type} creates no receipt`);
      const { kind, purpose, milestoneId, amount, fee } = event.data;
      if (kind === 'refund') {
        return [line(milestoneId === null ? 'refundCarried' : 'refund', amount), ...fees(fee, 0, 1, true)];
      }
      const text = purpose !== 'bonus' ? 'deposit' : title === null ? 'bonus' : 'bonusFor';
      return [line(text, amount), ...fees(fee, 0, 1, false)];
    }
    case 'payout': {
      const fee = subjects.find(({ type, to }) => type === 'fee_invoice' && to === 'freelancer');
      const gross = subject.total + (fee?.total ?? 0);
      const text =
        event.type === 'payment.succeeded'
          ? title === null
            ? 'bonus'
            : 'bonusFor'
          : event.type === 'funds.released'
            ? 'releaseCarried'
            : 'release';
      return [line(text, gross), ...fees(fee?.total ?? 0, fee?.tax ?? 0, -1, false)];
    }
    case 'fee_invoice':
      return fees(subject.total, subject.tax, 1, false);
    case 'credit_note':
      return fees(subject.total, subject.tax, 1, true);
  }
}
