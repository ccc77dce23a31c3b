import type { ContractId } from '@workroom/core';
import { type Input, type Output, schemas } from '@workroom/core/api';
import type { Difference } from '../../reconcile/difference.ts';
import { withWorkroom } from './open.ts';
import { askService, type ServiceChoice } from './service.ts';
import { type ExitCode, progress, type Terminal, UsageProblem } from './terminal.ts';

type Given = ServiceChoice & {
  readonly config?: string;
  readonly contract?: string;
  readonly record?: boolean;
  readonly json?: boolean;
};
type Page = (asked: Input<'ReconcileBody'>) => Promise<Output<'Reconciliation'>>;

/** Reconciles all contracts, or one. Exits with 1 if there are unrecorded differences. */
export async function reconcile(terminal: Terminal, given: Given): Promise<ExitCode> {
  const { config, contract } = given;
  const contractId = contract === undefined ? undefined : idOf(contract);
  if (config !== undefined) {
    return withWorkroom(config, (workroom) => pages(terminal, given, contractId, workroom.reconcile));
  }
  return pages(terminal, given, contractId, async (asked) =>
    schemas.Reconciliation.parse(await askService(terminal, given, 'POST', '/reconcile', asked)),
  );
}

function idOf(text: string): ContractId {
  const { success, data } = schemas.ReconcileBody.shape.contractId.safeParse(text);
  if (!success || data === undefined)
    throw new UsageProblem(`"${text}" is not the id of a contract, which begins with ctr_.`);
  return data;
}

async function pages(
  terminal: Terminal,
  { json, record = false }: Given,
  contractId: ContractId | undefined,
  page: Page,
): Promise<ExitCode> {
  const report = progress(terminal, 'contracts compared', 1);
  const differences: Difference[] = [];
  let checked = 0;
  let recorded = 0;
  let cursor: string | undefined;
  do {
    const found = await page({
      ...(contractId === undefined ? {} : { contractId }),
      ...(cursor === undefined ? {} : { cursor }),
      ...(record ? { record } : {}),
    });
    checked += found.checked;
    recorded += found.recorded;
    differences.push(...found.differences);
    cursor = found.nextCursor ?? undefined;
    if (cursor !== undefined) report(checked);
  } while (cursor !== undefined);
  if (contractId !== undefined && checked === 0) throw new UsageProblem(`There is no contract ${contractId}.`);
  if (json) terminal.out(JSON.stringify({ checked, differences, recorded }));
  else for (const line of lines(checked, differences, recorded)) terminal.out(line);
  return differences.length === recorded ? 0 : 1;
}

function lines(checked: number, differences: readonly Difference[], recorded: number): readonly string[] {
  if (differences.length === 0) return [`${checked} contracts, no differences.`];
  return [
    ...differences.flatMap(({ kind, contractId, paymentId, about, currency, expected, found, next }) => [
      `✗ ${kind}: ${contractId}${paymentId === null ? '' : ` ${paymentId}`}, ${about}: ${expected} expected, ${found ?? 'nothing'} found (minor units of ${currency})`,
      `    ${next}`,
    ]),
    `${differences.length} differences in ${checked} contracts.`,
    ...(recorded === 0 ? [] : [`${recorded} of them were recorded and are resolved.`]),
  ];
}
