import type { ContractId } from '@workroom/core';

/** Where a reader is on each contract: the `seq` of the last event that they have. */
export type Positions = ReadonlyMap<ContractId, number>;

/** Like `ctr_1:12,ctr_2:3`: what the query `contracts` and `Last-Event-ID` take. */
export function formatPositions(positions: Positions): string {
  return Array.from(positions, ([contractId, seq]) => `${contractId}:${seq}`).join(',');
}
