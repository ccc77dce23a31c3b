import type { Contract, Party } from '../contract.ts';
import { type DocumentType, documentNumber, documentSubjects, stampsOf } from '../documents.ts';
import type { ContractEvent } from '../events/event.ts';
import type { Movement } from '../ledger.ts';
import { check } from './checks.ts';

/**
 * Rule 59: documents are numbered without a gap, each event names the documents that it creates, and they add up to the
 * ledger.
 */
export function checkDocuments(contract: Contract, events: readonly ContractEvent[], all: readonly Movement[]): void {
  // Chargebacks and movements outside Workroom create no document.
  const apart = new Set(
    events
      .filter(
        ({ type, data }) =>
          /^(chargeback\.|payment\.external)/.test(type) || ('reason' in data && data.reason === 'charged_back'),
      )
      .map(({ seq }) => seq),
  );
  const movements = all.filter(({ seq }) => !apart.has(seq));
  const movementsOf = Map.groupBy(movements, ({ seq }) => seq);
  const sums = new Map<string, number>();
  const add = (key: string, amount: number) => sums.set(key, (sums.get(key) ?? 0) + amount);
  let last = 0;
  for (const event of events) {
    const subjects = documentSubjects(event, movementsOf.get(event.seq) ?? []);
    const stamps = stampsOf(event);
    check(
      subjects.map(({ type, to }) => `${type} ${to}`).join() === stamps.map(({ type, to }) => `${type} ${to}`).join(),
      `${event.type} names the documents that it makes`,
    );
    for (const { number } of stamps) {
      last += 1;
      check(number === documentNumber(contract.id, last), `${number} is document ${last}`);
    }
    const isRefund = 'kind' in event.data && event.data.kind === 'refund';
    for (const { type, to, total } of subjects) add(`${isRefund ? 'refund ' : ''}${type} ${to}`, total);
  }
  check(contract.documents === last, `the contract counts ${contract.documents} documents, and there are ${last}`);

  const documents = (key: `${'' | 'refund '}${DocumentType} ${Party}`) => sums.get(key) ?? 0;
  const ledger = (fits: (movement: Movement) => boolean) =>
    movements.filter(fits).reduce((sum, { amount }) => sum + amount, 0);
  const equal = (what: string, documented: number, moved: number) =>
    check(documented === moved, `documents come to ${documented} ${what}, and the ledger to ${moved}`);
  equal(
    'charged',
    documents('receipt client'),
    ledger(({ debit, credit }) => debit === 'processor' && !/^(reversed|receivable):/.test(credit)),
  );
  equal(
    'refunded',
    documents('refund receipt client'),
    ledger(({ debit, credit }) => debit === 'payable:client' && credit === 'processor'),
  );
  equal(
    'released and given',
    documents('payout freelancer'),
    ledger(({ debit, credit }) => credit === 'payable:freelancer' && !debit.startsWith('reversed:')),
  );
  for (const party of ['client', 'freelancer'] as const) {
    const isFee = (account: string) => account === `fees:${party}` || account === `tax:${party}`;
    equal(
      `in fees of the ${party}`,
      documents(`fee_invoice ${party}`) - documents(`credit_note ${party}`),
      ledger(({ credit }) => isFee(credit)) - ledger(({ debit }) => isFee(debit)),
    );
  }
}
