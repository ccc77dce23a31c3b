import type { z } from 'zod';
import { isOpenDifference } from '../chargeback.ts';
import type { Contract } from '../contract.ts';
import { formatInstant, formatOrNull } from '../instant.ts';
import type * as schemas from './schemas.ts';

type ContractAnswer = z.output<typeof schemas.ContractAnswer>;

export function presentChargebacks(contract: Contract): Pick<ContractAnswer, 'chargebacks' | 'differences'> {
  const { chargebacks, differences } = contract;
  const shown = differences.filter((each) => each.acknowledgedAt !== null || isOpenDifference(contract, each));
  return {
    chargebacks: chargebacks.map(({ steps: _, reference: __, evidenceStagedAt, ...each }) => ({
      ...each,
      openedAt: formatInstant(each.openedAt),
      evidenceDueBy: formatOrNull(each.evidenceDueBy),
      evidenceSentAt: formatOrNull(each.evidenceSentAt),
      ...(evidenceStagedAt !== undefined && { evidenceStagedAt: formatInstant(evidenceStagedAt) }),
    })),
    differences: shown.map(({ at, acknowledgedAt, ...same }) => ({
      ...same,
      at: formatInstant(at),
      acknowledgedAt: formatOrNull(acknowledgedAt),
    })),
  };
}
