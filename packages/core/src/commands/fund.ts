import { startFunding } from '../transitions/funding.ts';
import type { CommandRules } from './rules.ts';

// Rules 8 to 10: one milestone at a time; carried funds first, and only the difference is charged; a milestone is
// `funding` until the charge settles. An agreed increase is deposited the same way.

export const fund: CommandRules<'fund'> = {
  run: (draft, { milestoneId, paymentMethod }) => startFunding(draft, milestoneId, paymentMethod ?? null),
};
