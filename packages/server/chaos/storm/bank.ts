import { type Amount, amount, type ContractId, chargesOf, type PaymentId } from '@workroom/core';
import { SimulationRefused } from '@workroom/server/payments';
import { operator } from '../market/people.ts';
import type { Cluster, Server } from './cluster.ts';
import { persist } from './persist.ts';

/** The client confirms at their bank, or does not. */
export async function confirm({ store, provider }: Cluster, contractId: ContractId, accepts: boolean): Promise<void> {
  const contract = (await store.load([{ id: contractId }])).get(contractId)?.contract;
  for (const { id, status } of contract?.payments ?? []) {
    if (status === 'requires_action') await (accepts ? provider.complete(id) : provider.decline(id));
  }
}

/**
 * Rule 52: the client's bank takes back all or part of a charge. If it already disputes the charge, it decides, or
 * staff send evidence first. It may change its decision later.
 */
export async function dispute({ store, provider }: Cluster, server: Server, contractId: ContractId): Promise<void> {
  const { random } = server;
  const contract = (await store.load([{ id: contractId }])).get(contractId)?.contract;
  const charges = contract === undefined ? [] : chargesOf(contract);
  const charge = charges[Math.floor(random() * charges.length)];
  if (contract === undefined || charge === undefined) return;
  const known = contract.chargebacks.findLast(({ paymentId }) => paymentId === charge);
  const share = random();
  const isAgain = known !== undefined && known.state !== 'open' && random() < 0.3;
  try {
    if (known?.state === 'open' && random() < 0.3) {
      const parameters = { contractId, chargebackId: known.id };
      await persist(server, 'sendEvidence', operator, { parameters, key: `evidence-${known.id}-${share}` });
    } else if (known?.state === 'open' || isAgain) {
      await provider.decideChargeback(charge, random() < 0.5 ? 'won' : 'lost');
    } else {
      await provider.chargeback(charge, partOf(await takenBy(provider, charge), share));
    }
  } catch (error) {
    // The bank of another worker was faster.
    if (!(error instanceof SimulationRefused)) throw error;
  }
}

/** Banks decide every open dispute. */
export async function decideDisputes(
  { provider, store }: Cluster,
  contracts: readonly ContractId[],
  random: () => number,
): Promise<void> {
  for (const [contractId, { contract }] of await store.load(contracts.map((id) => ({ id })))) {
    for (const key of chargesOf(contract)) {
      const asked = { key, reference: null, contractId, currency: contract.currency };
      const disputes = (await provider.readDisputes?.(asked)) ?? [];
      if (disputes.at(-1)?.state === 'open') await provider.decideChargeback(key, random() < 0.5 ? 'won' : 'lost');
    }
  }
}

async function takenBy(provider: Cluster['provider'], charge: PaymentId): Promise<number> {
  const { operations } = await provider.books();
  return operations.find(({ key }) => key === charge)?.amount ?? 0;
}

/** The whole amount or a part, each half of the time. */
function partOf(whole: number, share: number): Amount | undefined {
  return share < 0.5 ? undefined : amount(Math.max(1, Math.round(whole * (share - 0.5) * 2)));
}
