import type { ContractId } from '@workroom/core';
import { type WrittenChange, writtenChange } from './changes.ts';
import { textArray } from './columns.ts';
import type { CommitStatement } from './commit-statement.ts';
import { CommitUnknown, type Database, DatabaseUnavailable } from './database.ts';
import { storableJson } from './storable-text.ts';
import type { Change, CommitResult } from './store.ts';

export async function commit(
  database: Database,
  statementFor: (changes: readonly WrittenChange[]) => CommitStatement,
  changes: readonly Change[],
): Promise<readonly CommitResult[]> {
  if (changes.length === 0) return [];
  const written = changes.map(writtenChange);
  const ids = written.map(({ id }) => id);
  if (new Set(ids).size < ids.length)
    throw new TypeError('A batch changes a contract once. Commit the second change after the first.');
  const committed = await send(database, statementFor(written), ids, written);
  return written.map(({ id, head }) => (committed.has(id) ? { committed: true, head } : { committed: false }));
}

async function send(
  database: Database,
  { text, parts }: CommitStatement,
  ids: readonly ContractId[],
  written: readonly WrittenChange[],
): Promise<ReadonlySet<string>> {
  const parameters = [
    textArray(ids),
    storableJson(written.map(({ contract }) => contract)),
    ...parts.map(({ rowsOf }) => storableJson(written.flatMap(rowsOf))),
  ];
  try {
    return new Set(await database.query(text, parameters));
  } catch (error) {
    throw error instanceof DatabaseUnavailable && error.sent ? new CommitUnknown(error.cause) : error;
  }
}
