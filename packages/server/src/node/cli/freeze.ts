import { type Output, schemas } from '@workroom/core/api';
import { withWorkroom } from './open.ts';
import { askService, type ServiceChoice } from './service.ts';
import type { ExitCode, Terminal } from './terminal.ts';

type Given = ServiceChoice & {
  readonly contract: string;
  readonly reason: string;
  readonly config?: string;
  readonly json?: boolean;
};

/** Stops every clock of a contract and holds unsent payments, as the marketplace's server (rule 45). */
export function freeze(terminal: Terminal, given: Given): Promise<ExitCode> {
  return give(terminal, given, 'freeze');
}

/** Lifts the server's freezes. */
export function unfreeze(terminal: Terminal, given: Given): Promise<ExitCode> {
  return give(terminal, given, 'unfreeze');
}

async function give(terminal: Terminal, given: Given, name: 'freeze' | 'unfreeze'): Promise<ExitCode> {
  const { contract: contractId, reason, config } = given;
  const body = { reason };
  const contract =
    config === undefined
      ? schemas.ContractAnswer.parse(
          await askService(terminal, given, 'POST', `/contracts/${encodeURIComponent(contractId)}/${name}`, body),
        )
      : await withWorkroom(config, (workroom) => workroom.api[name]({ actor: 'server', contractId, body }));
  terminal.out(given.json ? JSON.stringify(contract.freezes) : sentence(contract));
  return 0;
}

function sentence({ id, freezes }: Output<'ContractAnswer'>): string {
  if (freezes.length === 0) return `${id} is not frozen. Its clocks run.`;
  const each = freezes.map(
    ({ id: freezeId, by, reason }) => `${freezeId} by ${'name' in by ? by.name : by.side}: ${reason}`,
  );
  return [`${id} is frozen.`, ...each].join('\n');
}
