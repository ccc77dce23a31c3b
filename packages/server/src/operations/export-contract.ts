import { sideOf } from '@workroom/core';
import { readEvidence } from '../evidence/evidence.ts';
import { evidenceHtml } from '../evidence/html.ts';
import { evidenceJson } from '../evidence/json.ts';
import type { OperationAnswer } from './answer.ts';
import { actorOf } from './caller.ts';
import type { OperationContext } from './context.ts';
import { visible } from './reads.ts';
import type { CheckedFor } from './request.ts';

/** The evidence of a contract as a streamed file (rule 41). */
export async function exportContract(
  context: OperationContext,
  checked: CheckedFor<'exportContract'>,
): Promise<OperationAnswer> {
  const { commands, exports, readers } = context;
  const { format, locale } = checked.query;
  const { caller, status } = checked;
  const contract = await visible(context, checked);
  const evidence = await readEvidence(commands.store, contract, commands.now(), sideOf(contract, actorOf(caller)));
  const isHtml = format === 'html';
  const personId = caller.kind === 'person' ? caller.person.id : null;
  return {
    status,
    body: undefined,
    text: exports.admit(
      personId,
      isHtml ? evidenceHtml(evidence, await readers.wordsFor(personId, locale)) : evidenceJson(evidence),
    ),
    version: null,
    replayed: false,
    location: null,
    file: {
      contentType: isHtml ? 'text/html; charset=utf-8' : 'application/json',
      name: `${contract.id}.${format}`,
    },
  };
}
