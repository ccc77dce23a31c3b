import type { WireContract } from '@workroom/core/api';
import type { IdSlot } from './schema-arbitrary.test.support.ts';

const most = 60;

/** Contracts as they were last answered: what requests take their ids from. */
export function createKnownContracts() {
  const contracts = new Map<string, WireContract>();

  function idOf(contract: WireContract | undefined, kind: string, nth: number): string {
    const lists: Readonly<Record<string, readonly string[]>> = {
      ctr: contract === undefined ? [] : [contract.id],
      mst: contract?.milestones.map(({ id }) => id) ?? [],
      sub: contract?.milestones.flatMap(({ submissions }) => submissions.map(({ id }) => id)) ?? [],
      prp: contract?.proposals.map(({ id }) => id) ?? [],
      rfd: contract?.refundRequest ? [contract.refundRequest.id] : [],
      dsp: contract?.dispute ? [contract.dispute.id] : [],
      pay: contract?.payments.map(({ id }) => id) ?? [],
    };
    const list = lists[kind] ?? [];
    return list[nth % list.length] ?? `${kind}_none`;
  }

  return {
    /** Takes what an answer says, where it is a contract. */
    learn(answer: unknown): void {
      const contract = answer as WireContract | null;
      if (typeof contract !== 'object' || contract === null || typeof contract.version !== 'number') return;
      contracts.delete(contract.id);
      contracts.set(contract.id, contract);
      const [oldest] = contracts.keys();
      if (contracts.size > most && oldest !== undefined) contracts.delete(oldest);
    },
    nth: (place: number): WireContract | undefined => [...contracts.values()].at(-1 - (place % contracts.size)),
    idOf,
    /** A value with its slots filled in. */
    filled(contract: WireContract | undefined, value: unknown): unknown {
      if (typeof value !== 'object' || value === null) return value;
      if (isSlot(value)) return idOf(contract, value.slot, value.nth);
      if (Array.isArray(value)) return value.map((each) => this.filled(contract, each));
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.filled(contract, each)]));
    },
  };
}

export function isSlot(value: unknown): value is IdSlot {
  return typeof value === 'object' && value !== null && 'slot' in value && 'nth' in value;
}
