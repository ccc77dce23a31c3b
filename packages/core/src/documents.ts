import { amountAtProvider } from './amount-at-provider.ts';
import type { Party } from './contract.ts';
import type { Draft } from './draft.ts';
import type { ContractEvent } from './events/event.ts';
import type { ContractId, DocumentId } from './ids.ts';
import type { Account, Movement } from './ledger.ts';
import { type Amount, plus, zero } from './money.ts';

// Rule 59. An event that settles money stores the documents that it creates with their numbers, so that a later version
// of the code never renumbers them.

export const documentTypes = ['receipt', 'payout', 'fee_invoice', 'credit_note'] as const;
export type DocumentType = (typeof documentTypes)[number];

/** The contract's number and a counter without a gap. */
export type DocumentNumber = `${string}-${string}`;

/** A document as stored in the event that creates it. */
export interface DocumentStamp {
  readonly documentId: DocumentId;
  readonly number: DocumentNumber;
  readonly type: DocumentType;
  /** The recipient's side: the one that paid or is paid. */
  readonly to: Party;
}

/** The content of a document, from its event and the event's movements. */
export interface DocumentSubject {
  readonly type: DocumentType;
  readonly to: Party;
  /** The amount paid or owed; fees include their tax. Never zero. */
  readonly total: Amount;
  /** Tax within the total of a fee invoice or a credit note. */
  readonly tax: Amount;
}

/** Events that create documents. Payments that came back, chargebacks and movements outside Workroom create none. */
const settling = new Set<ContractEvent['type']>([
  'payment.succeeded',
  'milestone.funded',
  'milestone.released',
  'milestone.auto_released',
  'milestone.refunded',
  'funds.released',
  'funds.refunded',
  'return.made',
  'return.borne',
  // A payout that failed or came back while a return of it waited.
  'payment.parked',
  'payment.reversed',
]);

type Moved = Pick<Movement, 'debit' | 'credit' | 'amount'>;

/**
 * The documents that an event makes: a receipt for a charge or refund that succeeded, a payout statement for what is owed
 * to the freelancer since, a fee invoice for a fee taken and a credit note for one given back.
 *
 * @param movements those of the event alone
 */
export function documentSubjects(
  event: Pick<ContractEvent, 'type' | 'data'>,
  movements: readonly Moved[],
): readonly DocumentSubject[] {
  if (!settling.has(event.type)) return [];
  const sum = (fits: (movement: Moved) => boolean) => plus(...movements.filter(fits).map(({ amount }) => amount));
  const taken = (account: string) => sum(({ debit, credit }) => credit === account && isHeld(debit));
  const returned = (account: string) => sum(({ debit }) => debit === account);
  const fees = (type: DocumentType, to: Party, of: (account: string) => Amount): DocumentSubject => {
    const tax = of(`tax:${to}`);
    return { type, to, total: plus(of(`fees:${to}`), tax), tax };
  };
  const all: readonly DocumentSubject[] = [
    { type: 'receipt', to: 'client', total: settledWithClient(event), tax: zero },
    fees('fee_invoice', 'client', taken),
    { type: 'payout', to: 'freelancer', total: taken('payable:freelancer'), tax: zero },
    fees('fee_invoice', 'freelancer', taken),
    fees('credit_note', 'client', returned),
    fees('credit_note', 'freelancer', returned),
  ];
  return all.filter(({ total }) => total > zero);
}

/** Client money: held on the contract, or just charged. */
function isHeld(account: Account): boolean {
  return account === 'processor' || account.startsWith('escrow:');
}

function settledWithClient(event: Pick<ContractEvent, 'type' | 'data'>): Amount {
  if (event.type !== 'payment.succeeded' || !('kind' in event.data)) return zero;
  const { kind } = event.data;
  return kind === 'charge' || kind === 'refund' ? amountAtProvider(event.data) : zero;
}

/** `last` is the number of the contract's previous document. */
export function stampDocuments({
  contract,
  environment,
  events,
  movements,
}: Pick<Draft, 'contract' | 'environment' | 'events' | 'movements'>): {
  readonly events: readonly ContractEvent[];
  readonly documents: number;
} {
  let last = contract.documents;
  const stamped = events.map((event) => {
    const own = movements.filter(({ seq }) => seq === event.seq);
    const documents = documentSubjects(event, own).map(({ type, to }): DocumentStamp => {
      last += 1;
      return {
        documentId: environment.newId('document'),
        number: documentNumber(contract.id, last),
        type,
        to,
      };
    });
    return documents.length === 0 ? event : ({ ...event, data: { ...event.data, documents } } as ContractEvent);
  });
  return { events: stamped, documents: last };
}

/**
 * The number of a contract's document. It consists of the contract's id without the prefix and a counter from 1.
 */
export function documentNumber(contractId: ContractId, count: number): DocumentNumber {
  return `${contractId.slice(contractId.indexOf('_') + 1)}-${String(count).padStart(4, '0')}`;
}

/** The documents that an event created. Older events have none. */
export function stampsOf({ data }: Pick<ContractEvent, 'data'>): readonly DocumentStamp[] {
  return 'documents' in data ? (data.documents ?? []) : [];
}
