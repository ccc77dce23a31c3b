import type { WireEvent } from '@workroom/core/api';
import { describe, expect, test } from 'vitest';
import { createClient } from './create-client.ts';
import { WorkroomProblem } from './problem.ts';

const event = (contractId: string, seq: number) => JSON.stringify({ contractId, seq });
const frame = (id: string, data?: string) => `id: ${id}\n${data === undefined ? '' : `data: ${data}\n`}\n`;

/** Answers each connection with the next text, or refuses it, and records the requests. */
function streams(...answers: readonly (string | Response)[]) {
  const urls: string[] = [];
  const stop = new AbortController();
  const client = createClient({
    baseUrl: 'https://api.test/workroom',
    async fetch(input) {
      urls.push(decodeURIComponent(String(input)).replace('https://api.test/workroom', ''));
      const answer = answers[urls.length - 1];
      if (answer === undefined) {
        stop.abort();
        return new Response('');
      }
      return typeof answer === 'string' ? new Response(answer) : answer;
    },
  });
  return { urls, client, options: { signal: stop.signal, retryMs: 0 } };
}

const notFound = (...places: readonly number[]) => {
  const errors = places.map((place) => ({ pointer: `/contracts/${place}`, code: 'not_found', message: 'None.' }));
  const said = { title: 'Not found', status: 404, detail: 'There is none.', code: 'not_found', requestId: 'r', errors };
  return Response.json(said, { status: 404 });
};

async function taken(events: AsyncGenerator<WireEvent, void>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const { contractId, seq } of events) all.push(`${contractId}:${seq}`);
  return all;
}

describe('the stream of one contract', () => {
  test('continues after the last received event, and delivers a repeated event once', async () => {
    const { client, urls, options } = streams(
      frame('4', event('ctr_1', 4)) + frame('5', event('ctr_1', 5)),
      frame('5', event('ctr_1', 5)) + frame('6', event('ctr_1', 6)),
    );
    expect(await taken(client.streamEvents({ contractId: 'ctr_1', after: 3 }, options))).toEqual([
      'ctr_1:4',
      'ctr_1:5',
      'ctr_1:6',
    ]);
    expect(urls).toEqual([3, 5, 6].map((after) => `/contracts/ctr_1/stream?after=${after}`));
  });

  test('starts with events from now on if it has no position', async () => {
    const { client, urls, options } = streams();
    await taken(client.streamEvents({ contractId: 'ctr_1' }, options));
    expect(urls).toEqual(['/contracts/ctr_1/stream']);
  });
});

describe('the stream of several contracts', () => {
  const contracts = [{ contractId: 'ctr_1', after: 3 }, { contractId: 'ctr_2' }];

  test('continues on each contract at its last event, or at its start if it had none', async () => {
    const { client, urls, options } = streams(
      frame('ctr_1:3,ctr_2:7') + frame('ctr_1:4,ctr_2:7', event('ctr_1', 4)),
      frame('ctr_1:4,ctr_2:7') + frame('ctr_1:4,ctr_2:8', event('ctr_2', 8)),
    );
    expect(await taken(client.streamContracts({ contracts }, options))).toEqual(['ctr_1:4', 'ctr_2:8']);
    expect(urls).toEqual([
      '/stream?contracts=ctr_1:3,ctr_2',
      '/stream?contracts=ctr_1:4,ctr_2:7',
      '/stream?contracts=ctr_1:4,ctr_2:8',
    ]);
  });

  test('leaves out a contract that is not found, reports it, and ends when none is left', async () => {
    const { client, urls, options } = streams(notFound(0), frame('ctr_2:8', event('ctr_2', 8)), notFound(0));
    const gone: string[] = [];
    const events = client.streamContracts({ contracts }, { ...options, gone: (id) => gone.push(id) });
    expect(await taken(events)).toEqual(['ctr_2:8']);
    expect(gone).toEqual(['ctr_1', 'ctr_2']);
    expect(urls).toEqual(['/stream?contracts=ctr_1:3,ctr_2', '/stream?contracts=ctr_2', '/stream?contracts=ctr_2:8']);
  });

  test('rejects with the problem if there is no callback', async () => {
    const { client, options } = streams(notFound(1));
    await expect(taken(client.streamContracts({ contracts }, options))).rejects.toBeInstanceOf(WorkroomProblem);
  });
});
