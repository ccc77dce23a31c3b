import type { ContractId, Instant } from '@workroom/core';
import { and, asc, count, countDistinct, eq, gt, isNotNull, lte, max, sql } from 'drizzle-orm';
import { type StoreContext, unnamed } from './database.ts';
import { given } from './parameters.ts';
import type { KeptPart } from './schema.ts';
import { isStorable } from './storable-text.ts';

export interface ErasureStore {
  /** Contracts on which a person is a party, wrote words or has notifications, in the order of their ids. */
  contractsOf(personId: string, after: string, limit: number): Promise<readonly ContractId[]>;
  /** Deletes a person's notifications on a contract, everybody's for `null`. */
  deleteNotifications(contractId: ContractId, personId: string | null): Promise<void>;
  /** The erased words of a person so far. */
  erasedOf(personId: string): Promise<ErasedSoFar>;
  /** Contracts that ended at `endedBy` or earlier and still have such data, in the order of their end. */
  ended(asked: {
    readonly kept: KeptPart;
    readonly endedBy: Instant;
    readonly after: EndedContract | null;
    readonly limit: number;
  }): Promise<readonly EndedContract[]>;
  /** Records the data that a contract still has. A later event resets it to `all`. */
  markKept(contractId: ContractId, seq: number, kept: KeptPart): Promise<void>;
}

export interface EndedContract {
  readonly id: ContractId;
  readonly endedAt: Instant;
}

export interface ErasedSoFar {
  readonly contracts: number;
  readonly texts: number;
  readonly lastAtMs: number | null;
}

export function erasureOver({ db, tables, read, write }: StoreContext): ErasureStore {
  const { contract, contractParty, notification, word } = tables;
  const personId = sql.placeholder('personId');
  const after = sql.placeholder('after');
  const limit = sql.placeholder('limit');
  const partOf = (table: typeof contractParty | typeof word) =>
    db
      .selectDistinct({ id: table.contractId })
      .from(table)
      .where(and(eq(table.personId, personId), gt(table.contractId, after)))
      .orderBy(asc(table.contractId))
      .limit(limit);
  // Only by person: in the order of contracts, the database would read everybody's rows.
  const withNotifications = db
    .select({ id: notification.contractId })
    .from(notification)
    .where(eq(notification.personId, personId))
    .groupBy(notification.contractId);
  const contracts = {
    parties: partOf(contractParty).prepare(unnamed),
    words: partOf(word).prepare(unnamed),
    notifications: withNotifications.prepare(unnamed),
  };
  const isOfContract = eq(notification.contractId, sql.placeholder('contractId'));
  const forgetTheirs = db
    .delete(notification)
    .where(and(isOfContract, eq(notification.personId, personId)))
    .prepare(unnamed);
  const forgetAll = db.delete(notification).where(isOfContract).prepare(unnamed);
  // Rows of versions before rule 70 quote people.
  const withoutSentences = db
    .update(notification)
    .set({ contractTitle: null, title: null, text: null })
    .where(and(isOfContract, isNotNull(notification.text)))
    .prepare(unnamed);
  const erased = db
    .select({ contracts: countDistinct(word.contractId), texts: count(), lastAtMs: max(word.erasedAtMs) })
    .from(word)
    .where(and(eq(word.personId, personId), isNotNull(word.erasedAtMs)))
    .prepare(unnamed);
  const kept = sql.placeholder('kept');
  const { id, endedAtMs } = contract;
  const ended = db
    .select({ id, endedAt: endedAtMs })
    .from(contract)
    .where(
      and(
        eq(contract.kept, kept),
        lte(endedAtMs, sql.placeholder('endedBy')),
        sql`(${endedAtMs}, ${id}) > (${given('afterMs', 'bigint')}, ${given('after', 'text')})`,
      ),
    )
    .orderBy(asc(endedAtMs), asc(id))
    .limit(limit)
    .prepare(unnamed);
  const mark = db
    .update(contract)
    .set({ kept: sql`${kept}` })
    .where(and(eq(id, sql.placeholder('contractId')), eq(contract.seq, sql.placeholder('seq'))))
    .prepare(unnamed);

  return {
    async contractsOf(person, afterId, most) {
      if (!isStorable(person)) return [];
      const asked = { personId: person, after: afterId, limit: most };
      const found = await Promise.all(Object.values(contracts).map((each) => read(each, asked)));
      const ids = new Set(found.flat().map(({ id }) => id));
      return [...ids]
        .filter((id) => id > afterId)
        .toSorted()
        .slice(0, most);
    },
    async deleteNotifications(contractId, person) {
      if (person === null) {
        await write(forgetAll, { contractId });
        return;
      }
      await write(forgetTheirs, { contractId, personId: person });
      await write(withoutSentences, { contractId });
    },
    async erasedOf(person) {
      const [found] = isStorable(person) ? await read(erased, { personId: person }) : [];
      return { contracts: found?.contracts ?? 0, texts: found?.texts ?? 0, lastAtMs: found?.lastAtMs ?? null };
    },
    async ended({ kept, endedBy, after, limit }) {
      const rows = await read(ended, {
        kept,
        endedBy,
        afterMs: after?.endedAt ?? Number.MIN_SAFE_INTEGER,
        after: after?.id ?? '',
        limit,
      });
      return rows.flatMap(({ id, endedAt }) => (endedAt === null ? [] : [{ id, endedAt }]));
    },
    async markKept(contractId, seq, part) {
      await write(mark, { contractId, seq, kept: part });
    },
  };
}
