import type { Store } from '../store/store.ts';

/** From one call that ends the process to the next that is tried. `npm run chaos` tries each. */
export const callsApart = process.env.WORKROOM_EVERY_CRASH ? 1 : 4;

/** A store whose calls are counted, and one of which ends the process: after it, or before. */
export function mortal() {
  const life = { calls: 0, endsAt: Number.POSITIVE_INFINITY };
  const counted = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        if (typeof value === 'object' && value !== null) return counted(value);
        if (typeof value !== 'function') return value;
        return async (...given: unknown[]) => {
          life.calls += 1;
          if (life.calls > life.endsAt) throw new Error('nobody is there any more');
          const answer: unknown = await Reflect.apply(value, target, given);
          if (life.calls >= life.endsAt) throw new Error('killed');
          return answer;
        };
      },
    });
  /** Spread by the kit: methods of its own, each counted. */
  const countedStore = (store: Store): Store =>
    Object.fromEntries(Object.keys(store).map((key) => [key, Reflect.get(counted(store), key)])) as unknown as Store;
  return { life, counted, countedStore };
}
