import { type ContractId, formatInstant, instant, isOver } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { loadUpToDate } from '../commands/apply-deadlines.ts';
import { Problem } from '../problem.ts';
import { type ErasureContext, eraseWordsOf } from './erase-words.ts';
import { documentsRetained, type RetainedDocument } from './keep-documents.ts';

const contractsAtOnce = 1_000;

/**
 * Erases a person's texts and names on every contract (rule 68). A repeated call returns the same, and finishes an
 * interrupted one.
 *
 * @throws Problem `person_has_open_contract` while one of their contracts is not over; then nothing is erased
 */
export async function erasePerson(context: ErasureContext, personId: string): Promise<Output<'PersonErasure'>> {
  const { commands } = context;
  const open: ContractId[] = [];
  for await (const id of contractsOf(context, personId)) {
    const upToDate = await loadUpToDate(commands, { id });
    if (upToDate !== null && !isOver(upToDate.stored.contract)) open.push(id);
    if (open.length === 5) break;
  }
  if (open.length > 0) {
    throw new Problem('person_has_open_contract', {
      detail: `These contracts are not over, or a payment, refund request or dispute on them is open: ${open.join(', ')}. End them first.`,
    });
  }
  const retained: RetainedDocument[] = [];
  for await (const id of contractsOf(context, personId)) {
    await eraseWordsOf(context, id, personId, 'server');
    retained.push(...(await documentsRetained(commands.store, id, personId, context.retention.documentDays)));
  }
  await commands.store.people.erase(personId);
  const { contracts, texts, lastAtMs } = await commands.store.erasure.erasedOf(personId);
  return {
    personId,
    contracts,
    texts,
    erasedAt: lastAtMs === null ? null : formatInstant(instant(lastAtMs)),
    retained: retained.map(({ documentId, until }) => ({
      documentId,
      until: until === null ? null : formatInstant(until),
    })),
  };
}

async function* contractsOf({ commands }: ErasureContext, personId: string): AsyncGenerator<ContractId> {
  let after = '';
  for (;;) {
    const ids = await commands.store.erasure.contractsOf(personId, after, contractsAtOnce);
    yield* ids;
    if (ids.length < contractsAtOnce) return;
    after = ids.at(-1) ?? after;
  }
}
