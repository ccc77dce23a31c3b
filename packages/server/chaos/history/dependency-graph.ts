import type { Transaction } from './history.ts';
import type { VersionOrder } from './version-order.ts';

/**
 * Why one transaction must precede another:
 *
 * - `ww`: the other appended after its append
 * - `wr`: the other read its append
 * - `rw`: it read a state without the other's append
 * - `process`: the same client made it first
 * - `realtime`: it ended before the other began
 */
export type Dependency = 'ww' | 'wr' | 'rw' | 'process' | 'realtime';

export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly because: Dependency;
  readonly says: string;
}

/** All direct dependencies of a history. Failed transactions are ignored; unknown ones count if they were seen. */
export function dependencies(
  history: readonly Transaction[],
  { orders, appendOf }: Pick<VersionOrder, 'orders' | 'appendOf'>,
): readonly Edge[] {
  const edges: Edge[] = [];
  const add = (from: number | undefined, to: number | undefined, because: Dependency, says: string) => {
    if (from !== undefined && to !== undefined && from !== to) edges.push({ from, to, because, says });
  };
  const writer = (key: string, value: string | undefined) =>
    value === undefined ? undefined : appendOf(key, value)?.by.id;

  for (const [key, order] of orders) {
    for (const [place, value] of order.entries()) {
      const next = order[place + 1];
      add(writer(key, value), writer(key, next), 'ww', `${key}: ${value} before ${next}`);
    }
  }
  for (const { id, outcome, operations } of history) {
    if (outcome !== 'ok') continue;
    for (const each of operations) {
      if (each.does !== 'read') continue;
      const { key, values } = each;
      add(writer(key, values.at(-1)), id, 'wr', `${key}: ${values.at(-1)} was read`);
      const next = orders.get(key)?.[values.length];
      add(id, writer(key, next), 'rw', `${key}: ${next} was not read yet`);
    }
  }
  return [...edges, ...processOrder(history), ...realTimeOrder(history)];
}

function processOrder(history: readonly Transaction[]): readonly Edge[] {
  const edges: Edge[] = [];
  const last = new Map<number, number>();
  for (const { id, process, outcome } of [...history].sort((a, b) => a.invokedAt - b.invokedAt)) {
    // An unknown transaction may take effect after the client's next one.
    if (outcome !== 'ok') continue;
    const before = last.get(process);
    if (before !== undefined) edges.push({ from: before, to: id, because: 'process', says: `client ${process}` });
    last.set(process, id);
  }
  return edges;
}

/** Only the edges that others do not imply: from the transactions that ended last before a transaction began. */
function realTimeOrder(history: readonly Transaction[]): readonly Edge[] {
  const edges: Edge[] = [];
  const moments = history
    .filter(({ outcome }) => outcome !== 'failed')
    .flatMap((transaction) => [
      { at: transaction.invokedAt, begins: true, transaction },
      { at: transaction.completedAt, begins: false, transaction },
    ])
    .filter(({ at }) => Number.isFinite(at))
    .sort((a, b) => a.at - b.at);
  let front = new Set<number>();
  const overBefore = new Map<number, ReadonlySet<number>>();
  for (const { begins, transaction } of moments) {
    const { id } = transaction;
    if (begins) {
      for (const from of front) edges.push({ from, to: id, because: 'realtime', says: 'was over first' });
      overBefore.set(id, new Set(front));
    } else {
      const implied = overBefore.get(id) ?? new Set();
      front = new Set([...front].filter((each) => !implied.has(each)));
      front.add(id);
    }
  }
  return edges;
}
