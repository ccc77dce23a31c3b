import { seededRandom } from '@workroom/core/testing';
import { describe, expect, test } from 'vitest';
import { checkHistory } from './check-history.ts';
import { createRecorder, type Operation, type Transaction } from './history.ts';

// The checker must find planted anomalies; otherwise a result without findings would prove nothing.

const append = (key: string, value: string): Operation => ({ does: 'append', key, value });
const read = (key: string, ...values: readonly string[]): Operation => ({ does: 'read', key, values });

interface Planted {
  readonly operations: readonly Operation[];
  readonly process?: number;
  /** Begin and end. Without them, a transaction overlaps all others. */
  readonly at?: readonly [number, number];
  readonly outcome?: Transaction['outcome'];
}

function found(...planted: readonly (Planted | readonly Operation[])[]): readonly string[] {
  const history = planted.map((each, id): Transaction => {
    const {
      operations,
      process = id,
      at = [0, 1_000],
      outcome = 'ok',
    } = 'operations' in each ? each : { operations: each };
    const [invokedAt, completedAt] = at;
    return { id, process, invokedAt, outcome, operations, completedAt: outcome === 'unknown' ? Infinity : completedAt };
  });
  return checkHistory(history).map(({ name }) => name);
}

describe('finds planted anomalies', () => {
  test('a value that was appended once and is read twice', () => {
    expect(found([append('x', '1')], [read('x', '1', '1')])).toContain('duplicate');
  });

  test('a value that was never appended', () => {
    expect(found([read('x', '7')])).toEqual(['garbage']);
  });

  test('an acknowledged append that is missing from a later read', () => {
    const lost = { operations: [append('x', '1')], at: [1, 2] } as const;
    expect(
      found(lost, { operations: [append('x', '2')], at: [1, 2] }, { operations: [read('x', '2')], at: [3, 4] }),
    ).toEqual(['lost append']);
  });

  test('two reads with a different order', () => {
    expect(found([append('x', '1')], [append('x', '2')], [read('x', '1', '2')], [read('x', '2', '1')])).toContain(
      'incompatible order',
    );
  });

  test('G1a: a read of a failed transaction', () => {
    expect(found({ operations: [append('x', '1')], outcome: 'failed' }, [read('x', '1')])).toEqual(['G1a']);
  });

  test('G1b: a read of half a transaction', () => {
    const both = [append('x', '1'), append('x', '2')];
    expect(found(both, [read('x', '1')], [read('x', '1', '2')])).toContain('G1b');
  });

  test('a transaction that does not see its own appends', () => {
    expect(found([append('x', '1'), read('x')], [read('x', '1')])).toContain('internal');
    expect(found([append('x', '1')], [read('x'), read('x', '1')])).toContain('internal');
  });

  test('G0: two transactions that each wrote before the other', () => {
    const one = [append('x', '1'), append('y', '1')];
    const other = [append('x', '2'), append('y', '2')];
    expect(found(one, other, [read('x', '1', '2')], [read('y', '2', '1')])).toContain('G0');
  });

  test('G1c: two transactions that have read each other’s appends', () => {
    expect(found([append('x', '1'), read('y', '2')], [append('y', '2'), read('x', '1')])).toEqual([
      'G1c',
      'G1c-process',
      'G1c-realtime',
    ]);
  });

  test('G-single: a lost update, where two transactions read the same state and both append', () => {
    expect(found([read('x'), append('x', '1')], [read('x'), append('x', '2')], [read('x', '1', '2')])).toContain(
      'G-single',
    );
  });

  test('G-single: a read that is old for one list and new for the other', () => {
    expect(found([append('x', '1'), append('y', '1')], [read('x', '1'), read('y')], [read('y', '1')])).toContain(
      'G-single',
    );
  });

  test('G2: write skew', () => {
    const skew = [
      [read('x'), append('y', '1')],
      [read('y'), append('x', '1')],
    ];
    expect(found(...skew, [read('x', '1'), read('y', '1')])).toContain('G2-item');
  });

  test('in a client’s order: a second read that returns an older state', () => {
    expect(
      found(
        { operations: [append('x', '1')], outcome: 'unknown' },
        { operations: [read('x', '1')], process: 9, at: [1, 5] },
        { operations: [read('x')], process: 9, at: [6, 9] },
      ),
    ).toEqual(['G-single-process', 'G-single-realtime']);
  });

  test('in real time: a read that misses an append acknowledged before it began', () => {
    expect(
      found(
        { operations: [append('x', '1')], at: [1, 2] },
        { operations: [read('x')], at: [3, 4] },
        { operations: [read('x', '1')], at: [5, 6] },
      ),
    ).toEqual(['G-single-realtime']);
  });

  test('in real time: appends in the wrong order', () => {
    expect(
      found(
        { operations: [append('x', '1')], at: [1, 2] },
        { operations: [append('x', '2')], at: [3, 4] },
        { operations: [read('x', '2', '1')], at: [5, 6] },
      ),
    ).toEqual(['G0-realtime']);
  });
});

