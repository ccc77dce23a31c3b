/** Runs something once after a while; calling what it returns calls that off. Injected, so that tests need not wait. */
export type Timer = (run: () => void, afterMs: number) => () => void;

export const systemTimer: Timer = (run, afterMs) => {
  const timeout = setTimeout(run, afterMs);
  return () => clearTimeout(timeout);
};

export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/**
 * Runs a call that may hang. After `limitMs` its signal is aborted and the caller goes on.
 *
 * @throws TimedOut when the time is over; what the call threw otherwise
 */
export function withTimeLimit<Result>(
  timer: Timer,
  limitMs: number,
  call: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const abort = new AbortController();
  return new Promise((resolve, reject) => {
    const stop = timer(() => {
      const error = new TimedOut(`no answer within ${limitMs} ms`);
      reject(error);
      abort.abort(error);
    }, limitMs);
    call(abort.signal).then(resolve, reject).finally(stop);
  });
}

/** Keeps no process alive that has nothing else to do. */
export const backgroundTimer: Timer = (run, afterMs) => {
  // A number in browsers and Workers, an object with `unref` in Node, Bun and Deno.
  const timeout: unknown = setTimeout(run, afterMs);
  if (typeof timeout === 'object' && timeout !== null && 'unref' in timeout && typeof timeout.unref === 'function') {
    timeout.unref();
  }
  return () => clearTimeout(timeout as Parameters<typeof clearTimeout>[0]);
};

/** Lets everything run that has already arrived, such as requests on other connections. */
export function roundOfTheLoop(): Promise<void> {
  const { setImmediate } = globalThis as { setImmediate?: (run: () => void) => unknown };
  return new Promise((resolve) => {
    if (setImmediate === undefined) setTimeout(resolve, 0);
    else setImmediate(resolve);
  });
}

/** Whether this process goes on between requests: Node, Bun and Deno, and not a Worker. */
export function isLongLived(): boolean {
  const { process, WebSocketPair } = globalThis as {
    process?: { versions?: { node?: string } };
    WebSocketPair?: unknown;
  };
  return process?.versions?.node !== undefined && WebSocketPair === undefined;
}
