import { expect, test, vi } from 'vitest';
import { setup } from '../fixtures/setup.ts';
import { asClient, ask, type HostTraits, makeContract } from './client.ts';

/** Events arrive at once, and a disconnected reader is released. */
export function streams(base: () => string, { noticesLeaving = 'at once' }: HostTraits): void {
  const openStreams = async () =>
    (await ask(`${base()}/health`, { headers: { 'x-count-streams': 'yes' } })).json.openStreams;

  test('an open stream gets an event, a broken stream resumes, and a disconnected reader is noticed', async () => {
    const { id } = await makeContract(base());
    const say = (text: string) =>
      ask(`${base()}/contracts/${id}/messages`, { headers: { ...asClient, origin: setup.page }, body: { text } });
    const before = await openStreams();

    const first = await openStream(`${base()}/contracts/${id}/stream`, {});
    expect(first.headers.get('content-type')).toMatch(/^text\/event-stream/);
    await say('one');
    const one = await first.next();
    expect(one).toMatchObject({ type: 'message.posted', data: { text: 'one' } });
    expect(await openStreams()).toBe(Number(before) + 1);
    first.leave();
    if (noticesLeaving === 'at once') await untilOpen(before);
    await say('two');
    if (noticesLeaving === 'when it writes') await untilOpen(before, () => say('three'));
    const second = await openStream(`${base()}/contracts/${id}/stream`, { 'last-event-id': String(one.seq) });
    expect(await second.next()).toMatchObject({ seq: one.seq + 1, data: { text: 'two' } });
    second.leave();
  });

  function untilOpen(count: unknown, meanwhile: () => Promise<unknown> = async () => {}): Promise<void> {
    const isOpen = async () => {
      await meanwhile();
      expect(await openStreams()).toBe(count);
    };
    return vi.waitFor(isOpen, { timeout: 15_000, interval: 50 });
  }

  test('a refused stream gets an ordinary problem', async () => {
    const { id } = await makeContract(base());
    const reply = await ask(`${base()}/contracts/${id}/stream`);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
  });
}

interface Told {
  readonly seq: number;
  readonly type: string;
  readonly data: unknown;
}

async function openStream(url: string, headers: Readonly<Record<string, string>>) {
  const abort = new AbortController();
  const response = await fetch(url, { headers: { ...asClient, ...headers }, signal: abort.signal });
  if (response.body === null) throw new Error(`no stream: ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    headers: response.headers,
    leave: () => abort.abort(),
    async next(): Promise<Told> {
      for (;;) {
        const found = /data: (.*)\n\n/.exec(text);
        if (found !== null) {
          text = text.slice(found.index + found[0].length);
          return JSON.parse(found[1] ?? '') as Told;
        }
        const { done, value } = await reader.read();
        if (done) throw new Error('the stream ended');
        text += value;
      }
    },
  };
}