describe('finds nothing', () => {
  test('in concurrent transactions that may have happened in either order', () => {
    expect(found([append('x', '1')], [read('x')], [read('x', '1')])).toEqual([]);
    expect(found({ operations: [append('x', '1')], outcome: 'failed' }, [read('x')])).toEqual([]);
  });

  test('in an append with an unknown outcome, whether it happened, never happened, or happens late', () => {
    const unsure = { operations: [append('x', '1')], at: [1, 2], outcome: 'unknown' } as const;
    expect(found(unsure, { operations: [read('x')], at: [3, 4] })).toEqual([]);
    expect(found(unsure, { operations: [read('x', '1')], at: [3, 4] })).toEqual([]);
    expect(
      found(unsure, { operations: [read('x')], at: [3, 4] }, { operations: [read('x', '1')], at: [5, 6] }),
    ).toEqual([]);
  });

  test('in a thousand serial histories, and finds every one with a falsified read', () => {
    for (let seed = 1; seed <= 1_000; seed += 1) {
      const history = serial(seededRandom(seed));
      expect(checkHistory(history), `seed ${seed}`).toEqual([]);
      expect(checkHistory(falsified(history)), `seed ${seed}, falsified`).not.toEqual([]);
    }
  });
});

test('in a history without unique values, which it refuses', () => {
  expect(() => found([append('x', '1')], [append('x', '1')])).toThrow('make values unique');
});

/** Overlapping clients; each transaction happens at one instant between its begin and its end. */
function serial(random: () => number): readonly Transaction[] {
  const recorder = createRecorder();
  const lists = new Map<string, readonly string[]>();
  const underWay: { readonly process: number; readonly ends: () => void }[] = [];
  let values = 0;
  for (let step = 0; step < 60; step += 1) {
    const idle = [0, 1, 2, 3].filter((process) => underWay.every((each) => each.process !== process));
    const [process] = idle.slice(Math.floor(random() * idle.length));
    if (process === undefined || random() < 0.4) {
      underWay.splice(Math.floor(random() * underWay.length), 1)[0]?.ends();
      continue;
    }
    const end = recorder.begin(process);
    const operations = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
      const key = random() < 0.5 ? 'x' : 'y';
      const before = lists.get(key) ?? [];
      if (random() < 0.5) return read(key, ...before);
      values += 1;
      lists.set(key, [...before, `${values}`]);
      return append(key, `${values}`);
    });
    underWay.push({ process, ends: () => end('ok', operations) });
  }
  for (const { ends } of underWay) ends();
  const last = recorder.begin(0);
  last('ok', [read('x', ...(lists.get('x') ?? [])), read('y', ...(lists.get('y') ?? []))]);
  return recorder.history();
}

/** The same, but the last read lacks the oldest value of a list. */
function falsified(history: readonly Transaction[]): readonly Transaction[] {
  return history.map((transaction, place) =>
    place < history.length - 1
      ? transaction
      : {
          ...transaction,
          operations: transaction.operations.map((each) =>
            each.does === 'read' ? read(each.key, ...each.values.slice(1)) : each,
          ),
        },
  );
}
