import { setTimeout as pause } from 'node:timers/promises';
import type { Transaction } from '../history/history.ts';
import type { Answer, Caller, OperationName, Sent } from '../market/requests.ts';
import type { Server } from './cluster.ts';

export interface Persisted extends Answer {
  /** Whether the outcome of an earlier attempt was unknown. */
  readonly wasUnsure: boolean;
}

/** Sends a request like a correct client: repeats it with the same key while the outcome is unknown. */
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

/** What a client may conclude. A refusal after a lost response refuses only the repetition. */
export function outcomeOf(answer: Persisted): Transaction['outcome'] {
  if (answer.status < 300) return 'ok';
  return isUnsure(answer) || answer.wasUnsure ? 'unknown' : 'failed';
}

function isUnsure({ status, body }: Answer): boolean {
  return status >= 500 || (body as { code?: string } | null)?.code === 'conflict';
}
