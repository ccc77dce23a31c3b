import { type ContractId, eraseWords, formatInstant, type Instant, isOver, type UploadId } from '@workroom/core';
import { commitOne, loadUpToDate } from '../commands/apply-deadlines.ts';
import { type CommandContext, environmentOf, newAttempted } from '../commands/context.ts';
import { maxTries } from '../commands/tries.ts';
import { Problem } from '../problem.ts';
import type { Change, StoredContract } from '../store/store.ts';
import type { UploadStorage } from '../uploads/upload-storage.ts';
import { keepDocuments } from './keep-documents.ts';
import { countOf, type Theirs, type TheirWord, wordsOf } from './theirs.ts';

export interface ErasureContext {
  readonly commands: CommandContext;
  /** The storage of files; `null` if uploads are off. */
  readonly storage: Pick<UploadStorage, 'delete'> | null;
  /** The days after which documents delete the words that they keep. */
  readonly retention: { readonly documentDays?: number | undefined };
}

/** The most words that one commit erases. */
const wordsAtOnce = 1_000;

/**
 * Erases words of one contract (rule 68), with files, notifications and the contract's own rows. If it is interrupted,
 * the same call does the rest: the newest words are erased first, because older ones determine the authors of newer
 * ones.
 *
 * @param personId the author; `null` for everybody @throws Problem `person_has_open_contract` if the contract is not
 * over
 */
export async function eraseWordsOf(
  context: ErasureContext,
  contractId: ContractId,
  personId: string | null,
  by: 'server' | 'system',
): Promise<void> {
  for (let left = maxTries; left > 0; left -= 1) {
    if (await tryToErase(context, contractId, personId, by)) return;
  }
  throw new Problem('conflict', { retryAfterSeconds: 1 });
}

/** `false` if somebody else changed the contract meanwhile. */
async function tryToErase(
  { commands, storage, retention: { documentDays } }: ErasureContext,
  contractId: ContractId,
  personId: string | null,
  by: 'server' | 'system',
): Promise<boolean> {
  const { store } = commands;
  // With every payment: a declined one has a reason, and a bonus a note.
  const books = await store.books(contractId, commands.systemNowMs());
  const payments = books?.contract.payments.map(({ id }) => id) ?? [];
  const upToDate = await loadUpToDate(commands, { id: contractId, payments });
  if (upToDate === null) return true;
  let stored = upToDate.stored;
  if (!isOver(stored.contract)) throw new Problem('person_has_open_contract');
  const theirs = await wordsOf(store, stored.contract, personId);
  const now = commands.now();
  // First, before the billing details are deleted, because documents are made of the data to erase.
  await keepDocuments({ store, contract: stored.contract, theirs, personId, documentDays, now });
  const erased = (texts: number) =>
    eraseWords(
      stored.contract,
      { personId, isTheirs: theirs.isTheirs, texts, by },
      environmentOf(commands, stored.contract.currency, now, newAttempted(commands)),
    );
  const after = erased(0).contract;
  const isClean = theirs.words.length === 0 && saysTheSame(stored.contract, after);

  if (storage !== null && !isClean) {
    for (const uploadId of theirs.files as readonly UploadId[]) {
      await storage.delete(contractId, uploadId);
      await store.uploads.remove(contractId, uploadId);
    }
  }
  // Even if nothing else is left: a notification may have arrived since.
  await store.erasure.deleteNotifications(contractId, personId);

  for (const words of isClean ? [] : batchesFromTheEnd(theirs.words)) {
    const change: Change = {
      before: { ...stored, names: stored.names.filter((name) => personId !== null && name.id !== personId) },
      decision: erased(countOf(words)),
      idempotency: null,
      work: [],
      erased: { personId, atMs: now, words, events: await rewrittenEvents(commands, stored, theirs, words, now) },
    };
    const result = await commitOne(commands, change);
    if (!result?.committed) return false;
    stored = { ...stored, contract: change.decision.contract, head: result.head, names: result.names };
  }
  if (personId === null) await store.erasure.markKept(contractId, stored.contract.seq, 'nothing');
  return true;
}

/** At least one batch, because it also writes the contract's own rows. */
function batchesFromTheEnd(words: readonly TheirWord[]): readonly (readonly TheirWord[])[] {
  const batches: (readonly TheirWord[])[] = [];
  for (let end = words.length; end > 0; end -= wordsAtOnce)
    batches.push(words.slice(Math.max(0, end - wordsAtOnce), end));
  return batches.length === 0 ? [[]] : batches;
}

async function rewrittenEvents(
  { store }: CommandContext,
  { contract: { id } }: StoredContract,
  { rewritten }: Theirs,
  words: readonly TheirWord[],
  now: Instant,
) {
  const events: NonNullable<Change['erased']>['events'][number][] = [];
  for (const seq of new Set(words.filter(({ isNew }) => isNew).map((word) => word.seq))) {
    const [stored] = await store.timeline(id, seq - 1, 1);
    if (stored !== undefined) events.push({ seq, ...rewritten(stored, formatInstant(now)) });
  }
  return events;
}

function saysTheSame(before: StoredContract['contract'], after: StoredContract['contract']): boolean {
  const { seq, updatedAt } = before;
  return JSON.stringify(before) === JSON.stringify({ ...after, seq, updatedAt });
}
