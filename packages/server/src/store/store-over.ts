import type { ContractId } from '@workroom/core';
import { textArray } from './columns.ts';
import { commit } from './commit.ts';
import { commitStatements } from './commit-statement.ts';
import { type Database, read } from './database.ts';
import { type DatabaseFacts, databaseFacts } from './database-facts.ts';
import {
  changedSinceStatement,
  markReadStatement,
  notificationsStatement,
  toldStatement,
  unreadStatement,
} from './feed.ts';
import { figuresOver } from './figures.ts';
import { booksStatement, load, loadStatement } from './load.ts';
import { migrate, type SchemaState, schemaState } from './migrate.ts';
import { outboxOver } from './outbox-over.ts';
import {
  claimPaymentsStatement,
  openPaymentsStatement,
  paymentWorkStatement,
  postponePaymentStatement,
} from './payment-work.ts';
import { providerBooksOver } from './provider-books.ts';
import {
  dueContractsStatement,
  findCreatedStatement,
  forgetKeysStatement,
  listStatement,
  movementsStatement,
  timelineStatement,
  wasCommittedStatement,
} from './reads.ts';
import {
  readBooks,
  readChanged,
  readContractId,
  readCreated,
  readEvent,
  readMovement,
  readNotification,
  readPaymentWork,
  readTold,
} from './rows.ts';
import { readRevocation, revokedUntilStatement, revokeSessionsStatement } from './session-revocations.ts';
import { isStorable } from './storable-text.ts';
import type { Store } from './store.ts';
import { tablesIn } from './tables.ts';
import { uploadRecordsOver } from './upload-records.ts';
import { webhooksOver } from './webhooks-over.ts';

export interface WorkroomStore extends Store {
  readonly kind: Database['kind'];
  /** Makes the tables, or brings them up to date. Safe from any number of processes at once. */
  migrate(): Promise<void>;
  /** Which steps of the tables are there. Changes nothing. */
  schemaState(): Promise<SchemaState>;
  /** How the database is set up. */
  facts(): Promise<DatabaseFacts>;
}

