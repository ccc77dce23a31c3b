import { expect, test } from 'vitest';
import type { WrittenChange } from './changes.ts';
import { type CommitStatement, commitStatements, wholeCommitStatement } from './commit-statement.ts';
import { tablesIn } from './tables.ts';

/** A change as far as the choice of a statement looks at it. */
const change = (rows: object = {}, contract: object = {}) =>
  ({
    creates: false,
    contract: { seq: 2, baseSeq: 1, ...contract },
    parties: [],
    formerParties: [],
    newMilestones: [],
    changedMilestones: [],
    removedMilestones: [],
    newPayments: [],
    changedPayments: [],
    events: [{}],
    movements: [],
    notifications: [],
    ...rows,
  }) as unknown as WrittenChange;

const tables = ({ text }: CommitStatement) =>
  new Set([...text.matchAll(/(?:insert into|update|delete from) "workroom"\."(\w+)"/g)].map(([, table]) => table));

test('a statement writes the tables that its changes have rows for, and no others', () => {
  const statementFor = commitStatements(tablesIn('workroom'));
  expect(tables(statementFor([change()]))).toEqual(new Set(['contract', 'event']));
  const [moved, keyed] = [change({ movements: [{}] }), change({}, { key: 'k' })];
  expect(tables(statementFor([moved, keyed]))).toEqual(new Set(['contract', 'event', 'movement', 'idempotency']));
  expect(tables(statementFor([change(), change({ creates: true })]))).toEqual(
    new Set(['contract', 'creation_key', 'event']),
  );
});

test('changes with the same parts share a statement, which is prepared once', () => {
  const statementFor = commitStatements(tablesIn('workroom'));
  expect(statementFor([change(), change()])).toBe(statementFor([change()]));
});

test('only so many statements are prepared; past them the one for any changes serves', () => {
  const statementFor = commitStatements(tablesIn('workroom'));
  const parts = [
    'movements',
    'notifications',
    'changedMilestones',
    'newPayments',
    'changedPayments',
    'parties',
  ] as const;
  const texts = Array.from({ length: 2 ** parts.length }, (_, number) => {
    const rows = parts.filter((_part, place) => (number >> place) % 2 === 1).map((part) => [part, [{}]]);
    return statementFor([change(Object.fromEntries(rows))]).text;
  });
  expect(new Set(texts).size).toBe(33);
  expect(texts.at(-1)).toBe(wholeCommitStatement(tablesIn('workroom')).text);
});
