import type { ContractId } from '@workroom/core';

/** A reader's position on each contract: the `seq` of the last event that they have. */
export type Positions = ReadonlyMap<ContractId, number>;

/** Like `ctr_1:12,ctr_2:3`: the format of the query `contracts` and of `Last-Event-ID`. */
export function formatPositions(positions: Positions): string {
  return Array.from(positions, ([contractId, seq]) => `${contractId}:${seq}`).join(',');
}
