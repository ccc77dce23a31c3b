import type { ContractId, Currency, EventType, Fee, Instant, Movement } from '@workroom/core';
import { and, asc, eq, gt, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { type StoreContext, unnamed } from './database.ts';
import { onceEach } from './once-each.ts';
import { anyOf, given, textArray } from './parameters.ts';
import { isStorable } from './storable-text.ts';

/**
 * A position in the commit order of events over all contracts. It uses transaction numbers, because sequence numbers
 * are assigned in one order and committed in another.
 */
export interface FeedPlace {
  /** PostgreSQL's transaction number, as a decimal number. */
  readonly transaction: string;
  readonly contractId: ContractId;
  readonly seq: number;
  /** The number of a movement in its event; empty for the event. */
  readonly movementId: string;
}

export interface FeedMovement {
  readonly place: FeedPlace;
  readonly movement: Movement;
  readonly currency: Currency;
  readonly recordedAt: Instant;
}

export interface FeedEvent {
  readonly place: FeedPlace;
  /** Whether an earlier event of its contract comes later in the feed. */
  readonly isEarly: boolean;
}

/** An event that settled money, with its movements. */
export interface Settlement {
  readonly contractId: ContractId;
  readonly seq: number;
  readonly type: EventType;
  readonly data: object;
  readonly eventId: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly currency: Currency;
  readonly contractTitle: string;
  readonly milestoneTitle: string | null;
  readonly clientId: string;
  readonly freelancerId: string;
  readonly movements: readonly Pick<Movement, 'debit' | 'credit' | 'amount'>[];
  /** Fee rows of its payment; none if it has no payment, or one from before fees had rows. */
  readonly paymentFees: readonly Fee[];
}

export interface Feed {
  /** Positions of events after a given one, of some types or all. Events that are still being committed come later. */
  events(asked: {
    readonly after: FeedPlace | null;
    readonly types: readonly EventType[] | undefined;
    readonly limit: number;
  }): Promise<readonly FeedEvent[]>;
  /** Numbers of the events before `place` on its contract that come after it in the feed. */
  missedBefore(place: FeedPlace): Promise<readonly number[]>;
  /** Movements of all contracts after a place, of events recorded in [from, to). */
  movements(asked: {
    readonly after: FeedPlace | null;
    readonly from: Instant | undefined;
    readonly to: Instant | undefined;
    readonly limit: number;
  }): Promise<readonly FeedMovement[]>;
  /** Events that settled money on contracts with a person as the client or the freelancer, by time of recording. */
  settlements(asked: {
    readonly personId: string;
    /** Only on these contracts, for tokens that are limited to some. */
    readonly contractIds: readonly ContractId[] | undefined;
    readonly types: readonly EventType[];
    readonly from: Instant;
    readonly to: Instant;
    readonly after: Pick<Settlement, 'recordedAt' | 'contractId' | 'seq'> | null;
    readonly limit: number;
  }): Promise<readonly Settlement[]>;
}

export function feedOver({ db, tables, read }: StoreContext): Feed {
  const { event, movement, contract, contractParty, milestone, payment } = tables;
  const isCommitted = sql`${event.transaction} < pg_snapshot_xmin(pg_current_snapshot())`;
  const place = {
    transaction: sql<string>`${event.transaction}::text`,
    contractId: event.contractId,
    seq: event.seq,
  };
  /** The index only has the transaction, so its condition comes first. */
  const isAfter = (...rest: readonly [column: PgColumn, given: SQL][]) => {
    const transaction = given('transaction', 'xid8');
    const columns = sql.join([event.transaction, ...rest.map(([column]) => column)], sql`, `);
    const values = sql.join([transaction, ...rest.map(([, value]) => value)], sql`, `);
    return and(gte(event.transaction, transaction), sql`(${columns}) > (${values})`);
  };
  const afterEvent: readonly [PgColumn, SQL][] = [
    [event.contractId, given('contractId', 'text')],
    [event.seq, given('seq', 'bigint')],
  ];
  const before = sql`(select p.transaction from ${event} p where p.contract_id = ${event.contractId} and p.seq = ${event.seq} - 1)`;

  const events = onceEach(
    ({ after, types }: Parameters<Feed['events']>[0]) => [after !== null, types !== undefined],
    ({ after, types }) =>
      db
        .select({ ...place, isEarly: sql<boolean>`coalesce(${before} > ${event.transaction}, false)` })
        .from(event)
        .where(
          and(
            isCommitted,
            types === undefined ? undefined : anyOf(event.type, 'types'),
            after === null ? undefined : isAfter(...afterEvent),
          ),
        )
        .orderBy(asc(event.transaction), asc(event.contractId), asc(event.seq))
        .limit(sql.placeholder('limit'))
        .prepare(unnamed),
  );
  const missed = db
    .select({ seq: event.seq })
    .from(event)
    .where(
      and(
        eq(event.contractId, sql.placeholder('contractId')),
        lt(event.seq, sql.placeholder('seq')),
        gt(event.transaction, given('transaction', 'xid8')),
      ),
    )
    .orderBy(asc(event.seq))
    .prepare(unnamed);
  const movements = onceEach(
    ({ after, from, to }: Parameters<Feed['movements']>[0]) => [after !== null, from !== undefined, to !== undefined],
    ({ after, from, to }) =>
      db
        .select({ ...place, movement, currency: contract.currency, recordedAt: event.recordedAtMs })
        .from(event)
        .innerJoin(movement, and(eq(movement.contractId, event.contractId), eq(movement.seq, event.seq)))
        .innerJoin(contract, eq(contract.id, event.contractId))
        .where(
          and(
            isCommitted,
            after === null ? undefined : isAfter(...afterEvent, [movement.id, given('movementId', 'text')]),
            from === undefined ? undefined : gte(event.recordedAtMs, sql.placeholder('from')),
            to === undefined ? undefined : lt(event.recordedAtMs, sql.placeholder('to')),
          ),
        )
        .orderBy(asc(event.transaction), asc(event.contractId), asc(event.seq), asc(movement.id))
        .limit(sql.placeholder('limit'))
        .prepare(unnamed),
  );
  const moved = sql`(select coalesce(json_agg(json_build_object(
    'debit', m.debit, 'credit', m.credit, 'amount', m.amount)), '[]')
    from ${movement} m where m.contract_id = ${event.contractId} and m.seq = ${event.seq})`;
  // One row per contract; removing duplicates would compute everything before the first page.
  const own = db
    .select({ id: contractParty.contractId })
    .from(contractParty)
    .where(eq(contractParty.personId, sql.placeholder('personId')));
  const settlements = onceEach(
    ({ after, contractIds }: Parameters<Feed['settlements']>[0]) => [after !== null, contractIds !== undefined],
    ({ after, contractIds }) =>
      db
        .select({
          contractId: event.contractId,
          seq: event.seq,
          type: event.type,
          data: sql<string>`${event.data}::text`,
          eventId: event.id,
          occurredAt: event.occurredAtMs,
          recordedAt: event.recordedAtMs,
          currency: contract.currency,
          contractTitle: contract.title,
          milestoneTitle: milestone.title,
          clientId: contract.clientId,
          freelancerId: contract.freelancerId,
          movements: sql<string>`${moved}::text`,
          paymentFees: sql<string | null>`${payment.fees}::text`,
        })
        .from(contract)
        .innerJoin(event, eq(event.contractId, contract.id))
        .leftJoin(
          milestone,
          and(eq(milestone.contractId, contract.id), sql`${milestone.id} = ${event.data} ->> 'milestoneId'`),
        )
        .leftJoin(payment, and(eq(payment.contractId, contract.id), sql`${payment.id} = ${event.data} ->> 'paymentId'`))
        .where(
          and(
            inArray(contract.id, own),
            or(
              eq(contract.clientId, sql.placeholder('personId')),
              eq(contract.freelancerId, sql.placeholder('personId')),
            ),
            contractIds === undefined ? undefined : anyOf(contract.id, 'contractIds'),
            anyOf(event.type, 'types'),
            gte(event.recordedAtMs, sql.placeholder('from')),
            lt(event.recordedAtMs, sql.placeholder('to')),
            after === null
              ? undefined
              : sql`(${event.recordedAtMs}, ${event.contractId}, ${event.seq}) >
                (${given('recordedAt', 'bigint')}, ${given('contractId', 'text')}, ${given('seq', 'bigint')})`,
          ),
        )
        .orderBy(asc(event.recordedAtMs), asc(event.contractId), asc(event.seq))
        .limit(sql.placeholder('limit'))
        .prepare(unnamed),
  );

  return {
    async events(asked) {
      const { after, types = [], limit } = asked;
      const rows = await read(events(asked), { ...after, types: textArray(types), limit });
      return rows.map(({ isEarly, ...row }) => ({ place: { ...row, movementId: '' }, isEarly }));
    },
    async missedBefore({ transaction, contractId, seq }) {
      return (await read(missed, { transaction, contractId, seq })).map((row) => row.seq);
    },
    async movements(asked) {
      const { after, from, to, limit } = asked;
      const rows = await read(movements(asked), { ...after, from, to, limit });
      return rows.map(({ movement: row, currency, recordedAt, ...at }) => {
        const { contractId: _, atMs, ...same } = row;
        return { place: { ...at, movementId: row.id }, movement: { ...same, at: atMs }, currency, recordedAt };
      });
    },
    async settlements(asked) {
      const { personId, contractIds = [], types, from, to, after, limit } = asked;
      if (!isStorable(personId)) return [];
      const rows = await read(settlements(asked), {
        personId,
        contractIds: textArray(contractIds),
        types: textArray(types),
        from,
        to,
        ...after,
        limit,
      });
      return rows.map(({ data, movements: found, paymentFees, ...row }) => ({
        ...row,
        paymentFees: paymentFees === null ? [] : (JSON.parse(paymentFees) as Settlement['paymentFees']),
        data: JSON.parse(data) as object,
        movements: JSON.parse(found) as Settlement['movements'],
      }));
    },
  };
}
