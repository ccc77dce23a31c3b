/**
 * The settings of the chaos test. Each can be set by an environment variable; `npm run chaos` runs for a minute on 200
 * contracts.
 */
export interface ChaosSettings {
  /** Determines every choice of a worker, its provider connection and the proxy, but not how they interleave. */
  readonly seed: number;
  readonly seconds: number;
  readonly workers: number;
  readonly contracts: number;
  /** Share of requests to the provider with a fault. */
  readonly faults: number;
  /** Share of commits whose connection is cut: a third each before, during and after the commit. */
  readonly cuts: number;
}

const defaults: ChaosSettings = { seed: 20_260_302, seconds: 15, workers: 8, contracts: 60, faults: 0.2, cuts: 0.06 };

export function chaosSettings(environment: Readonly<Record<string, string | undefined>>): ChaosSettings {
  const chosen = (name: keyof ChaosSettings) => {
    const text = environment[`WORKROOM_CHAOS_${name.toUpperCase()}`];
    if (text === undefined) return defaults[name];
    const value = Number(text);
    if (!(value >= 0)) throw new RangeError(`WORKROOM_CHAOS_${name.toUpperCase()} is "${text}": give a number.`);
    return value;
  };
  return {
    seed: chosen('seed'),
    seconds: chosen('seconds'),
    workers: chosen('workers'),
    contracts: chosen('contracts'),
    faults: chosen('faults'),
    cuts: chosen('cuts'),
  };
}
