import { type Contract, documentNumber, type Movement, type Payment } from '@workroom/core';
import { checkBooks } from '@workroom/core/testing';
import { amountAtProvider, type SimulatedBooks } from '@workroom/server/payments';
import { balancesOf } from './bank-check.ts';

/** One contract after the chaos test: Workroom's data and the provider's. */
export interface Reckoning {
  readonly contract: Contract;
  /** Every payment; a loaded contract leaves out old ones. */
  readonly payments: readonly Payment[];
  readonly movements: readonly Movement[];
  readonly books: SimulatedBooks;
  /** The numbers of documents in the events, in order. */
  readonly documents: readonly string[];
}

/**
 * All differences between the ledger, the payments and the provider, by name. A payment that is parked with an unknown
 * outcome is an expected difference; any other is an error.
 */
export function differences({ contract, payments, movements, books, documents }: Reckoning): readonly string[] {
  const found: string[] = [];
  const tell = (holds: boolean, what: string) => {
    if (!holds) found.push(`${contract.id}: ${what}`);
  };
  try {
    checkBooks({ ...contract, payments }, movements);
  } catch (error) {
    found.push(`${contract.id}: ${error instanceof Error ? error.message : error}`);
  }

  for (const [place, number] of documents.entries()) {
    const due = documentNumber(contract.id, place + 1);
    tell(number === due, `document ${number} stands where ${due} is due`);
  }
  tell(
    documents.length === contract.documents,
    `events name ${documents.length} documents, the contract counts ${contract.documents}`,
  );

  const asked = new Map(payments.map((payment) => [payment.id, payment]));
  const seen = new Set<string>();
  for (const { key, kind, amount } of books.operations) {
    const payment = asked.get(key);
    tell(payment !== undefined, `the provider has ${key}, which nobody asked for`);
    tell(!seen.has(key), `the provider did ${key} twice`);
    seen.add(key);
    if (payment === undefined) continue;
    tell(
      payment.kind === kind && amountAtProvider(payment) === amount,
      `${key} is a ${kind} of ${amount} at the provider`,
    );
  }

  const moved = new Map(books.operations.map(({ key, status }) => [key, status]));
  let unmoved = 0;
  for (const payment of payments) {
    const { id, kind, status, failure, outside } = payment;
    const there = moved.get(id);
    if (outside === true) {
      // Staff recorded that it was paid by other means: the ledger has it, but the provider may still have the money.
      const amount = there === 'succeeded' ? 0 : amountAtProvider(payment);
      unmoved += kind === 'reversal' ? -amount : amount;
      continue;
    }
    tell(status !== 'pending' && status !== 'requires_action', `${kind} ${id} is ${status}: stuck, and not parked`);
    if (status === 'parked' && failure?.certain === false) {
      const amount = there === 'succeeded' ? amountAtProvider(payment) : 0;
      unmoved += kind === 'charge' || kind === 'reversal' ? amount : -amount;
    } else {
      tell(
        (status === 'succeeded') === (there === 'succeeded'),
        `${kind} ${id} is ${status}, and ${there} at the provider`,
      );
    }
  }
  const held = -(balancesOf(movements).get('processor') ?? 0);
  const atProvider = books.charged - books.transferred - books.refunded + books.reversed - books.disputed;
  tell(held + unmoved === atProvider, `the ledger says ${held} is at the provider, which says ${atProvider}`);
  return found;
}

export function isParkedUnsure({ status, failure }: Payment): boolean {
  return status === 'parked' && failure?.certain === false;
}
