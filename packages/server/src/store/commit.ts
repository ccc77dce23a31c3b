import type { ContractId } from '@workroom/core';
import { type WrittenChange, writtenChange } from './changes.ts';
import { claimKeysStatement, commitStatements } from './commit-statement.ts';
import { CommitUnknown, DatabaseUnavailable, type StoreContext } from './database.ts';
import { textArray } from './parameters.ts';
import { storableJson } from './storable-text.ts';
import type { Change, CommitResult, Store } from './store.ts';

/** Writes changes, each atomically. */
export function committing(context: StoreContext): Store['commit'] {
  const statementFor = commitStatements(context);
  const claimKeys = claimKeysStatement(context);

  /** Ids of creations whose key belongs to another contract. */
  async function refused(changes: readonly WrittenChange[]): Promise<ReadonlySet<ContractId>> {
    const rows = changes.flatMap(({ id: contractId, creates, contract: { actor, key, bodyHash } }) =>
      creates && key !== undefined ? [{ contractId, actor, key, bodyHash }] : [],
    );
    if (rows.length === 0) return new Set();
    const first = new Map(rows.toReversed().map((row) => [JSON.stringify([row.actor, row.key]), row]));
    const held = new Set((await claimed([...first.values()])).map(({ contractId }) => contractId));
    return new Set(rows.flatMap(({ contractId }) => (held.has(contractId) ? [] : [contractId])));
  }

  async function claimed(rows: readonly object[]): Promise<readonly { readonly contractId: ContractId }[]> {
    try {
      return await context.write(claimKeys, { creations: storableJson(rows) });
    } catch (error) {
      // Claimed keys return the same contracts next time, and nothing else was written.
      throw error instanceof DatabaseUnavailable ? new DatabaseUnavailable(false, error.cause) : error;
    }
  }

  async function send(changes: readonly WrittenChange[]): Promise<ReadonlySet<ContractId>> {
    const [only] = changes;
    if (only === undefined) return new Set();
    const { parts, statement } = statementFor(changes);
    const values: Record<string, string> = {
      id: only.id,
      ids: textArray(changes.map(({ id }) => id)),
      contracts: storableJson(changes.map(({ contract }) => contract)),
    };
    for (const part of parts) values[part] = storableJson(changes.flatMap((change): readonly object[] => change[part]));
    try {
      return new Set((await context.write(statement, values)).map(({ id }) => id));
    } catch (error) {
      throw error instanceof DatabaseUnavailable && error.sent ? new CommitUnknown(error.cause) : error;
    }
  }

  return async (changes: readonly Change[]): Promise<readonly CommitResult[]> => {
    const written = changes.map(writtenChange);
    if (new Set(written.map(({ id }) => id)).size < written.length)
      throw new TypeError('A batch changes a contract once. Commit the second change after the first.');
    const late = await refused(written);
    const committed = await send(written.filter(({ id }) => !late.has(id)));
    return written.map(({ id, head, names }) =>
      committed.has(id) ? { committed: true, head, names } : { committed: false },
    );
  };
}
