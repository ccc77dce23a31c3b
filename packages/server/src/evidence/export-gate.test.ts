import { describe, expect, test } from 'vitest';
import { createExportGate } from './export-gate.ts';

const limits = { perPerson: 2, perProcess: 3, withinMs: 60_000 };

function gateByHand() {
  const waiting = new Set<() => void>();
  const gate = createExportGate((run) => {
    waiting.add(run);
    return () => waiting.delete(run);
  }, limits);
  return { gate, waiting };
}

async function* pieces() {
  yield 'a';
  yield 'b';
}
async function readAll(under: AsyncIterable<string>): Promise<void> {
  for await (const _ of under);
}
const begun = (under: AsyncIterable<string>) => under[Symbol.asyncIterator]();

describe('the number of parallel exports is limited', () => {
  test('two per person, and a third gets `Retry-After`', () => {
    const { gate } = gateByHand();
    gate.admit('dana', pieces());
    gate.admit('dana', pieces());
    expect(() => gate.admit('dana', pieces())).toThrow(
      expect.objectContaining({
        code: 'too_many_requests',
        retryAfterSeconds: 5,
        detail: expect.stringContaining('2'),
      }),
    );
    gate.admit('lee', pieces());
  });

  test('three per process, for all callers including the server', () => {
    const { gate } = gateByHand();
    for (const person of ['dana', 'lee', null]) gate.admit(person, pieces());
    for (const person of ['sam', null]) {
      expect(() => gate.admit(person, pieces())).toThrow(
        expect.objectContaining({ code: 'unavailable', retryAfterSeconds: 5 }),
      );
    }
  });

  test.each<[string, (under: AsyncIterable<string>) => Promise<unknown>]>([
    ['read to the end', readAll],
    ['cancelled before it began', async (under) => begun(under).return?.()],
    [
      'cancelled half-way',
      async (under) => {
        const reader = begun(under);
        await reader.next();
        await reader.return?.();
        await reader.return?.();
      },
    ],
  ])('one that was %s makes room', async (_, end) => {
    const { gate, waiting } = gateByHand();
    gate.admit('dana', pieces());
    await end(gate.admit('dana', pieces()));
    expect(waiting.size).toBe(1);
    gate.admit('dana', pieces());
    expect(() => gate.admit('dana', pieces())).toThrow('too_many_requests');
  });

  test('a failed export frees its place', async () => {
    const { gate } = gateByHand();
    const broken = async function* () {
      yield 'a';
      throw new Error('the database is gone');
    };
    gate.admit('dana', pieces());
    await expect(readAll(gate.admit('dana', broken()))).rejects.toThrow('the database is gone');
    gate.admit('dana', pieces());
  });

  test('a reader that is too slow is cut off and frees its place', async () => {
    const { gate, waiting } = gateByHand();
    const reader = begun(gate.admit('dana', pieces()));
    expect(await reader.next()).toEqual({ done: false, value: 'a' });
    for (const run of waiting) run();
    await expect(reader.next()).rejects.toThrow('60000 ms');
    gate.admit('dana', pieces());
    gate.admit('dana', pieces());
  });

  test('the marketplace’s server has a time limit for each chunk', async () => {
    const { gate, waiting } = gateByHand();
    const reader = begun(gate.admit(null, pieces()));
    const [first] = waiting;
    await reader.next();
    expect([waiting.size, first !== undefined && waiting.has(first)]).toEqual([1, false]);
    for (const run of waiting) run();
    await expect(reader.next()).rejects.toThrow('60000 ms');
  });
});
