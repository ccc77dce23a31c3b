import type { Output } from '@workroom/core/api';
import { collectEvidence } from '../evidence/collect.ts';
import { evidenceHtml } from '../evidence/html.ts';
import type { OperationContext } from './context.ts';
import type { Checked, OperationAnswer } from './perform.ts';
import { visible } from './reads.ts';

/** The evidence of a contract as a file (rule 41). */
export async function exportContract(context: OperationContext, checked: Checked): Promise<OperationAnswer> {
  const { format } = checked.query as Output<'ExportQuery'>;
  const contract = await visible(context, checked);
  const evidence = await collectEvidence(context.commands.store, contract, context.commands.now());
  const isHtml = format === 'html';
  return {
    status: checked.status,
    body: isHtml ? evidenceHtml(evidence) : evidence,
    version: null,
    replayed: false,
    location: null,
    file: {
      contentType: isHtml ? 'text/html; charset=utf-8' : 'application/json',
      name: `${contract.id}.${format}`,
    },
  };
}
