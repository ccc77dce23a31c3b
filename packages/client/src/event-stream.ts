import type { WireEvent } from '@workroom/core/api';
import { WorkroomNetworkError, WorkroomProblem } from './problem.ts';

export interface StreamOptions {
  readonly signal: AbortSignal;
  /** Told whenever the stream is open (again), before its events. */
  readonly opened?: (() => void) | undefined;
  /** Told whenever it broke and is going to be opened again. */
  readonly broken?: (() => void) | undefined;
  /** Pause before it is opened again, doubled with each try that fails. @default 1 000 */
  readonly retryMs?: number | undefined;
}

const slowestRetryMs = 30_000;
/** Longer than the server's pause between two heartbeats: a line that is silent for so long is dead. */
const silenceMs = 60_000;

/** Follows a contract's server-sent events (HTML Living Standard, 9.2) over as many connections as it takes. */
export async function* followEvents(
  open: (after: number | undefined, signal: AbortSignal) => Promise<Response>,
  after: number | undefined,
  { signal, opened, broken, retryMs = 1_000 }: StreamOptions,
): AsyncGenerator<WireEvent, void> {
  let seq = after;
  let failures = 0;
  while (!signal.aborted) {
    try {
      for await (const event of connection(open, seq, signal, opened)) {
        failures = 0;
        if (seq !== undefined && event.seq <= seq) continue;
        seq = event.seq;
        yield event;
      }
      // The server ends a stream with its reader's token: the next one is opened with a new token.
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      // What the server refused it will refuse again; what got lost on the way is worth another try.
      if (!isPassing(error)) throw error;
      failures += 1;
    }
    if (signal.aborted) return;
    broken?.();
    await pause(Math.min(retryMs * 2 ** Math.max(failures - 1, 0), slowestRetryMs), signal);
  }
}

async function* connection(
  open: (after: number | undefined, signal: AbortSignal) => Promise<Response>,
  after: number | undefined,
  signal: AbortSignal,
  opened: (() => void) | undefined,
): AsyncGenerator<WireEvent, void> {
  const line = new AbortController();
  const hangUp = () => line.abort(signal.reason);
  signal.addEventListener('abort', hangUp, { once: true });
  let silence = setTimeout(() => line.abort(), silenceMs);
  try {
    const response = await open(after, line.signal);
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
        const event = eventIn(frame);
        if (event !== null) yield event;
      }
    }
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', hangUp);
    line.abort();
  }
}

/** `null` for comments and for fields that carry no event. */
function eventIn(frame: string): WireEvent | null {
  const data = frame
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trimStart())
    .join('\n');
  return data === '' ? null : (JSON.parse(data) as WireEvent);
}

function isPassing(error: unknown): boolean {
  if (error instanceof WorkroomProblem) return error.status >= 500 || error.status === 429;
  // A line that broke in the middle of reading is a TypeError or an AbortError of ours.
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
