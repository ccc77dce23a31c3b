import { and, eq, isNull, type SQL, sql, type WithSubquery } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { WrittenChange } from './changes.ts';
import { type StoreContext, unnamed } from './database.ts';
import { anyOf, columnsBut, everyColumn, rowsIn } from './parameters.ts';
import { fixedPaymentColumns } from './rows.ts';

/** Rows that a commit may write in addition to the contract's own. */
const parts = [
  'events',
  'words',
  'notifications',
  'movements',
  'changedMilestones',
  'newPayments',
  'changedPayments',
  'newMilestones',
  'parties',
  'formerParties',
  'removedMilestones',
  'erasedWords',
  'erasedEvents',
] as const satisfies readonly (keyof WrittenChange)[];
export type CommitPart = (typeof parts)[number];

const withoutErasure = parts.filter((part) => part !== 'erasedWords' && part !== 'erasedEvents');

/**
 * The statements that a commit chooses from: the first that covers all its parts. Setting up unused parts takes the
 * database longer than writing a release, so common commits have a statement without them.
 */
const kinds = {
  message: { makes: [], parts: ['events', 'words', 'notifications'] },
  money: {
    makes: [],
    parts: ['events', 'notifications', 'movements', 'changedMilestones', 'newPayments', 'changedPayments'],
  },
  work: {
    makes: [],
    parts: ['events', 'words', 'notifications', 'movements', 'changedMilestones', 'newPayments', 'changedPayments'],
  },
  any: { makes: ['contract'], parts: withoutErasure },
  erasure: { makes: ['contract'], parts },
} as const satisfies Record<string, { readonly makes: readonly 'contract'[]; readonly parts: readonly CommitPart[] }>;
type Kind = keyof typeof kinds;

export interface CommitStatement {
  readonly parts: readonly CommitPart[];
  readonly statement: ReturnType<typeof commitStatement>;
}

/** Finds the statement for some changes. Statements are built on first use. */
export function commitStatements(context: StoreContext): (changes: readonly WrittenChange[]) => CommitStatement {
  const built = new Map<string, CommitStatement>();
  return (changes) => {
    const needed = parts.filter((part) => changes.some((change) => change[part].length > 0));
    const isEnough = ({ makes, parts: own }: (typeof kinds)[Kind]) =>
      needed.every((part) => own.some((each) => each === part)) &&
      (makes.length > 0 || !changes.some(({ creates }) => creates));
    const kind = (Object.keys(kinds) as Kind[]).find((name) => isEnough(kinds[name])) ?? 'any';
    const isOne = changes.length === 1;
    const name = `${kind} ${isOne}`;
    const found = built.get(name) ?? { parts: kinds[kind].parts, statement: commitStatement(context, kind, isOne) };
    built.set(name, found);
    return found;
  };
}

/**
 * One statement for all writes of a batch of changes. The guard is on the row that the statement itself updates, and
 * every other part selects from the rows that passed it: a change that lost its race writes nothing, and a change that
 * breaks a constraint fails the whole statement.
 *
 * - Two commits on one `seq`: the second waits for the row, is checked against its new version, and finds no row.
 * - A commit on an event that a failover has lost, whose number belongs to another event now: the hashes differ.
 * - Two commits with one idempotency key: the later one was decided on a later `seq`, which it can only
 *   have read together with the key; the `not exists` sees the key for commits that did not look it up. Changes without an event
 * leave `seq` as it is. Of these, commits of any number may succeed: they only write the key.
 * - Two creations with one key: see `claimKeysStatement`.
 *
 * Placeholders: `contracts` and each part, rows as JSON; `id` for one contract, `ids` for many. Columns missing from a
 * row of a known contract or milestone keep their values (`columnsBut`).
 *
 * @param isOne for one contract, whose id every table is filtered by
 */
