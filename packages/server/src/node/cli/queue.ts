import { attentionReasons, formatInstant, instant, parseInstant } from '@workroom/core';
import { type Output, type QueryOf, schemas } from '@workroom/core/api';
import { withWorkroom } from './open.ts';
import { askService, type ServiceChoice } from './service.ts';
import { type ExitCode, inWords, type Terminal, UsageProblem } from './terminal.ts';

type Given = ServiceChoice & {
  readonly config?: string;
  readonly reason?: readonly string[];
  readonly json?: boolean;
};
type Contracts = Output<'ContractList'>['data'];
type Page = (query: QueryOf<'listContracts'> & object) => Promise<Output<'ContractList'>>;

/**
 * Lists the contracts that need the marketplace's staff (rule 48), those that have waited longest first. Exits with 1
 * if there are any.
 */
export async function queue(terminal: Terminal, given: Given): Promise<ExitCode> {
  const { config, reason = attentionReasons } = given;
  const unknown = reason.find((each) => !attentionReasons.some((known) => known === each));
  if (unknown !== undefined) {
    throw new UsageProblem(`"${unknown}" is not a reason. The reasons are ${attentionReasons.join(', ')}.`);
  }
  const attention = reason.join(',');
  const contracts =
    config === undefined
      ? await all(attention, async (query) =>
          schemas.ContractList.parse(await askService(terminal, given, 'GET', `/contracts?${asText(query)}`)),
        )
      : await withWorkroom(config, (workroom) =>
          all(attention, (query) => workroom.api.listContracts({ actor: 'server', query })),
        );
  if (given.json) terminal.out(JSON.stringify(contracts));
  else for (const line of lines(contracts, terminal.nowMs())) terminal.out(line);
  return contracts.length === 0 ? 0 : 1;
}

async function all(attention: string, page: Page): Promise<Contracts> {
  const contracts: Contracts = [];
  let cursor: string | null = null;
  do {
    const found: Output<'ContractList'> = await page({
      attention,
      sort: 'waiting',
      limit: 100,
      ...(cursor === null ? {} : { cursor }),
    });
    contracts.push(...found.data);
    cursor = found.nextCursor;
  } while (cursor !== null);
  return contracts;
}

function asText(query: Parameters<Page>[0]): string {
  return new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
}

function lines(contracts: Contracts, nowMs: number): readonly string[] {
  if (contracts.length === 0) return ['No contract needs attention.'];
  const now = instant(nowMs);
  return [
    ...contracts.map(({ id, title, attention = [] }) => {
      const reasons = attention.map(
        ({ reason, since }) =>
          `${reason} for ${inWords(now - parseInstant(since))} (since ${formatInstant(parseInstant(since))})`,
      );
      return `${id}  ${reasons.join(', ')}  ${title}`;
    }),
    `${contracts.length} contracts need attention.`,
  ];
}
