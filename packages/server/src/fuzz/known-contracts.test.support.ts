import type { WireContract } from '@workroom/core/api';
import type { IdSlot } from './schema-arbitrary.test.support.ts';

const most = 60;

/** The latest response of each contract, from which requests take their ids. */
export function createKnownContracts() {
  const contracts = new Map<string, WireContract>();
  /** The actions of each viewer on each contract. */
  const actions = new Map<string, WireContract['actions']>();
  /** Ids of objects without a contract, by prefix. */
  const others = new Map<string, string[]>();

  function idOf(contract: WireContract | undefined, kind: string, nth: number): string {
    const lists: Readonly<Record<string, readonly string[]>> = {
      ctr: contract === undefined ? [] : [contract.id],
      mst: contract?.milestones.map(({ id }) => id) ?? [],
      sub: contract?.milestones.flatMap(({ submissions }) => submissions.map(({ id }) => id)) ?? [],
      prp: contract?.proposals.map(({ id }) => id) ?? [],
      rfd: contract?.refundRequest ? [contract.refundRequest.id] : [],
      dsp: contract?.dispute ? [contract.dispute.id] : [],
      apr: contract?.approvals.map(({ id }) => id) ?? [],
      pay: contract?.payments.map(({ id }) => id) ?? [],
      upl:
        contract?.milestones.flatMap(({ submissions }) =>
          submissions.flatMap(({ files }) => files.map(({ uploadId }) => uploadId)),
        ) ?? [],
    };
    const list = lists[kind] ?? others.get(kind) ?? [];
    return list[nth % list.length] ?? `${kind}_none`;
  }

  function remember(id: string): void {
    const kind = id.slice(0, 3);
    others.set(kind, [id, ...(others.get(kind) ?? []).filter((each) => each !== id)].slice(0, 10));
  }

  return {
    /** Collects the ids in a response. */
    learn(answer: unknown): void {
      if (typeof answer !== 'object' || answer === null) return;
      if ('data' in answer && Array.isArray(answer.data)) for (const each of answer.data) this.learn(each);
      const isContract = 'version' in answer && 'milestones' in answer && Array.isArray(answer.milestones);
      if (!isContract && 'id' in answer && typeof answer.id === 'string') remember(answer.id);
      if (!isContract) return;
      const contract = answer as WireContract;
      contracts.delete(contract.id);
      contracts.set(contract.id, contract);
      actions.set(`${contract.viewer} ${contract.id}`, contract.actions);
      const [oldest] = contracts.keys();
      if (contracts.size > most && oldest !== undefined) contracts.delete(oldest);
    },
    nth: (place: number): WireContract | undefined => [...contracts.values()].at(-1 - (place % contracts.size)),
    /** The newest contract on which the viewer could give the command, by their latest response. */
    openFor(viewer: string, command: string | undefined): WireContract | undefined {
      return [...contracts.values()].findLast(({ id }) =>
        actions.get(`${viewer} ${id}`)?.some(({ name, enabled }) => enabled && name === command),
      );
    },
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
