import type { Command } from '../command.ts';
import { applyDeadlines, decide } from '../decide.ts';
import type { Decision } from '../draft.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { check } from './checks.ts';
import { withAmounts } from './command-amounts.ts';
import { seededIds, start, testEnvironment } from './environment.ts';
import { actorOf, begun, commandOf, moved, type Step, type Walked, type WalkSetup } from './walk.ts';

/** Keys of amounts in contracts, events, movements and payments. */
const amounts: ReadonlySet<string> = new Set([
  'above',
  'amount',
  'atOnce',
  'bonus',
  'bonuses',
  'booked',
  'borne',
  'carried',
  'carriedIn',
  'carriedOut',
  'charged',
  'chargedBack',
  'deposited',
  'fee',
  'feeChargedBack',
  'feeReturned',
  'fromCarried',
  'fromMilestone',
  'held',
  'increase',
  'least',
  'leftover',
  'most',
  'paidOut',
  'pay',
  'refunded',
  'reinstated',
  'released',
  'reserved',
  'returned',
  'shortfall',
  'tax',
  'toClient',
  'toFreelancer',
  'waiting',
  'withdrawn',
]);

/**
 * Walks two contracts side by side. The second has `scale` times the amounts and moves only multiples of `scale`. So
 * every decision about it must be the same, with `scale` times the amounts.
 */
export function walkScaled(setup: WalkSetup, steps: readonly Step[], scale: number): Walked {
  const larger = (command: Command) => withAmounts(command, (each) => each * scale);
  const ids = [seededIds(setup.seed), seededIds(setup.seed)] as const;
  const begins = [begun(setup, ids[0]), begun(scaledSetup(setup, scale), ids[1], larger)] as const;
  let [one, two] = begins;
  checkScaled(without(one), without(two), scale);
  let now = start;
  const take = (first: Decision, second: Decision) => {
    checkScaled(without(first), without(second), scale);
    one = { ...one, contract: first.contract, movements: [...one.movements, ...first.movements] };
    two = { ...two, contract: second.contract, movements: [...two.movements, ...second.movements] };
  };
  for (const { kind, actor: number, choice, dice, wait } of steps) {
    now = moved(now, one.contract, wait);
    const first = testEnvironment(now, ids[0], setup.minimumCharge);
    const second = testEnvironment(now, ids[1], setup.minimumCharge * scale);
    const applied = [applyDeadlines(one.contract, first), applyDeadlines(two.contract, second)] as const;
    check((applied[0] === null) === (applied[1] === null), 'deadlines do not depend on the scale');
    if (applied[0] !== null && applied[1] !== null) take(applied[0], applied[1]);
    const actor = actorOf(kind, number);
    const command = commandOf(kind, one.contract, actor, now, choice, dice);
    const decided = decide(one.contract, command, actor, first);
    const scaled = decide(two.contract, larger(command), actor, second);
    check(codeOf(decided) === codeOf(scaled), `${command.type}: ${codeOf(decided)} is ${codeOf(scaled)} at scale`);
    if (!isRefusal(decided) && !isRefusal(scaled)) take(decided, scaled);
  }
  return two;
}

function codeOf(decided: Decision | Refusal): string | null {
  return isRefusal(decided) ? decided.refused : null;
}

function scaledSetup(setup: WalkSetup, scale: number): WalkSetup {
  const record = (given: Readonly<Record<string, number>> = {}) =>
    Object.fromEntries(Object.entries(given).map(([currency, each]) => [currency, each * scale]));
  return {
    ...setup,
    amounts: setup.amounts.map((each) => each * scale),
    minimumAmount: record(setup.minimumAmount),
    operatorApprovalAbove: record(setup.operatorApprovalAbove),
    fees: setup.fees.map(({ flat, minimum, maximum, ...row }) => ({
      ...row,
      ...(flat === undefined ? {} : { flat: flat * scale }),
      ...(minimum === undefined ? {} : { minimum: minimum * scale }),
      ...(maximum === undefined ? {} : { maximum: maximum * scale }),
    })),
    amountStep: scale,
  };
}

/** Without the policies, which differ. */
function without({ contract, movements, events, payments = [] }: Walked & Partial<Pick<Decision, 'payments'>>) {
  const { policy: _, ...rest } = contract;
  const kept = events.filter(({ type }) => type !== 'contract.created');
  return { contract: rest, movements, events: kept, payments };
}

function checkScaled(one: unknown, two: unknown, scale: number, path = '', key = ''): void {
  if (typeof one === 'number') {
    const expected = amounts.has(key) ? one * scale : one;
    check(two === expected, `${path} is ${two}, and should be ${expected}`);
    return;
  }
  // An approval request holds the command as text.
  if (key === 'request' && typeof one === 'string' && typeof two === 'string') {
    checkScaled(JSON.parse(one), JSON.parse(two), scale, path);
    return;
  }
  if (typeof one !== 'object' || one === null || typeof two !== 'object' || two === null) {
    check(one === two, `${path} is ${two}, and should be ${one}`);
    return;
  }
  const keys = Object.keys(one);
  check(keys.join() === Object.keys(two).join(), `${path} has ${Object.keys(two)}, and should have ${keys}`);
  for (const each of keys) {
    const [first, second] = [one, two].map((of) => of[each as keyof typeof of]);
    checkScaled(first, second, scale, `${path}/${each}`, Array.isArray(one) ? key : each);
  }
}
