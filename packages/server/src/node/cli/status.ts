import { instant } from '@workroom/core';
import type { Figures } from '../../store/figures.ts';
import type { SchemaState } from '../../store/migrate.ts';
import { type DatabaseChoice, withStore } from './open.ts';
import { type ExitCode, inWords, type Terminal } from './terminal.ts';

export function status(terminal: Terminal, given: DatabaseChoice & { readonly json?: boolean }): Promise<ExitCode> {
  return withStore(given, async (store): Promise<ExitCode> => {
    const schema = await store.schemaState();
    const isMade = schema.missing.length === 0;
    const nowMs = terminal.nowMs();
    const figures = isMade ? await store.figures.read(instant(nowMs), nowMs) : null;
    if (given.json) terminal.out(JSON.stringify({ schema, figures }));
    else for (const line of lines(given.schema, schema, figures)) terminal.out(line);
    return isMade ? 0 : 1;
  });
}

function lines(name: string, { missing, newer }: SchemaState, figures: Figures | null): readonly string[] {
  const tables =
    missing.length > 0
      ? `tables      ${missing.length} migrations missing in "${name}": run "workroom migrate"`
      : `tables      up to date${newer.length > 0 ? `, and ${newer.length} migrations of a newer version` : ''}`;
  if (figures === null) return [tables];
  const waited = (count: number, ms: number) =>
    `${count}${count > 0 && ms > 0 ? `, the oldest for ${inWords(ms)}` : ''}`;
  const last = (ms: number | null) => (ms === null ? 'never' : `${inWords(ms)} ago`);
  const contracts = Object.entries(figures.contracts).map(([state, count]) => `${count} ${state}`);
  return [
    tables,
    `contracts   ${contracts.join(', ') || 'none'}`,
    `deadlines   passed, not applied yet: ${waited(figures.dueDeadlines, figures.oldestDeadlineMs)}`,
    `payments    in progress: ${waited(figures.pendingPayments, figures.oldestPaymentMs)}; need a person: ${figures.parkedPayments}`,
    `outbox      waiting: ${waited(figures.outboxWaiting, figures.oldestOutboxMs)}`,
    `webhooks    ${figures.endpoints} endpoints, ${figures.disabledEndpoints} disabled`,
    `last sweep  ${last(figures.sinceSweepMs)}; outbox ${last(figures.sinceOutboxMs)}`,
  ];
}
