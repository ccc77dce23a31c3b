import { and, asc, eq, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { type StoreContext, unnamed } from './database.ts';
import { anyOf, given, textArray } from './parameters.ts';
import { toPayment } from './rows.ts';
import { isStorable } from './storable-text.ts';
import type { PaymentWork, Store } from './store.ts';

// The queries of the payment runner. Its columns are on the payment's row, separate from those of decisions.

/**
 * No schedule and no lease is more than a day ahead. A later one was written by a wrong clock and would delay
 * somebody's money, so it counts as due.
 */
const farthestMs = 86_400_000;

type PaymentWorkStore = Pick<Store, 'claimPayments' | 'paymentWork' | 'openPayments' | 'postponePayment'>;

export function paymentWorkIn(context: StoreContext): PaymentWorkStore {
  const { db, tables, read, write } = context;
  const { contract, payment } = tables;
  const charge = alias(payment, 'charge');
  const now = given('now', 'bigint');
  const isFree = or(
    isNull(payment.leaseUntilMs),
    lte(payment.leaseUntilMs, now),
    gt(payment.leaseUntilMs, sql`${now} + ${sql.raw(String(farthestMs))}`),
  );
  const isIt = and(eq(payment.contractId, sql.placeholder('contractId')), eq(payment.id, sql.placeholder('id')));

  const candidates = (scheduled: SQL) =>
    db
      .select({ contractId: payment.contractId, id: payment.id })
      .from(payment)
      .where(and(scheduled, isFree))
      .orderBy(asc(payment.nextAttemptAtMs))
      .limit(sql.placeholder('limit'))
      .prepare(unnamed);
  const isDue = lte(payment.nextAttemptAtMs, now);
  const isAstray = gt(payment.nextAttemptAtMs, sql`${now} + ${sql.raw(String(farthestMs))}`);
  const due = candidates(isDue);
  const astray = candidates(isAstray);

  const claim = db
    .update(payment)
    .set({ leaseUntilMs: given('leaseUntilMs', 'bigint'), attempts: sql`${payment.attempts} + 1` })
    .where(and(isIt, or(isDue, isAstray), isFree))
    .returning({ id: payment.id })
    .prepare(unnamed);
  const postpone = db
    .update(payment)
    .set({ nextAttemptAtMs: given('nextAttemptAtMs', 'bigint'), leaseUntilMs: sql`null` })
    .where(and(isIt, eq(payment.status, sql.placeholder('seen'))))
    .prepare(unnamed);

  const work = (where: SQL | undefined, ofCharge?: SQL) =>
    db
      .select({
        payment,
        currency: contract.currency,
        clientId: contract.clientId,
        clientName: contract.clientName,
        freelancerId: contract.freelancerId,
        freelancerName: contract.freelancerName,
        sourceId: charge.id,
        sourceReference: charge.reference,
      })
      .from(payment)
      .innerJoin(contract, eq(contract.id, payment.contractId))
      .leftJoin(charge, and(eq(charge.contractId, payment.contractId), eq(charge.id, payment.source), ofCharge))
      .where(where)
      .orderBy(asc(payment.id));
  const named = work(
    and(
      eq(payment.contractId, sql.placeholder('contractId')),
      eq(contract.id, sql.placeholder('contractId')),
      anyOf(payment.id, 'ids'),
    ),
    eq(charge.contractId, sql.placeholder('contractId')),
  ).prepare(unnamed);
  const open = work(
    and(
      inArray(payment.status, sql`('pending', 'requires_action', 'parked')`),
      eq(payment.status, sql.placeholder('status')),
      gt(payment.id, sql.placeholder('after')),
    ),
  )
    .limit(sql.placeholder('limit'))
    .prepare(unnamed);

  const paymentWork: PaymentWorkStore['paymentWork'] = async (contractId, paymentIds) =>
    isStorable(contractId)
      ? (await read(named, { contractId, ids: textArray(paymentIds.filter(isStorable)) })).map(toWork)
      : [];

  return {
    /**
     * Each is claimed separately: if two processes read the same candidates, one finds the lease taken, or the payment
     * settled.
     */
    async claimPayments(nowMs, leaseUntilMs, limit) {
      const asked = { now: nowMs, limit };
      const found = [...(await read(due, asked)), ...(await read(astray, asked))].slice(0, limit);
      const claimed = await Promise.all(
        found.map(async ({ contractId, id }) => {
          const [taken] = await write(claim, { contractId, id, now: nowMs, leaseUntilMs });
          return taken === undefined ? [] : paymentWork(contractId, [id]);
        }),
      );
      return claimed.flat();
    },
    paymentWork,
    openPayments: async ({ status, after, limit }) =>
      (await read(open, { status, after: isStorable(after) ? after : '', limit })).map(toWork),
    async postponePayment(contractId, paymentId, nextAttemptAtMs, seen) {
      await write(postpone, { contractId, id: paymentId, nextAttemptAtMs, seen });
    },
  };
}

interface WorkRow {
  readonly payment: StoreContext['tables']['payment']['$inferSelect'];
  readonly currency: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly freelancerId: string;
  readonly freelancerName: string;
  readonly sourceId: NonNullable<PaymentWork['source']>['id'] | null;
  readonly sourceReference: string | null;
}

function toWork(row: WorkRow): PaymentWork {
  const { payment, currency, sourceId } = row;
  return {
    contractId: payment.contractId,
    currency,
    client: { id: row.clientId, name: row.clientName },
    freelancer: { id: row.freelancerId, name: row.freelancerName },
    payment: toPayment(payment),
    source: sourceId === null ? null : { id: sourceId, reference: row.sourceReference },
    attempts: payment.attempts,
  };
}
