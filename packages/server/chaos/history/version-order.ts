import type { Transaction } from './history.ts';

/** Something that no serial execution could cause. */
export interface Anomaly {
  /** Adya's name, if there is one. */
  readonly name:
    | 'duplicate'
    | 'garbage'
    | 'lost append'
    | 'incompatible order'
    | 'internal'
    | 'G1a'
    | 'G1b'
    | `${'G0' | 'G1c' | 'G-single' | 'G2-item'}${'' | '-process' | '-realtime'}`;
  readonly says: string;
}

export interface Append {
  readonly by: Transaction;
  readonly key: string;
  readonly value: string;
  /** Whether its transaction appended more to the key later. */
  readonly isIntermediate: boolean;
}

/** Checks of each list's reads on their own, without dependencies. */
export interface VersionOrder {
  readonly anomalies: readonly Anomaly[];
  /** The longest read of each key: every other read must be a prefix of it. */
  readonly orders: ReadonlyMap<string, readonly string[]>;
  appendOf(key: string, value: string): Append | undefined;
}

/** @throws TypeError if two appends have the same value, because the history then proves nothing */
export function versionOrder(history: readonly Transaction[]): VersionOrder {
  const appends = appendsOf(history);
  const appendOf = (key: string, value: string) => appends.get(nameOf(key, value));
  const anomalies: Anomaly[] = [];
  const orders = new Map<string, readonly string[]>();
  const tell = (name: Anomaly['name'], says: string) => anomalies.push({ name, says });

  const reads = history
    .filter(({ outcome }) => outcome === 'ok')
    .flatMap((by) => by.operations.flatMap((each) => (each.does === 'read' ? [{ by, ...each }] : [])));
  for (const { key, values } of reads) if (values.length >= (orders.get(key)?.length ?? 0)) orders.set(key, values);

  for (const { by, key, values } of reads) {
    const order = orders.get(key) ?? [];
    if (values.some((value, place) => order[place] !== value))
      tell('incompatible order', `T${by.id} read ${list(values)} of ${key}, which ${list(order)} does not begin with`);
    if (new Set(values).size < values.length)
      tell('duplicate', `T${by.id} read a value of ${key} twice: ${list(values)}`);
    for (const value of values) {
      const append = appendOf(key, value);
      if (append === undefined) tell('garbage', `T${by.id} read ${value} of ${key}, which nobody appended`);
      else if (append.by.outcome === 'failed')
        tell('G1a', `T${by.id} read ${value} of ${key}, and T${append.by.id} that appended it had failed`);
    }
    const last = values.at(-1);
    const newest = last === undefined ? undefined : appendOf(key, last);
    if (newest?.isIntermediate && newest.by !== by)
      tell('G1b', `T${by.id} read ${key} in the middle of T${newest.by.id}: ${list(values)}`);
  }
  for (const transaction of history) if (transaction.outcome === 'ok') internal(transaction, tell);
  lostAppends(history, orders, tell);
  return { anomalies, orders, appendOf };
}

/** A transaction sees its own appends. */
function internal({ id, operations }: Transaction, tell: (name: Anomaly['name'], says: string) => void): void {
  const known = new Map<string, { readonly values: readonly string[]; readonly whole: boolean }>();
  for (const each of operations) {
    const before = known.get(each.key);
    if (each.does === 'append') {
      known.set(each.key, { values: [...(before?.values ?? []), each.value], whole: before?.whole ?? false });
      continue;
    }
    if (before !== undefined) {
      const seen = before.whole ? each.values : each.values.slice(each.values.length - before.values.length);
      if (list(seen) !== list(before.values))
        tell('internal', `T${id} read ${list(each.values)} of ${each.key} after ${list(before.values)} of its own`);
    }
    known.set(each.key, { values: each.values, whole: true });
  }
}

/** Later reads must see acknowledged appends. An append that appears only later is a real-time cycle. */
function lostAppends(
  history: readonly Transaction[],
  orders: VersionOrder['orders'],
  tell: (name: Anomaly['name'], says: string) => void,
): void {
  const lastReadAt = new Map<string, number>();
  for (const { outcome, invokedAt, operations } of history) {
    if (outcome !== 'ok') continue;
    for (const { does, key } of operations)
      if (does === 'read') lastReadAt.set(key, Math.max(invokedAt, lastReadAt.get(key) ?? 0));
  }
  const seen = new Set([...orders].flatMap(([key, values]) => values.map((value) => nameOf(key, value))));
  for (const { id, outcome, completedAt, operations } of history) {
    if (outcome !== 'ok') continue;
    for (const each of operations) {
      if (each.does !== 'append' || seen.has(nameOf(each.key, each.value))) continue;
      if (completedAt < (lastReadAt.get(each.key) ?? 0))
        tell('lost append', `T${id} appended ${each.value} to ${each.key}, and no later read has it`);
    }
  }
}

function appendsOf(history: readonly Transaction[]): ReadonlyMap<string, Append> {
  const appends = new Map<string, Append>();
  for (const by of history) {
    for (const [place, each] of by.operations.entries()) {
      if (each.does !== 'append') continue;
      const { key, value } = each;
      if (appends.has(nameOf(key, value)))
        throw new TypeError(`${value} is appended to ${key} twice: make values unique.`);
      const isIntermediate = by.operations
        .slice(place + 1)
        .some((later) => later.does === 'append' && later.key === key);
      appends.set(nameOf(key, value), { by, key, value, isIntermediate });
    }
  }
  return appends;
}

function nameOf(key: string, value: string): string {
  return JSON.stringify([key, value]);
}

function list(values: readonly string[]): string {
  return `[${values.join(' ')}]`;
}
