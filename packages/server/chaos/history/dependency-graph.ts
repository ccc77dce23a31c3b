import type { Transaction } from './history.ts';
import type { VersionOrder } from './version-order.ts';

/**
 * Why one transaction must come before another:
 *
 * - `ww`: it appended what the other appended after
 * - `wr`: it appended what the other read
 * - `rw`: it read a state that the other's append is not in yet
 * - `process`: the same client did it first
 * - `realtime`: it was over before the other began
 */
export type Dependency = 'ww' | 'wr' | 'rw' | 'process' | 'realtime';

export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly because: Dependency;
  readonly says: string;
}

/** All direct dependencies of a history. What failed took no part; what nobody knows took part if it was seen. */
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
    // What nobody knows may happen after what the same client does next.
    if (outcome !== 'ok') continue;
    const before = last.get(process);
    if (before !== undefined) edges.push({ from: before, to: id, because: 'process', says: `client ${process}` });
    last.set(process, id);
  }
  return edges;
}

/** Only the edges that the others do not imply: those from what was over last when a transaction began. */
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
