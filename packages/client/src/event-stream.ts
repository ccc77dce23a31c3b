import type { WireEvent } from '@workroom/core/api';
import { WorkroomNetworkError, WorkroomProblem } from './problem.ts';

export interface StreamOptions {
  readonly signal: AbortSignal;
  /** Called when the stream opens or reopens, before its events. */
  readonly opened?: (() => void) | undefined;
  /** Called when the stream broke and will be reopened. */
  readonly broken?: (() => void) | undefined;
  /** Pause before it is opened again, doubled with each try that fails. @default 1 000 */
  readonly retryMs?: number | undefined;
}

export interface SeveralStreamOptions extends StreamOptions {
  /**
   * Called for a contract that the caller may not or may no longer see. The stream continues without it, and ends when no
   * contract is left. Without this function the stream ends with the problem.
   */
  readonly gone?: ((contractId: string) => void) | undefined;
}

const slowestRetryMs = 30_000;
/** Longer than the server's heartbeat interval. A connection that is silent for this long is dead. */
const silenceMs = 60_000;

/** The `seq` of the last event that the caller has of each contract; `undefined` for events from now on. */
export type Positions = ReadonlyMap<string, number | undefined>;

type Open = (after: Positions, signal: AbortSignal) => Promise<Response>;

/** Follows the server-sent events (HTML Living Standard, 9.2) of contracts, and reconnects as needed. */
export async function* followEvents(
  open: Open,
  after: Positions,
  { signal, opened, broken, gone, retryMs = 1_000 }: SeveralStreamOptions,
): AsyncGenerator<WireEvent, void> {
  const positions = new Map(after);
  let failures = 0;
  while (!signal.aborted) {
    try {
      for await (const event of connection(open, positions, signal, opened)) {
        failures = 0;
        const seq = positions.get(event.contractId);
        if (seq !== undefined && event.seq <= seq) continue;
        positions.set(event.contractId, event.seq);
        yield event;
      }
      // The server ends a stream when the token expires: the next one is opened with a new token.
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      const missing = gone === undefined ? [] : contractsNotFound(error, [...positions.keys()]);
      for (const contractId of missing) {
        positions.delete(contractId);
        gone?.(contractId);
      }
      if (positions.size === 0) return;
      if (missing.length > 0) continue;
      // A refusal would be repeated, but a lost connection can be retried.
      if (!isPassing(error)) throw error;
      failures += 1;
    }
    if (signal.aborted) return;
    broken?.();
    await pause(Math.min(retryMs * 2 ** Math.max(failures - 1, 0), slowestRetryMs), signal);
  }
}

/**
 * If a stream of several contracts was refused: the contracts that the caller may not see, by their index in the query.
 */
function contractsNotFound(error: unknown, contractIds: readonly string[]): readonly string[] {
  if (!(error instanceof WorkroomProblem) || error.code !== 'not_found') return [];
  return error.errors.flatMap(({ pointer }) => {
    const place = /^\/contracts\/(\d+)$/.exec(pointer)?.[1];
    return place === undefined ? [] : (contractIds[Number(place)] ?? []);
  });
}

async function* connection(
  open: Open,
  positions: Map<string, number | undefined>,
  signal: AbortSignal,
  opened: (() => void) | undefined,
): AsyncGenerator<WireEvent, void> {
  const line = new AbortController();
  const hangUp = () => line.abort(signal.reason);
  signal.addEventListener('abort', hangUp, { once: true });
  let silence = setTimeout(() => line.abort(), silenceMs);
  try {
    const response = await open(positions, line.signal);
    opened?.();
    let text = '';
    const decoder = new TextDecoder();
    const reader = response.body?.getReader();
    for (;;) {
      const read = await reader?.read();
      if (read === undefined || read.done) return;
      clearTimeout(silence);
      silence = setTimeout(() => line.abort(), silenceMs);
      text += decoder.decode(read.value, { stream: true });
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) {
        const data = field(frame, 'data');
        if (data !== '') yield JSON.parse(data) as WireEvent;
        else startAt(positions, field(frame, 'id'));
      }
    }
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', hangUp);
    line.abort();
  }
}

/** The joined lines of a field; `''` if a frame lacks it, such as a comment. */
function field(frame: string, name: string): string {
  return frame
    .split('\n')
    .filter((line) => line.startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 1).trimStart())
    .join('\n');
}

/** A stream of several contracts begins with its position on each, like `ctr_1:12,ctr_2:3`. */
function startAt(positions: Map<string, number | undefined>, id: string): void {
  for (const each of id.split(',')) {
    const [contractId = '', seq] = each.split(':');
    if (seq !== undefined && positions.has(contractId)) {
      positions.set(contractId, positions.get(contractId) ?? Number(seq));
    }
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof WorkroomProblem) return error.status >= 500 || error.status === 429;
  // A connection that breaks while reading throws a TypeError, or our own AbortError.
  return error instanceof WorkroomNetworkError || error instanceof TypeError || error instanceof DOMException;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}
