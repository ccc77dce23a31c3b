import type { ContractEvent, ContractId, DocumentId, EventType, Instant, Movement } from '@workroom/core';
import { and, asc, between, eq, exists, or, type SQL, sql } from 'drizzle-orm';
import { type StoreContext, unnamed } from './database.ts';
import { eventsWithWords, readJson } from './event-words.ts';
import { toEvent, toMovement } from './history-rows.ts';
import type { KeptDocumentWords } from './kept-words.ts';
import { everyColumn, rowsIn } from './parameters.ts';
import { isStorable, storableJson } from './storable-text.ts';

/** The sources of documents (rule 59), and the copies they keep (rule 68). */
export interface DocumentStore {
  /** The events of a contract with documents, titles, names or fees, in order, with their words. */
  events(contractId: ContractId): Promise<readonly ContractEvent[]>;
  /** The movements of events with documents. */
  movements(contractId: ContractId): Promise<readonly Movement[]>;
  /** The copies of erased words that a contract's documents keep, in the order of their ids. */
  kept(contractId: ContractId): Promise<readonly KeptDocument[]>;
  /** Stores words for documents without stored words. */
  keep(contractId: ContractId, documents: readonly KeptDocument[]): Promise<void>;
  /** Deletes copies that were kept since `before` or earlier. */
  forgetKept(before: Instant): Promise<void>;
}

export interface KeptDocument {
  readonly documentId: DocumentId;
  readonly words: KeptDocumentWords;
  /** The start of `documentDays`. */
  readonly since: Instant;
}

/** Additional events that a document needs. */
const background: readonly EventType[] = ['contract.created', 'milestone.added', 'milestone.edited'];

export function documentsOver(context: StoreContext): DocumentStore {
  const { db, tables, read, write } = context;
  const { event, movement, keptDocument } = tables;
  const contractId = sql.placeholder('contractId');
  const has = (name: string): SQL => sql`jsonb_exists(${event.data}, ${sql.raw(`'${name}'`)})`;
  const isNeeded = or(
    sql`${event.type} in (${sql.raw(background.map((type) => `'${type}'`).join(', '))})`,
    has('documents'),
    has('fees'),
  );
  const events = db
    .select(eventsWithWords(context)(contractId))
    .from(event)
    .where(and(eq(event.contractId, contractId), isNeeded))
    .orderBy(asc(event.seq))
    .prepare(unnamed);
  const making = db
    .select({ one: sql`1` })
    .from(event)
    .where(and(eq(event.contractId, contractId), eq(event.seq, movement.seq), has('documents')));
  const movements = db
    .select()
    .from(movement)
    .where(and(eq(movement.contractId, contractId), exists(making)))
    .orderBy(asc(movement.seq), asc(movement.id))
    .prepare(unnamed);
  const kept = db
    .select()
    .from(keptDocument)
    .where(eq(keptDocument.contractId, contractId))
    .orderBy(asc(keptDocument.documentId))
    .prepare(unnamed);
  const rows = rowsIn('kept', keptDocument);
  const keep = db
    .insert(keptDocument)
    .select(sql`select ${everyColumn(keptDocument, rows)} from ${rows.from} where true`)
    .onConflictDoNothing()
    .prepare(unnamed);
  const forget = db
    .delete(keptDocument)
    .where(between(keptDocument.sinceMs, sql`0`, sql.placeholder('before')))
    .prepare(unnamed);

  return {
    async events(id) {
      const found = isStorable(id) ? await read(events, { contractId: id }) : [];
      return found.map(({ names, words, ...row }) => toEvent(row, [...readJson(names), ...readJson(words)]).event);
    },
    movements: async (id) => (isStorable(id) ? (await read(movements, { contractId: id })).map(toMovement) : []),
    async kept(id) {
      const found = isStorable(id) ? await read(kept, { contractId: id }) : [];
      return found.map(({ documentId, words, sinceMs }) => ({ documentId, words, since: sinceMs }));
    },
    async keep(id, documents) {
      if (documents.length === 0) return;
      const given = documents.map(({ documentId, words, since }) => ({
        contractId: id,
        documentId,
        words,
        sinceMs: since,
      }));
      await write(keep, { kept: storableJson(given) });
    },
    async forgetKept(before) {
      await write(forget, { before });
    },
  };
}
