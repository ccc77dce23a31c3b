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
    chargebacks: chargebacks.map(
      ({ id, paymentId, amount, withdrawn, reinstated, state, openedAt, evidenceDueBy, evidenceSentAt }) => ({
        id,
        paymentId,
        amount,
        withdrawn,
        reinstated,
        state,
        openedAt: formatInstant(openedAt),
        evidenceDueBy: formatOrNull(evidenceDueBy),
        evidenceSentAt: formatOrNull(evidenceSentAt),
      }),
    ),
    differences: shown.map(({ at, acknowledgedAt, ...same }) => ({
      ...same,
      at: formatInstant(at),
      acknowledgedAt: formatOrNull(acknowledgedAt),
    })),
  };
}
