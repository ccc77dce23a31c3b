import type { Command } from '../command.ts';
import { isAmount, upTo } from '../money.ts';

const typedAmounts: ReadonlySet<string> = new Set([
  'amount',
  'bonus',
  'pay',
  'toFreelancer',
  'above',
  'withdrawn',
  'reinstated',
]);

/** The command with each of its amounts changed. */
export function withAmounts<Given>(given: Given, change: (amount: number) => number): Given {
  if (Array.isArray(given)) return given.map((each) => withAmounts(each, change)) as Given;
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [
      key,
      typeof value === 'number' && typedAmounts.has(key) ? change(value) : withAmounts(value, change),
    ]),
  ) as Given;
}

/** The command with its amounts rounded up to multiples of `step`; hostile numbers stay as they are. */
export function onStep<Given extends Command>(command: Given, step: number): Given {
  return withAmounts(command, (each) => (isAmount(each) && isAmount(each + step) ? upTo(step, each) : each));
}
