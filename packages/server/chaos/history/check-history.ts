import { type Dependency, dependencies, type Edge } from './dependency-graph.ts';
import type { Transaction } from './history.ts';
import { type Anomaly, versionOrder } from './version-order.ts';

const reaches = [
  ['', []],
  ['-process', ['process']],
  ['-realtime', ['process', 'realtime']],
] as const satisfies readonly (readonly [string, readonly Dependency[]])[];

/**
 * Looks for anomalies that no serial execution in the order of real time could cause, like Elle (Kingsbury and Alvaro,
 * "Elle: Inferring Isolation Anomalies from Experimental Observations", VLDB 2020). Append-only lists show the order of
 * their appends. This order gives the dependencies between transactions. A cycle of dependencies is an anomaly, named
 * after its edges.
 */
export function checkHistory(history: readonly Transaction[]): readonly Anomaly[] {
  const byId = [...history].sort((a, b) => a.id - b.id);
  if (byId.some(({ id }, place) => id !== place)) throw new TypeError('Number the transactions from 0 without a gap.');
  const order = versionOrder(byId);
  const edges = dependencies(byId, order);
  return [...order.anomalies, ...cycles(edges, byId.length)];
}

/** The most serious cycle at each level, from data dependencies only to those including real time. */
function cycles(edges: readonly Edge[], size: number): readonly Anomaly[] {
  const found: Anomaly[] = [];
  for (const [suffix, more] of reaches) {
    const among = (...kinds: readonly Dependency[]) =>
      edges.filter(({ because }) => kinds.includes(because) || (more as readonly Dependency[]).includes(because));
    const everything = among('ww', 'wr', 'rw');
    const inCycles = stronglyConnected(everything, size);
    // Usually there is no cycle, and nothing more to check.
    const cyclic = everything.filter(({ from, to }) => inCycles[from] === inCycles[to]);
    if (cyclic.length === 0) continue;
    const cyclicAmong = (...kinds: readonly Dependency[]) => {
      const wanted = new Set(among(...kinds));
      return cyclic.filter((edge) => wanted.has(edge));
    };
    const writes = cycleIn(cyclicAmong('ww'), size);
    const flow = writes ?? cycleIn(cyclicAmong('ww', 'wr'), size);
    const single = flow ?? cycleWithOne(cyclic, cyclicAmong('ww', 'wr'), size);
    const cycle = single ?? cycleIn(cyclic, size);
    if (cycle === null) continue;
    const name = writes ? 'G0' : flow ? 'G1c' : single ? 'G-single' : 'G2-item';
    found.push({ name: `${name}${suffix}`, says: describeCycle(cycle) });
  }
  return found;
}

/** A cycle with exactly one anti-dependency; all other edges are write or read dependencies. */
function cycleWithOne(cyclic: readonly Edge[], others: readonly Edge[], size: number): readonly Edge[] | null {
  const next = outgoing(others, size);
  for (const edge of cyclic) {
    if (edge.because !== 'rw') continue;
    const back = shortestPath(next, edge.to, edge.from);
    if (back !== null) return [edge, ...back];
  }
  return null;
}

function cycleIn(edges: readonly Edge[], size: number): readonly Edge[] | null {
  const component = stronglyConnected(edges, size);
  const next = outgoing(edges, size);
  for (const edge of edges) {
    if (component[edge.from] !== component[edge.to]) continue;
    const back = shortestPath(next, edge.to, edge.from);
    if (back !== null) return [edge, ...back];
  }
  return null;
}

function shortestPath(next: readonly (readonly Edge[])[], from: number, to: number): readonly Edge[] | null {
  const cameBy = new Map<number, Edge | null>([[from, null]]);
  for (const at of cameBy.keys()) {
    if (at === to) break;
    for (const edge of next[at] ?? []) if (!cameBy.has(edge.to)) cameBy.set(edge.to, edge);
  }
  if (!cameBy.has(to)) return null;
  const path: Edge[] = [];
  for (let edge = cameBy.get(to); edge; edge = cameBy.get(edge.from)) path.unshift(edge);
  return path;
}

/** Tarjan's algorithm, without recursion: transactions on a common cycle get the same number. */
function stronglyConnected(edges: readonly Edge[], size: number): readonly number[] {
  const next = outgoing(edges, size);
  const number = new Array<number>(size).fill(-1);
  const low = new Array<number>(size).fill(0);
  const component = new Array<number>(size).fill(-1);
  const open: number[] = [];
  let count = 0;
  for (let root = 0; root < size; root += 1) {
    if (number[root] !== -1) continue;
    const path: { readonly at: number; readonly rest: Iterator<Edge> }[] = [];
    const enter = (at: number) => {
      number[at] = count;
      low[at] = count;
      count += 1;
      open.push(at);
      path.push({ at, rest: (next[at] ?? []).values() });
    };
    enter(root);
    for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
      const { at, rest } = here;
      const step = rest.next();
      if (!step.done) {
        const { to } = step.value;
        if (number[to] === -1) enter(to);
        else if (component[to] === -1) low[at] = Math.min(low[at] ?? 0, number[to] ?? 0);
        continue;
      }
      path.pop();
      const parent = path.at(-1)?.at;
      if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[at] ?? 0);
      if (low[at] !== number[at]) continue;
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        component[member] = at;
        if (member === at) break;
      }
    }
  }
  return component;
}

function outgoing(edges: readonly Edge[], size: number): readonly (readonly Edge[])[] {
  const next: Edge[][] = Array.from({ length: size }, () => []);
  for (const edge of edges) next[edge.from]?.push(edge);
  return next;
}

function describeCycle(cycle: readonly Edge[]): string {
  return cycle.map(({ from, to, because, says }) => `T${from} before T${to} (${because}: ${says})`).join('; ');
}