/** The store over a database that somebody opened, in a Postgres schema of that name. */
export function storeOver(database: Database, schema: string): WorkroomStore {
  const tables = tablesIn(checkedName(schema));
  const query: Database['query'] = (statement, parameters) => read(() => database.query(statement, parameters));
  const statements = {
    load: loadStatement(tables),
    commit: commitStatements(tables),
    timeline: timelineStatement(tables),
    movements: movementsStatement(tables),
    books: booksStatement(tables),
    wasCommitted: wasCommittedStatement(tables),
    findCreated: findCreatedStatement(tables),
    dueContracts: dueContractsStatement(tables),
    paymentWork: paymentWorkStatement(tables),
    openPayments: openPaymentsStatement(tables),
    postponePayment: postponePaymentStatement(tables),
    unread: unreadStatement(tables),
    told: toldStatement(tables),
    markRead: markReadStatement(tables),
    changedSince: changedSinceStatement(tables),
    revokedUntil: revokedUntilStatement(tables),
    revokeSessions: revokeSessionsStatement(tables),
  };
  /** Nothing is kept under an id that cannot be stored. */
  const ofContract = async (contractId: ContractId, statement: string, more: readonly string[] = []) =>
    isStorable(contractId) ? query(statement, [contractId, ...more]) : [];

  return {
    kind: database.kind,
    schemaState: () => schemaState(database, schema),
    facts: () => databaseFacts(database),
    figures: figuresOver(database.query, tables),
    outbox: outboxOver(database.query, tables),
    webhooks: webhooksOver(database.query, tables),
    providerBooks: providerBooksOver(database.query, tables),
    uploads: uploadRecordsOver(database.query, tables),
    migrate: () => migrate(database, schema),
    load: (requests) => load(query, statements.load, requests),
    commit: (changes) => commit(database, statements.commit, changes),

    wasCommitted: async (contractId, commandId, afterSeq) =>
      (await ofContract(contractId, statements.wasCommitted, [String(afterSeq), commandId])).length > 0,
    async findCreated({ actor, key }) {
      const [found] = await query(statements.findCreated, [actor, key]);
      return found === undefined ? null : readCreated(found);
    },
    async forgetKeys(olderThanSeconds, limit) {
      const statement = forgetKeysStatement(tables, limit);
      const [count] = await database.query(statement, [String(Math.trunc(olderThanSeconds))]);
      return Number(count);
    },

    async listContracts(asked) {
      const list = listStatement(tables, asked);
      if (list === null) return { data: [], nextCursor: null };
      const ids = (await query(list.statement, list.parameters)).map(readContractId);
      const data = ids.slice(0, asked.limit);
      return { data, nextCursor: ids.length > data.length ? (data.at(-1) ?? null) : null };
    },
    timeline: async (contractId, afterSeq, limit) =>
      (await ofContract(contractId, statements.timeline, [String(afterSeq), String(limit)])).map(readEvent),
    movements: async (contractId, { after, through } = allEvents) =>
      (await ofContract(contractId, statements.movements, [String(after), String(through)])).map(readMovement),
    async books(contractId, nowMs) {
      const [found] = await ofContract(contractId, statements.books);
      return found === undefined ? null : readBooks(found, nowMs);
    },
    dueContracts: async (now, limit) =>
      (await query(statements.dueContracts, [String(now), String(limit)])).map(readContractId),

    async claimPayments(nowMs, leaseUntilMs, limit) {
      const statement = claimPaymentsStatement(tables, limit);
      return (await database.query(statement, [String(nowMs), String(leaseUntilMs)])).map(readPaymentWork);
    },
    openPayments: async ({ status, after, limit }) =>
      (await database.query(statements.openPayments, [status, isStorable(after) ? after : '', String(limit)])).map(
        readPaymentWork,
      ),
    paymentWork: async (contractId, paymentIds) =>
      (await ofContract(contractId, statements.paymentWork, [textArray(paymentIds)])).map(readPaymentWork),
    async postponePayment(contractId, paymentId, nextAttemptAtMs, seen) {
      await database.query(statements.postponePayment, [contractId, paymentId, String(nextAttemptAtMs ?? ''), seen]);
    },

    async notifications(asked) {
      if (!isStorable(asked.personId) || (asked.cursor !== undefined && !isStorable(asked.cursor))) {
        return { data: [], nextCursor: null, unread: 0 };
      }
      const page = notificationsStatement(tables, asked);
      const [rows, [unread]] = await Promise.all([
        query(page.statement, page.parameters),
        query(statements.unread, [asked.personId, contractsOrAll(asked.contractIds)]),
      ]);
      const found = rows.map(readNotification);
      const data = found.slice(0, asked.limit);
      return {
        data,
        nextCursor: found.length > data.length ? (data.at(-1)?.id ?? null) : null,
        unread: Number(unread),
      };
    },
    told: async (contractId, seq) => (await ofContract(contractId, statements.told, [String(seq)])).map(readTold),
    async markRead(personId, ids, now, contractIds) {
      if (!isStorable(personId)) return;
      const named = ids === null ? '' : textArray(ids.filter(isStorable));
      await database.query(statements.markRead, [personId, named, String(now), contractsOrAll(contractIds)]);
    },
    async changedSince(watermark) {
      const [changed] = await query(statements.changedSince, [watermark ?? '']);
      if (changed === undefined) throw new TypeError('the statement answers one row');
      return readChanged(changed);
    },

    sessionsRevokedUntil: async (personIds) =>
      new Map((await query(statements.revokedUntil, [textArray(personIds.filter(isStorable))])).map(readRevocation)),
    async revokeSessions(personId, untilMs, forgetBeforeMs) {
      await database.query(statements.revokeSessions, [personId, String(untilMs), String(forgetBeforeMs)]);
    },

    async ping() {
      await query("select 'answers' as row");
    },
    close: () => database.close(),
  };
}

const allEvents = { after: 0, through: Number.MAX_SAFE_INTEGER };

/** An array, or nothing for all of them. */
function contractsOrAll(contractIds: readonly ContractId[] | undefined): string {
  return contractIds === undefined ? '' : textArray(contractIds);
}

/** The name goes into statements as it is. */
function checkedName(schema: string): string {
  if (/^[a-z_][a-z0-9_]{0,62}$/.test(schema) && schema !== 'public') return schema;
  throw new TypeError(
    `"${schema}" cannot name Workroom's schema. Use lower-case letters, digits and underscores, and not "public".`,
  );
}
