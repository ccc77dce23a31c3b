import { type Contract, type ContractId, DAY_MS, type Instant, later, latest } from '@workroom/core';
import type { Document } from '../documents/document.ts';
import { readDocuments } from '../documents/read-documents.ts';
import type { KeptDocument } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import type { Theirs } from './theirs.ts';

interface Kept {
  readonly store: Pick<Store, 'documents' | 'people'>;
  readonly contract: Contract;
  readonly theirs: Pick<Theirs, 'isTheirs' | 'writerOf'>;
  /** The person whose words will be erased; `null` for everybody. */
  readonly personId: string | null;
  /** `undefined` keeps them permanently. */
  readonly documentDays: number | undefined;
  readonly now: Instant;
}

/**
 * Stores the words that documents use, before they are erased (rule 68). Earlier copies are not changed, so a repeated
 * call after an interruption changes nothing.
 */
export async function keepDocuments({ store, contract, theirs, personId, documentDays, now }: Kept): Promise<void> {
  const documents = await readDocuments(store, contract);
  const isNeeded = ({ recipient, titles }: Document) =>
    personId === null || recipient.id === personId || Object.values(titles).some((title) => theirs.isTheirs(title));
  const kept = documents.filter(isNeeded).map((document): KeptDocument => {
    const { documentId, recipient, titles, issuedAt } = document;
    const { id, ...words } = recipient;
    const writers = Object.values(titles).map((title) => theirs.writerOf(title));
    const of = [...new Set([id, ...writers])].filter((each) => each !== null);
    return { documentId, words: { recipient: words, titles, of }, since: latest(contract.endedAt ?? now, issuedAt) };
  });
  await store.documents.keep(
    contract.id,
    kept.filter(({ since }) => documentDays === undefined || later(since, documentDays * DAY_MS) > now),
  );
}

/** A document that keeps words of an erased person; `until` is `null` if they are kept permanently. */
export interface RetainedDocument {
  readonly documentId: KeptDocument['documentId'];
  readonly until: Instant | null;
}

/** The documents of a contract that keep words of a person, in the order of their ids. */
export async function documentsRetained(
  store: Pick<Store, 'documents'>,
  contractId: ContractId,
  personId: string,
  documentDays: number | undefined,
): Promise<readonly RetainedDocument[]> {
  const kept = await store.documents.kept(contractId);
  const own = kept.filter(({ words }) => words.of.includes(personId));
  return own.map(({ documentId, since }) => ({
    documentId,
    until: documentDays === undefined ? null : later(since, documentDays * DAY_MS),
  }));
}
