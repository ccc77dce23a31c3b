import type { PaymentId } from '@workroom/core';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { type StoreContext, unnamed } from './database.ts';
import { toMovement } from './history-rows.ts';
import { anyOf, textArray } from './parameters.ts';
import { toContract } from './rows.ts';
import { isStorable } from './storable-text.ts';
import type { Books, IdempotencyKey, LoadRequest, Store, StoredContract } from './store.ts';

/** The number of settled payments loaded with a contract, besides open and requested ones. */
const newestPayments = 50;

/** Reads contracts: each call is one statement, so its data is consistent. */
export function loading(context: StoreContext): Pick<Store, 'load' | 'books'> {
  const { read } = context;
  // Each is built on first use: building one takes about 2 ms, and a transaction of the host needs only a few.
  const one = onFirstUse(() => loadOne(context));
  const many = onFirstUse(() => loadMany(context));
  const books = onFirstUse(() => loadBooks(context));
  return {
    async load(requests) {
      // No contract has an id that cannot be stored, and a query with such an id would fail.
      const possible = requests.filter(({ id }) => isStorable(id));
      const ids = possible.map(({ id }) => id);
      if (new Set(ids).size < ids.length)
        throw new TypeError('A load asks for a contract once. Load it again instead.');
      const [only, ...others] = possible;
      if (only === undefined) return new Map();
      const found = await read(others.length === 0 ? one() : many(), valuesOf(possible, only));
      const keys = new Map(possible.map(({ id, idempotency }) => [id, idempotency]));
      return new Map(found.map((row) => [row.id, toStored(row, keys.get(row.id))]));
    },
    async books(contractId, nowMs) {
      if (!isStorable(contractId)) return null;
      const [found] = await read(books(), { id: contractId });
      if (found === undefined) return null;
      const leased = found.payments.filter(({ leaseUntilMs }) => (leaseUntilMs ?? 0) > nowMs);
      return {
        contract: toContract(found),
        movements: found.movements.map(toMovement),
        underWay: new Set(leased.map(({ id }) => id)),
      } satisfies Books;
    },
  };
}

function onFirstUse<Statement>(build: () => Statement): () => Statement {
  let built: Statement | undefined;
  return () => {
    built ??= build();
    return built;
  };
}

function valuesOf(requests: readonly LoadRequest[], only: LoadRequest): Record<string, unknown> {
  const payments: readonly PaymentId[] = requests.flatMap((request) => request.payments ?? []);
  const keys = requests.flatMap(({ idempotency }) => (idempotency === undefined ? [] : [idempotency.key]));
  return {
    id: only.id,
    actor: only.idempotency?.actor ?? null,
    key: only.idempotency?.key ?? null,
    ids: textArray(requests.map(({ id }) => id)),
    payments: textArray(payments.filter(isStorable)),
    keys: textArray(keys),
  };
}

/** With the id as a parameter everywhere, so that a distributed database can route the query. */
function loadOne({ db, tables }: StoreContext) {
  return find(
    { db, tables },
    (column) => eq(column, sql.placeholder('id')),
    sql`${sql.placeholder('id')}`,
    (actor, key) => sql`${eq(actor, sql.placeholder('actor'))} and ${eq(key, sql.placeholder('key'))}`,
  );
}

function loadMany({ db, tables }: StoreContext) {
  return find(
    { db, tables },
    (column, isRoot) => (isRoot ? anyOf(column, 'ids') : undefined),
    columnOf('contract', tables.contract.id),
    // A contract has only a few keys, so they are found by contract, not by looking up each requested key.
    (_, key) => sql`${key} || '' = any(array(select unnest(${sql.placeholder('keys')}::text::text[])))`,
  );
}

function find(
  { db, tables }: Pick<StoreContext, 'db' | 'tables'>,
  isAsked: (column: PgColumn, isRoot: boolean) => SQL | undefined,
  contractId: SQL,
  isKey: (actor: PgColumn, key: PgColumn) => SQL,
) {
  // In the condition of a relational query, a column always means one of the relation; other columns are given by name.
  const newest = (column: PgColumn) => columnOf('newest', column);
  const { id: paymentId, contractId: ofPayment } = tables.payment;
  const oldestOfNewest = sql`coalesce((select ${newest(paymentId)} from ${tables.payment} ${sql.identifier('newest')}
    where ${newest(ofPayment)} = ${contractId} order by ${newest(paymentId)} desc
    offset ${sql.raw(String(newestPayments - 1))} limit 1), '')`;
  return db.query.contract
    .findMany({
      columns: { searchText: false, forecast: false },
      where: ({ id }) => isAsked(id, true),
      with: {
        milestones: { columns: { contractId: false }, where: (milestone) => isAsked(milestone.contractId, false) },
        payments: {
          columns: { contractId: false, attempts: false, nextAttemptAtMs: false, leaseUntilMs: false },
          where: (payment) =>
            and(
              isAsked(payment.contractId, false),
              sql`(${payment.status} not in ('succeeded', 'cancelled') or ${anyOf(payment.id, 'payments')}
                or ${payment.id} >= ${oldestOfNewest})`,
            ),
        },
        keys: {
          columns: { contractId: false, createdAt: false },
          where: ({ contractId: ofContract, actor, key }) => and(isAsked(ofContract, false), isKey(actor, key)),
        },
      },
    })
    .prepare(unnamed);
}

type Found = Awaited<ReturnType<ReturnType<typeof find>['execute']>>[number];

function toStored(row: Found, asked: IdempotencyKey | undefined): StoredContract {
  const found = row.keys.find(({ actor, key }) => actor === asked?.actor && key === asked.key);
  const done = found === undefined ? null : { bodyHash: found.bodyHash, status: found.status, seq: found.seq };
  return { contract: toContract(row), head: row.head, names: row.names, done };
}

/** A contract with all payments and movements. */
function loadBooks({ db }: StoreContext) {
  const isIt = ({ contractId }: { readonly contractId: PgColumn }) => eq(contractId, sql.placeholder('id'));
  return db.query.contract
    .findMany({
      where: ({ id }) => eq(id, sql.placeholder('id')),
      with: {
        milestones: { where: isIt },
        payments: { where: isIt },
        movements: { where: isIt, orderBy: ({ seq, id }, { asc }) => [asc(seq), asc(id)] },
      },
    })
    .prepare(unnamed);
}

export function columnOf(alias: string, { name }: PgColumn): SQL {
  return sql`${sql.identifier(alias)}.${sql.identifier(name)}`;
}
