import { describe, expect, test } from 'vitest';
import { documentNumber, documentSubjects, stampsOf } from './documents.ts';
import type { ContractEvent } from './events/event.ts';
import { checkDocuments, client, freelancer, fund, givenContract, release, submit } from './testing/index.ts';
import type { Scenario } from './testing/scenario.ts';

const fees = { clientBps: 500, freelancerBps: 1_000 };
const documentsOf = ({ events }: Scenario) =>
  events.flatMap((event) => stampsOf(event).map(({ type, to }) => [event.type, type, to]));
const numbersOf = ({ events }: Scenario) => events.flatMap(stampsOf).map(({ number }) => number.slice(-4));

function funded(): Scenario {
  return givenContract({ amounts: [50_000, 30_000], policy: { fees } })
    .run([[fund(), client]])
    .paid();
}

describe('rule 59: each event creates its documents', () => {
  test('a successful charge: a receipt, and an invoice of the client’s fee', () => {
    expect(documentsOf(funded())).toEqual([
      ['payment.succeeded', 'receipt', 'client'],
      ['milestone.funded', 'fee_invoice', 'client'],
    ]);
  });

  test('a release, before its payout: a payout statement, and an invoice of the freelancer’s fee', () => {
    const released = funded().run([[release(50_000), client]]);
    expect(documentsOf(released).slice(2)).toEqual([
      ['milestone.released', 'payout', 'freelancer'],
      ['milestone.released', 'fee_invoice', 'freelancer'],
    ]);
    expect(documentsOf(released.paid())).toEqual(documentsOf(released));
  });

  test('an automatic release: the same', () => {
    const silent = funded()
      .run([[submit(), freelancer]])
      .after(15 * 86_400_000)
      .deadlinesApplied();
    expect(documentsOf(silent).slice(2)).toEqual([
      ['milestone.auto_released', 'payout', 'freelancer'],
      ['milestone.auto_released', 'fee_invoice', 'freelancer'],
    ]);
  });

  test('a refund: a credit note of the returned fee when it is decided, and a receipt when the money has been refunded', () => {
    const refunded = funded().run([[{ type: 'end' }, freelancer]]);
    expect(documentsOf(refunded).slice(2)).toEqual([['milestone.refunded', 'credit_note', 'client']]);
    expect(documentsOf(refunded.paid()).slice(3)).toEqual([['payment.succeeded', 'receipt', 'client']]);
  });

  test('a payout that fails while its return is pending: credit notes of the returned fees', () => {
    const waiting = funded().run([
      [release(50_000), client],
      [
        ({ milestones: [first] }) => ({
          type: 'return_funds',
          from: { milestoneId: first?.id ?? 'mst_none' },
          amount: 20_000,
          reason: 'Less was done.',
        }),
        freelancer,
      ],
    ]);
    const failed = waiting.pays('failed');
    expect(documentsOf(failed).slice(documentsOf(waiting).length)).toEqual([
      ['payment.parked', 'credit_note', 'client'],
      ['payment.parked', 'credit_note', 'freelancer'],
    ]);
    checkDocuments(failed.contract, failed.events, failed.movements);
  });

  test('a bonus, when its charge succeeds: documents for both sides', () => {
    const given = funded()
      .run([[{ type: 'give_bonus', amount: 2_000 }, client]])
      .pays('succeeded');
    expect(documentsOf(given).slice(2)).toEqual([
      ['payment.succeeded', 'receipt', 'client'],
      ['payment.succeeded', 'fee_invoice', 'client'],
      ['payment.succeeded', 'payout', 'freelancer'],
      ['payment.succeeded', 'fee_invoice', 'freelancer'],
    ]);
  });

  test('carried funds: none, because no money came or left', () => {
    const carrying = funded()
      .run([[release(20_000, { leftover: { to: 'next_milestone' } }), client]])
      .paid()
      .run([[fund(1), client]]);
    expect(documentsOf(carrying).slice(4)).toEqual([]);
  });

  test('a zero amount: none', () => {
    const free = givenContract({ amounts: [50_000], policy: { fees: { clientBps: 0, freelancerBps: 10_000 } } })
      .run([[fund(), client]])
      .paid()
      .run([[release(50_000), client]])
      .paid();
    // The fee takes everything: there is no payout.
    expect(documentsOf(free)).toEqual([
      ['payment.succeeded', 'receipt', 'client'],
      ['milestone.released', 'fee_invoice', 'freelancer'],
    ]);
  });

  test('a returned payout: none', () => {
    const paid = funded()
      .run([[release(50_000), client]])
      .paid();
    const back = paid.pays('failed', ({ kind }) => kind === 'transfer');
    expect(back.events.at(-1)?.type).toBe('payment.reversed');
    expect(documentsOf(back)).toEqual(documentsOf(paid));
  });
});

describe('rule 59: the number of a document', () => {
  test('consists of the contract’s own part and a counter without a gap', () => {
    const done = funded()
      .run([[release(50_000), client]])
      .paid();
    expect(numbersOf(done)).toEqual(['0001', '0002', '0003', '0004']);
    expect(done.contract.documents).toBe(4);
    expect(documentNumber('ctr_01ABC', 3)).toBe('01ABC-0003');
    expect(documentNumber('ctr_01ABC', 12_345)).toBe('01ABC-12345');
    checkDocuments(done.contract, done.events, done.movements);
  });

  test('is not used up by a refused command', () => {
    const refused = funded().when(release(90_000), client);
    expect(refused.refused).toBe('amount_exceeds_deposit');
    expect(numbersOf(refused.next.run([[release(50_000), client]]))).toEqual(['0001', '0002', '0003', '0004']);
  });

  test('starts at the first event that creates documents, on a contract older than documents', () => {
    const old = funded();
    const withoutStamps = old.events.map((event) => ({ ...event, data: without(event.data) }) as ContractEvent);
    expect(withoutStamps.flatMap(stampsOf)).toEqual([]);
    expect(
      withoutStamps.map(
        (event) =>
          documentSubjects(
            event,
            old.movements.filter(({ seq }) => seq === event.seq),
          ).length,
      ),
    ).toContain(1);
  });
});

function without(data: object): object {
  const { documents: _, ...rest } = data as { documents?: unknown };
  return rest;
}
