import { personOf } from '../draft.ts';
import { giveBonus } from '../transitions/bonus.ts';
import type { CommandRules } from './rules.ts';

// Rules 23 and 28. A bonus is a charge of its own. When the charge succeeds, the bonus is recorded and paid out.

export const giveLaterBonus: CommandRules<'give_bonus'> = {
  run: (draft, { amount, note, paymentMethod }) =>
    giveBonus(draft, {
      milestoneId: null,
      amount,
      terms: { by: personOf(draft), note: note ?? null },
      paymentMethod: paymentMethod ?? null,
      pointer: '/amount',
    }),
};
