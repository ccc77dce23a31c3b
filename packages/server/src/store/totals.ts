import type { Currency, Instant, PaymentKind } from '@workroom/core';
import { and, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { type StoreContext, unnamed } from './database.ts';

/** Sums over all contracts of one currency, in minor units (rule 48). */
export interface CurrencyTotals {
  readonly currency: Currency;
  readonly held: number;
  readonly carried: number;
  /** Released money whose payouts have not succeeded yet. */
  readonly payoutsWaiting: number;
  /** Money that is being taken back from freelancers. */
  readonly receivable: number;
  /** The marketplace's losses, as of now. */
  readonly losses: number;
  /** The part of `losses` that open chargebacks may still give back. */
  readonly ofWhichOpen: number;
  readonly deposited: number;
  readonly released: number;
  readonly refunded: number;
  readonly fees: number;
}

interface Row {
  readonly currency: string;
  readonly [name: string]: number | string;
}

export function totalsOver({ db, tables, read }: StoreContext) {
  const { contract, payment, event, movement } = tables;
  const { debit, credit, amount } = movement;
  const sumOf = (value: SQL) => sql`coalesce(sum(${value}), 0)`.mapWith(exact);
  const moved = (where: SQL) => sumOf(sql`case when ${where} then ${amount} else 0 end`);
  const fromEscrow = sql`${debit} like 'escrow:%'`;
  const isReturn = sql`${debit} = 'returned:release' and ${credit} = 'payable:client'`;

  const standing = db
    .select({
      currency: contract.currency,
      held: sumOf(sql`${contract.held}`),
      carried: sumOf(sql`${contract.carried}`),
    })
    .from(contract)
    .groupBy(contract.currency)
    .prepare(unnamed);
  // A failed payout that was requested again is `cancelled`, so that each owed sum counts once.
  const openOf = (kind: PaymentKind) =>
    sumOf(sql`case when ${eq(payment.kind, sql.raw(`'${kind}'`))} then ${payment.amount} - ${payment.fee} else 0 end`);
  const waiting = db
    .select({ currency: contract.currency, payoutsWaiting: openOf('transfer'), receivable: openOf('reversal') })
    .from(payment)
    .innerJoin(contract, eq(contract.id, payment.contractId))
    .where(
      and(
        inArray(payment.kind, sql`('transfer', 'reversal')`),
        sql`${payment.status} in ('waiting', 'pending', 'requires_action', 'parked')`,
      ),
    )
    .groupBy(contract.currency)
    .prepare(unnamed);
  // By time of recording: a late event must not change a period that was already read.
  const period = db
    .select({
      currency: contract.currency,
      deposited: moved(sql`${debit} = 'processor' and ${credit} like 'escrow:%'`),
      // Returned releases (rule 50) count as refunded instead.
      released:
        sumOf(sql`case when ${fromEscrow} and ${credit} in ('payable:freelancer', 'fees:freelancer', 'tax:freelancer') then ${amount}
        when ${isReturn} then -${amount} else 0 end`),
      refunded: moved(sql`(${fromEscrow} or ${debit} = 'returned:release') and ${credit} = 'payable:client'`),
      fees: sumOf(
        sql`case when ${credit} like 'fees:%' then ${amount} when ${debit} like 'fees:%' then -${amount} else 0 end`,
      ),
    })
    .from(event)
    .innerJoin(movement, and(eq(movement.contractId, event.contractId), eq(movement.seq, event.seq)))
    .innerJoin(contract, eq(contract.id, event.contractId))
    .where(and(gte(event.recordedAtMs, sql.placeholder('from')), lt(event.recordedAtMs, sql.placeholder('to'))))
    .groupBy(contract.currency)
    .prepare(unnamed);

  // Chargebacks are in the contract's own row, because few contracts have one. Their steps are joined, not summed in a
  // subquery of the sum: that one ends the coordinator of a Citus cluster with a segmentation fault.
  const open = db
    .select({ currency: contract.currency, ofWhichOpen: sumOf(sql`(step ->> 'amount')::bigint`) })
    .from(contract)
    .crossJoinLateral(sql`jsonb_array_elements(${contract.chargebacks}) chargeback`)
    .crossJoinLateral(sql`jsonb_array_elements(chargeback -> 'steps') step`)
    .where(sql`chargeback ->> 'state' = 'open' and step ->> 'from' = 'loss'`)
    .groupBy(contract.currency)
    .prepare(unnamed);
  const losses = db
    .select({
      currency: contract.currency,
      losses: sumOf(sql`case when ${debit} = 'loss:marketplace' then ${amount} else -${amount} end`),
    })
    .from(movement)
    .innerJoin(contract, eq(contract.id, movement.contractId))
    .where(sql`${debit} = 'loss:marketplace' or ${credit} = 'loss:marketplace'`)
    .groupBy(contract.currency)
    .prepare(unnamed);

  return async (asked: { readonly from: Instant; readonly to: Instant }): Promise<readonly CurrencyTotals[]> => {
    const rows: readonly Row[] = (
      await Promise.all([read(standing), read(waiting), read(losses), read(open), read(period, { ...asked })])
    ).flat();
    const byCurrency = Map.groupBy(rows, ({ currency }) => currency);
    return [...byCurrency]
      .map(([currency, found]) => ({ ...nothing, ...Object.assign({}, ...found), currency }))
      .toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
  };
}

const nothing = {
  held: 0,
  carried: 0,
  payoutsWaiting: 0,
  receivable: 0,
  losses: 0,
  ofWhichOpen: 0,
  deposited: 0,
  released: 0,
  refunded: 0,
  fees: 0,
};

/** @throws RangeError for a sum that is not an exact integer */
function exact(value: unknown): number {
  const sum = Number(value);
  if (!Number.isSafeInteger(sum)) throw new RangeError(`A total is too large to be exact: ${value}.`);
  return sum;
}
