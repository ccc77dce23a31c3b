import type { Person } from '@workroom/core';
import type { WireEvent } from '@workroom/core/api';
import { expect } from 'vitest';
import { client, type Market } from '../testing/market.test.support.ts';
import type { EventLine } from './event-lines.ts';
import { lineOf } from './line-response.ts';

export interface Following {
  readonly status: number;
  readonly headers: Headers;
  /** The text of an answer that is not a stream. */
  readonly text: string;
  /** The ids of the events so far. */
  readonly ids: readonly string[];
  /** The next events, this many of them. */
  next(count: number): Promise<readonly WireEvent[]>;
  /** Whether no further event arrives. */
  ended(): Promise<boolean>;
  hangUp(): void;
}

/** Opens a stream as the client, of one contract or at a path like `/stream?contracts=…`, and reads its events. */
export async function follow(
  market: Market,
  contractIdOrPath: string,
  headers: Record<string, string> = {},
  query = '',
): Promise<Following> {
  const path = contractIdOrPath.startsWith('/') ? contractIdOrPath : `/contracts/${contractIdOrPath}/stream${query}`;
  const { token } = await market.workroom.sessions.create({ user: client });
  const line = new AbortController();
  const response = await market.workroom.fetch(
    new Request(`https://api.test/workroom${path}`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
      signal: line.signal,
    }),
  );
  const refused = response.ok ? '' : await response.text();
  const reader = response.ok ? response.body?.getReader() : undefined;
  let text = '';
  const ids: string[] = [];
  const events: WireEvent[] = [];
  async function readMore(): Promise<boolean> {
    const { value, done = true } = (await reader?.read()) ?? {};
    if (done) return false;
    text += new TextDecoder().decode(value);
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames) {
      const data = /^data: (.*)$/m.exec(frame)?.[1];
      if (data === undefined) continue;
      const event = JSON.parse(data) as WireEvent;
      const id = /^id: (.*)$/m.exec(frame)?.[1] ?? '';
      if (!contractIdOrPath.startsWith('/')) expect(id).toBe(String(event.seq));
      ids.push(id);
      events.push(event);
    }
    return true;
  }
  // A stream opens when it is read for the first time.
  if (response.ok) await readMore();
  return {
    status: response.status,
    headers: response.headers,
    text: refused,
    ids,
    async next(count) {
      while (events.length < count && (await readMore()));
      return events.splice(0, count);
    },
    async ended() {
      while (await readMore());
      return true;
    },
    hangUp: () => line.abort(),
  };
}

export async function lineTo(market: Market, contractIdOrPath: string, user: Person = client) {
  const path = contractIdOrPath.startsWith('/') ? contractIdOrPath : `/contracts/${contractIdOrPath}/stream`;
  const { token } = await market.workroom.sessions.create({ user });
  const headers = { authorization: `Bearer ${token}` };
  const url = `https://api.test/workroom${path}`;
  const response = await market.workroom.fetch(new Request(url, { headers }));
  const line = lineOf(response);
  if (line === null) throw new Error(await response.text());
  return { response, line };
}

/** Buffers what is written, like a reader who is this far behind. */
export function sinkOf(line: EventLine, unread = 0) {
  const written: Uint8Array[] = [];
  const sink = {
    written,
    ended: false,
    leave: () => {},
    get texts() {
      return written.map((bytes) => new TextDecoder().decode(bytes));
    },
  };
  sink.leave = line.open({
    write: (bytes) => written.push(bytes),
    unreadBytes: () => unread,
    end() {
      sink.ended = true;
    },
  });
  return sink;
}
