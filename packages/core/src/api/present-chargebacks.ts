import type { z } from 'zod';
import type { Contract } from '../contract.ts';
import { formatInstant, formatOrNull } from '../instant.ts';
import type * as schemas from './schemas.ts';

type ContractAnswer = z.output<typeof schemas.ContractAnswer>;

export function presentChargebacks({
  chargebacks,
  differences,
}: Contract): Pick<ContractAnswer, 'chargebacks' | 'differences'> {
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
    differences: differences.map(({ at, acknowledgedAt, ...same }) => ({
      ...same,
      at: formatInstant(at),
      acknowledgedAt: formatOrNull(acknowledgedAt),
    })),
  };
}
