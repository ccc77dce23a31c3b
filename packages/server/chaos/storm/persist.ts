import { setTimeout as pause } from 'node:timers/promises';
import type { Transaction } from '../history/history.ts';
import type { Answer, Caller, OperationName, Sent } from '../market/requests.ts';
import type { Server } from './cluster.ts';

export interface Persisted extends Answer {
  /** Whether an answer on the way there left open what had become of it. */
  readonly wasUnsure: boolean;
}

/** Sends a request as a client should: again with the same key while nobody knows what became of it. */
export async function persist(
  server: Server,
  name: OperationName,
  caller: Caller,
  sent: Sent & { readonly key: string },
): Promise<Persisted> {
  let wasUnsure = false;
  for (let tries = 1; ; tries += 1) {
    const answer = await server.call(name, caller, sent);
    if (!isUnsure(answer) || tries === 6) return { ...answer, wasUnsure };
    wasUnsure = true;
    await pause(5 * 2 ** tries);
  }
}

/** What a client may conclude. A refusal after an answer that was lost refuses the repetition only. */
export function outcomeOf(answer: Persisted): Transaction['outcome'] {
  if (answer.status < 300) return 'ok';
  return isUnsure(answer) || answer.wasUnsure ? 'unknown' : 'failed';
}

function isUnsure({ status, body }: Answer): boolean {
  return status >= 500 || (body as { code?: string } | null)?.code === 'conflict';
}
