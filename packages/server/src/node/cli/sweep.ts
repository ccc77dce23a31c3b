import { schemas } from '@workroom/core/api';
import { withWorkroom } from './open.ts';
import { askService, type ServiceChoice } from './service.ts';
import type { ExitCode, Terminal } from './terminal.ts';

type Given = ServiceChoice & { readonly config?: string; readonly json?: boolean };

/** Sweeps until nothing is due. */
export async function sweep(terminal: Terminal, given: Given): Promise<ExitCode> {
  const { config } = given;
  if (config !== undefined) return withWorkroom(config, (workroom) => rounds(terminal, given, workroom.sweep));
  return rounds(terminal, given, async () =>
    schemas.SweepReport.parse(await askService(terminal, given, 'POST', '/sweep')),
  );
}

interface Round {
  readonly deadlines: number;
  readonly reminders: number;
  readonly payments: number;
  readonly deliveries: number;
  readonly more: boolean;
}

/** If there is always more to do, the service's own sweeps handle it. */
const mostRounds = 100;

async function rounds({ out, note }: Terminal, { json }: Given, round: () => Promise<Round>): Promise<ExitCode> {
  const sum = { deadlines: 0, reminders: 0, payments: 0, deliveries: 0 };
  for (let done = 1; done <= mostRounds; done += 1) {
    const { deadlines, reminders, payments, deliveries, more } = await round();
    sum.deadlines += deadlines;
    sum.reminders += reminders;
    sum.payments += payments;
    sum.deliveries += deliveries;
    if (!more) break;
    note(`… ${sum.deadlines} deadlines, ${sum.payments} payments, ${sum.deliveries} messages so far`);
  }
  if (json) out(JSON.stringify(sum));
  else
    out(
      `${sum.deadlines} deadlines applied, ${sum.reminders} reminders sent, ${sum.payments} payments processed, ${sum.deliveries} messages sent`,
    );
  return 0;
}
