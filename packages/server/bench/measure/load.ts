import { connect, type Socket } from 'node:net';

export interface LoadOptions {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** The next complete request of a connection; `null` if there are no more. */
  readonly next: (connection: number) => string | null;
  /** Statuses that count as success; any other ends the run. */
  readonly expected: readonly number[];
}

export interface LoadResult {
  readonly done: number;
  /** Of each request, in ascending order. */
  readonly latenciesMs: Float64Array;
  readonly seconds: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Sends requests over many connections, on each as soon as the previous response has arrived. It uses sockets directly,
 * because a client as expensive as the server would measure itself.
 */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const { connections, seconds } = options;
  const latencies: number[] = [];
  const sockets = await Promise.all(Array.from({ length: connections }, () => connected(options.port)));
  const started = performance.now();
  const untilMs = started + seconds * 1_000;
  await Promise.all(sockets.map((socket, place) => talk(socket, options, place, untilMs, latencies)));
  return resultOf(latencies, (performance.now() - started) / 1_000);
}

/** The result of several runs as one. */
export function together(results: readonly LoadResult[]): LoadResult {
  return resultOf(
    results.flatMap(({ latenciesMs }) => [...latenciesMs]),
    results.reduce((sum, { seconds }) => sum + seconds, 0),
  );
}

function resultOf(latencies: readonly number[], seconds: number): LoadResult {
  const latenciesMs = Float64Array.from(latencies).sort();
  const done = latenciesMs.length;
  const at = (part: number) => latenciesMs[Math.min(done - 1, Math.floor(done * part))] ?? Number.NaN;
  return { done, latenciesMs, seconds, perSecond: done / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket.off('error', reject)));
    socket.once('error', reject);
  });
}

function talk(
  socket: Socket,
  { next, expected }: LoadOptions,
  connection: number,
  untilMs: number,
  latencies: number[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    let askedAt = 0;
    let received = '';
    const end = (error?: Error) => {
      socket.destroy();
      if (error === undefined) resolve();
      else reject(error);
    };
    const ask = () => {
      const request = performance.now() < untilMs ? next(connection) : null;
      if (request === null) return end();
      askedAt = performance.now();
      socket.write(request, 'latin1');
    };
    socket.once('error', end);
    socket.once('close', () => end(new Error('The server closed a connection.')));
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text;
      const answer = wholeAnswer(received);
      if (answer === null) return;
      latencies.push(performance.now() - askedAt);
      if (!expected.includes(answer.status)) return end(new Error(`Answered ${answer.status}: ${received}`));
      received = '';
      ask();
    });
    ask();
  });
}

/** `null` while there is more to come. */
function wholeAnswer(text: string): { readonly status: number } | null {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return null;
  const status = Number(text.slice(9, 12));
  if (status === 204 || status === 304) return { status };
  const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
  if (length === undefined) return text.endsWith('\r\n0\r\n\r\n') ? { status } : null;
  return text.length >= head + 4 + Number(length) ? { status } : null;
}

/** A request as it goes over the wire. */
export function request(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: unknown = undefined,
): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = Object.entries({
    host: 'bench',
    ...headers,
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(text.length) }),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`;
}
