import type { Store } from '../store/store.ts';

/** The step between the calls at which the process is killed. `npm run chaos` tries every call. */
export const callsApart = process.env.WORKROOM_EVERY_CRASH ? 1 : 4;

/** A store that counts its calls and simulates a crash before or after one of them. */
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