function commitStatement({ db, tables }: StoreContext, kind: Kind, isOne: boolean) {
  const { contract, contractParty, milestone, payment, event, word, movement, notification, idempotency } = tables;
  const isOfThese = (column: PgColumn) => (isOne ? eq(column, sql.placeholder('id')) : anyOf(column, 'ids'));
  const changes = rowsIn('contracts', contract, {
    baseSeq: 'bigint',
    baseHead: 'text',
    actor: 'text',
    key: 'text',
    bodyHash: 'text',
    answerStatus: 'integer',
  });
  const given = changes.column;

  const isNew = sql`not exists (select from ${idempotency} where ${isOfThese(idempotency.contractId)} and
    ${idempotency.contractId} = ${given('id')} and ${idempotency.actor} = ${given('actor')} and ${idempotency.key} = ${given('key')})`;
  const changed = db.$with(kinds[kind].makes.length > 0 ? 'changed' : 'written').as(
    db
      .update(contract)
      .set(columnsBut(contract, changes, ['id', 'currency', 'policy', 'createdAtMs']))
      .from(changes.from)
      .where(
        and(
          isOfThese(contract.id),
          eq(contract.id, given('id')),
          eq(contract.seq, given('baseSeq')),
          eq(contract.head, given('baseHead')),
          isNew,
        ),
      )
      .returning({
        id: contract.id,
        actor: given('actor').as('actor'),
        key: given('key').as('key'),
        bodyHash: given('bodyHash').as('body_hash'),
        answerStatus: given('answerStatus').as('answer_status'),
        seq: contract.seq,
      }),
  );
  const created = db.$with('created').as(
    db
      .insert(contract)
      .select(sql`select ${everyColumn(contract, changes)} from ${changes.from} where ${given('baseSeq')} is null`)
      .onConflictDoNothing()
      .returning({ id: contract.id }),
  );
  const written =
    kinds[kind].makes.length > 0
      ? db.$with('written', { id: contract.id }).as(sql`select id from ${changed} union all select id from ${created}`)
      : changed;

  const ofWritten = (column: (key: 'contractId') => SQL) => sql`join ${written} w on w.id = ${column('contractId')}`;
  const isOneOf = <Table extends typeof milestone | typeof contractParty>(
    part: CommitPart,
    table: Table,
    columns: Readonly<Record<string, PgColumn>>,
  ) => {
    const rows = rowsIn(part, table);
    const given = Object.keys(columns).map((key) => sql`r.${sql.identifier(key)}`);
    return sql`(${sql.join(Object.values(columns), sql`, `)}) in (select ${sql.join(given, sql`, `)} from ${rows.from} ${ofWritten(rows.column)})`;
  };
  const newRows = <
    Table extends
      | typeof event
      | typeof word
      | typeof movement
      | typeof milestone
      | typeof payment
      | typeof contractParty,
  >(
    part: CommitPart,
    table: Table,
    select: (rows: ReturnType<typeof rowsIn<Table>>) => SQL,
  ) => {
    const rows = rowsIn(part, table);
    return db
      .$with(part)
      .as(db.insert(table).select(sql`select ${select(rows)} from ${rows.from} ${ofWritten(rows.column)}`));
  };

  const builders: { readonly [Part in CommitPart]: () => WithSubquery } = {
    events: () =>
      newRows('events', event, (rows) => everyColumn(event, rows, { transaction: sql`pg_current_xact_id()` })),
    words: () => newRows('words', word, (rows) => everyColumn(word, rows)),
    movements: () => newRows('movements', movement, (rows) => everyColumn(movement, rows)),
    newMilestones: () => newRows('newMilestones', milestone, (rows) => everyColumn(milestone, rows)),
    newPayments: () => newRows('newPayments', payment, (rows) => everyColumn(payment, rows)),
    parties: () => newRows('parties', contractParty, (rows) => everyColumn(contractParty, rows)),
    notifications: () => {
      const rows = rowsIn('notifications', notification, { personIds: 'text[]' });
      return db.$with('notifications').as(
        db.insert(notification).select(sql`select ${everyColumn(notification, rows, { personId: sql`p.id` })}
          from ${rows.from} ${ofWritten(rows.column)} cross join unnest(${rows.column('personIds')}) p(id)`),
      );
    },
    changedMilestones: () => {
      const rows = rowsIn('changedMilestones', milestone, { keepsSubmission: 'boolean' });
      return db.$with('changed_milestones').as(
        db
          .update(milestone)
          .set({
            ...columnsBut(milestone, rows, ['contractId', 'id']),
            submission: sql`case when ${rows.column('keepsSubmission')} then ${milestone.submission} else ${rows.column('submission')} end`,
          })
          .from(sql`${rows.from} ${ofWritten(rows.column)}`)
          .where(and(isOfThese(milestone.contractId), isRow(milestone.contractId, milestone.id, rows.column))),
      );
    },
    changedPayments: () => {
      const rows = rowsIn('changedPayments', payment, { scheduled: 'boolean' });
      const { from, column } = rows;
      const scheduled = (then: SQL, otherwise: SQL | PgColumn) =>
        sql`case when ${column('scheduled')} then ${then} else ${otherwise} end`;
      return db.$with('changed_payments').as(
        db
          .update(payment)
          .set({
            ...columnsBut(payment, rows, ['contractId', 'id', ...fixedPaymentColumns]),
            attempts: sql`${payment.attempts} + ${scheduled(column('attempts'), sql`0`)}`,
            nextAttemptAtMs: scheduled(column('nextAttemptAtMs'), payment.nextAttemptAtMs),
            leaseUntilMs: scheduled(column('leaseUntilMs'), payment.leaseUntilMs),
          })
          .from(sql`${from} ${ofWritten(column)}`)
          .where(and(isOfThese(payment.contractId), isRow(payment.contractId, payment.id, column))),
      );
    },
    erasedWords: () => {
      const rows = rowsIn('erasedWords', word);
      const isWord = ['contractId', 'seq', 'pointer'] as const;
      return db.$with('erased_words').as(
        db
          .update(word)
          .set({
            salt: sql`null`,
            text: sql`null`,
            erasedAtMs: rows.column('erasedAtMs'),
            personId: sql`coalesce(${rows.column('personId')}, ${word.personId})`,
          })
          .from(sql`${rows.from} ${ofWritten(rows.column)}`)
          .where(
            and(
              isOfThese(word.contractId),
              ...isWord.map((key) => eq(word[key], rows.column(key))),
              isNull(word.erasedAtMs),
            ),
          ),
      );
    },
    erasedEvents: () => {
      const rows = rowsIn('erasedEvents', event);
      return db.$with('erased_events').as(
        db
          .update(event)
          .set({ actor: rows.column('actor'), data: rows.column('data'), erasedAtMs: rows.column('erasedAtMs') })
          .from(sql`${rows.from} ${ofWritten(rows.column)}`)
          .where(
            and(
              isOfThese(event.contractId),
              eq(event.contractId, rows.column('contractId')),
              eq(event.seq, rows.column('seq')),
            ),
          ),
      );
    },
    formerParties: () => {
      const { contractId, personId, role } = contractParty;
      return db
        .$with('former_parties')
        .as(
          db
            .delete(contractParty)
            .where(and(isOfThese(contractId), isOneOf('formerParties', contractParty, { contractId, personId, role }))),
        );
    },
    removedMilestones: () => {
      const { contractId, id } = milestone;
      return db
        .$with('removed_milestones')
        .as(
          db
            .delete(milestone)
            .where(and(isOfThese(contractId), isOneOf('removedMilestones', milestone, { contractId, id }))),
        );
    },
  };

  const keys = db
    .$with('keys')
    .as(
      db
        .insert(idempotency)
        .select(
          sql`select w.id, w.actor, w.key, w.body_hash, w.answer_status, w.seq, now() from ${changed} w where w.key is not null`,
        )
        .onConflictDoNothing(),
    );

  const more = kinds[kind].parts.map((part) => builders[part]());
  const all = kinds[kind].makes.length > 0 ? [changed, created, written, ...more, keys] : [changed, ...more, keys];
  return db
    .with(...all)
    .select({ id: written.id })
    .from(written)
    .prepare(unnamed);
}

function isRow(contractId: PgColumn, id: PgColumn, column: (key: 'contractId' | 'id') => SQL): SQL | undefined {
  return and(eq(contractId, column('contractId')), eq(id, column('id')));
}

/**
 * Claims idempotency keys of creations for the contracts that they will create, and returns the contract of each key. A
 * key belongs to no contract yet, so the contract's own statement cannot write it if contracts are distributed. The key
 * is claimed first: a request that finds it without its contract creates the contract under that id.
 *
 * Placeholders: `creations`, rows as JSON, each key once.
 */
export function claimKeysStatement({ db, tables: { creationKey } }: StoreContext) {
  const { actor, key, contractId } = creationKey;
  const rows = rowsIn('creations', creationKey);
  return db
    .insert(creationKey)
    .select(sql`select ${everyColumn(creationKey, rows, { createdAt: sql`now()` })} from ${rows.from} where true`)
    .onConflictDoUpdate({ target: [actor, key], set: { contractId: sql`${contractId}` } })
    .returning({ contractId })
    .prepare(unnamed);
}
