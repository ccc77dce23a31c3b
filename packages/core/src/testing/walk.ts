import { actionsFor } from '../actions.ts';
import { approvableCommands } from '../approval-request.ts';
import type { Command, CreateContract } from '../command.ts';
import type { Contract } from '../contract.ts';
import { nextDeadline } from '../deadlines.ts';
import { applyDeadlines, createContract, decide } from '../decide.ts';
import { type Actor, type Environment, findPayment } from '../draft.ts';
import type { ContractEvent } from '../events/event.ts';
import { forecast, standingOf } from '../forecast.ts';
import type { NewId } from '../ids.ts';
import { type Instant, later } from '../instant.ts';
import type { Movement } from '../ledger.ts';
import { amount, upTo } from '../money.ts';
import { amountStepOf, defaultPolicy, type Policy } from '../policy.ts';
import type { CommandName } from '../process.ts';
import { commandNames, stepOf } from '../process.ts';
import { isRefusal } from '../refusal.ts';
import { check, checkActions, checkBooks, essence } from './checks.ts';
import { checkClocks } from './clock-checks.ts';
import { onStep } from './command-amounts.ts';
import { checkDocuments } from './document-checks.ts';
import { seededIds, start, testEnvironment } from './environment.ts';
import { client, colleague, freelancer, mediator, operator, people, secondOperator, stranger } from './people.ts';
import { type Dice, isPlausible, randomCommand } from './random-command.ts';
import { checkRefunds, checkUnsentRefunds } from './refund-checks.ts';
import { disputeRefund, fund, release, requestRefund } from './steps.ts';
import { wellFormed } from './well-formed-command.ts';

const actors: readonly Actor[] = [
  client,
  freelancer,
  mediator,
  'server',
  colleague,
  stranger,
  operator,
  secondOperator,
];
/** Commands that end a walk early, so they are rare. */
const final: ReadonlySet<CommandName> = new Set<CommandName>([
  'decline_offer',
  'withdraw_offer',
  'end',
  'operator_end',
]);
/** Commands without much effect, so they are rare. */
const rare: ReadonlySet<CommandName> = new Set<CommandName>([
  ...final,
  'edit_contract',
  'appoint_mediator',
  'set_members',
  'post_message',
  'edit_milestone',
  'remove_milestone',
  'reorder_milestones',
  'give_bonus',
  'cancel_payment',
  'reject_proposal',
  'withdraw_proposal',
  'freeze',
  'operator_release',
  'operator_refund',
  'return_funds',
  'open_chargeback',
  'record_evidence',
]);

/** States to start a walk from, so that it soon reaches states that are many steps away. */
const funded = [
  [() => ({ type: 'appoint_mediator', mediator: people.mediator }), 'server'],
  [fund(), client],
  [payNewest, 'system'],
] as const satisfies Beginning;
const carried = [
  ...funded,
  [release(2_000, { leftover: { to: 'next_milestone' } }), client],
] as const satisfies Beginning;
/** Two of the client's members must approve commands that move money, and one release waits. */
const approving = [
  [
    () => ({
      type: 'set_members',
      client: [people.colleague],
      freelancer: [],
      approvals: { client: approvableCommands.filter(isClients).map((command) => ({ command, of: 2 })) },
    }),
    'server',
  ],
  ...funded.slice(0, 1),
  [fund(), client],
  [approveNewest, colleague],
  [payNewest, 'system'],
  [release(2_000, { leftover: { to: 'refund_and_continue' } }), client],
] as const satisfies Beginning;
/** An operator's refund, which waits for a second operator where the policy says so. */
const escalated = [...funded, [refundFirst, operator]] as const satisfies Beginning;
/** Paid out with a bonus, and partly requested back. */
const returning = [
  ...carried,
  [payNewest, 'system'],
  [() => ({ type: 'give_bonus', amount: 700 }), client],
  [payNewest, 'system'],
  [payNewest, 'system'],
  [returnPart, freelancer],
] as const satisfies Beginning;
const beginnings = {
  new: [],
  returning,
  approving,
  escalated,
  funded,
  carried,
  disputed: [
    ...carried,
    [fund(1), client],
    [payNewest, 'system'],
    [requestRefund({ thenEnd: true }, 1), client],
    [disputeRefund, freelancer],
  ],
} as const satisfies Record<string, Beginning>;
type Beginning = readonly (readonly [(contract: Contract) => Command, Actor])[];

function isClients(command: CommandName): boolean {
  return stepOf(command).who.includes('client');
}

function refundFirst({ milestones }: Contract): Command {
  return { type: 'operator_refund', milestoneId: milestones[0]?.id ?? 'mst_none', reason: 'Nobody answers.' };
}

function approveNewest({ approvals }: Contract): Command {
  return { type: 'approve', approvalId: approvals.at(-1)?.id ?? 'apr_none' };
}

function returnPart({ milestones }: Contract): Command {
  return {
    type: 'return_funds',
    from: { milestoneId: milestones[0]?.id ?? 'mst_none' },
    amount: 700,
    reason: 'Less was done.',
  };
}

function payNewest({ payments }: Contract): Command {
  const paymentId = payments.at(-1)?.id ?? 'pay_none';
  return { type: 'settle_payment', paymentId, outcome: { status: 'succeeded', reference: null } };
}

export interface WalkSetup extends Pick<CreateContract, 'currency' | 'status'> {
  readonly beginning: keyof typeof beginnings;
  readonly seed: number;
  readonly amounts: readonly number[];
  readonly minimumCharge: number;
  readonly fees: Policy['fees'];
  readonly disputeDefault: Policy['disputeDefault'];
  readonly planChanges: Policy['planChanges'];
  readonly securityDays: number;
  readonly operatorApprovalAbove: NonNullable<Policy['operatorApprovalAbove']>;
  readonly minimumAmount?: Policy['minimumAmount'];
  /** The smallest amount that the payment provider moves. Some commands have other amounts all the same. */
  readonly amountStep?: number;
}

/** One command of a walk, and the time that passes before it. */
export interface Step {
  /** Mostly an offered command, sometimes any command, often an outcome from the payment provider or a bank. */
  readonly kind: 'offered' | 'offered_with_any_values' | 'anything' | 'provider' | 'bank' | 'return';
  readonly actor: number;
  readonly choice: number;
  readonly dice: Dice;
  /** Time that passes first; `deadline` moves to the next deadline, plus or minus a millisecond. */
  readonly wait: number | { readonly deadline: -1 | 0 | 1 };
}

/** The current state of a walk, with the whole ledger. */
export interface Walked {
  readonly contract: Contract;
  readonly movements: readonly Movement[];
  readonly events: readonly ContractEvent[];
}

/** Walks a contract through the steps, with every check after each. */
export function walk(
  setup: WalkSetup,
  steps: readonly Step[],
  alsoCheck: (contract: Contract, now: Instant, events: readonly ContractEvent[]) => void,
): Walked {
  const newId = seededIds(setup.seed);
  const { minimumCharge } = setup;
  let { contract, movements, events } = begun(setup, newId);
  let now = start;
  for (const { kind, actor: number, choice, dice, wait } of steps) {
    const environment = testEnvironment(moved(now, contract, wait), newId, minimumCharge);
    const before = contract;
    const applied = applyDeadlines(before, environment);
    if (applied !== null) {
      checkApplied(before, applied.contract, now, environment);
      movements = [...movements, ...applied.movements];
      checkRefunds(before, applied.contract, null);
      contract = applied.contract;
    }
    now = environment.now;
    const actor = actorOf(kind, number);
    const anyAmounts = commandOf(kind, contract, actor, now, choice, dice);
    const command = choice % 4 === 1 ? anyAmounts : onStep(anyAmounts, amountStepOf(contract.policy));
    const decided = decide(contract, command, actor, environment);
    // Nobody can know the id of a payment that a deadline will request.
    const isKnown = !('paymentId' in command) || findPayment(before, command.paymentId) !== undefined;
    const early = isKnown ? decide(before, command, actor, environment) : decided;
    check(
      isRefusal(early) === isRefusal(decided),
      `${command.type} is answered alike before and after its deadlines are applied`,
    );
    const happened = [...(applied?.events ?? [])];
    if (!isRefusal(decided)) {
      happened.push(...decided.events);
      movements = [...movements, ...decided.movements];
      checkClocks(contract, decided.contract, command, now);
      checkRefunds(contract, decided.contract, command);
      if (command.type === 'report_chargeback' || command.type === 'settle_payment')
        checkUnsentRefunds(decided.contract);
      contract = decided.contract;
    }
    events = [...events, ...happened];
    checkBooks(contract, movements);
    checkActions(contract, actors[choice % actors.length] ?? client, environment, { ...dice, place: choice });
    alsoCheck(contract, now, happened);
  }
  checkDocuments(contract, events, movements);
  return { contract, movements, events };
}

/** @param changed how the commands of the beginning differ */
export function begun(
  { beginning, seed: _, amounts, minimumCharge, currency, status, amountStep = 1, ...policy }: WalkSetup,
  newId: NewId,
  changed: (command: Command) => Command = (command) => command,
): Walked {
  const environment = testEnvironment(start, newId, minimumCharge);
  const created = createContract(
    {
      id: newId('contract'),
      title: 'Any',
      currency,
      status,
      client: people.client,
      freelancer: people.freelancer,
      metadata: {},
      milestones: amounts.map((each) => ({ title: 'Work', amount: upTo(amountStep, amount(each)) })),
      policy: { ...defaultPolicy, ...policy, maxMilestones: 6, ...(amountStep === 1 ? {} : { amountStep }) },
    },
    environment,
  );
  if (isRefusal(created)) throw new Error(created.refused);
  let { contract, movements, events } = created;
  for (const [source, actor] of beginnings[beginning]) {
    const decided = decide(contract, changed(source(contract)), actor, environment);
    if (isRefusal(decided)) continue;
    movements = [...movements, ...decided.movements];
    events = [...events, ...decided.events];
    contract = decided.contract;
  }
  return { contract, movements, events };
}

/** Applying deadlines again changes nothing, and applying them in two steps has the same result. */
function checkApplied(before: Contract, after: Contract, earlier: Instant, environment: Environment): void {
  check(applyDeadlines(after, environment) === null, 'no deadline is due after deadlines were applied');
  const halfway = later(earlier, Math.max(0, Math.trunc((environment.now - earlier) / 2)));
  const first = applyDeadlines(before, { ...environment, now: halfway })?.contract ?? before;
  const second = applyDeadlines(first, environment)?.contract ?? first;
  const [once, twice] = [JSON.stringify(essence(after)), JSON.stringify(essence(second))];
  check(once === twice, `applied at once: ${once}, applied in two steps: ${twice}`);
  const foreseen = forecast(before).findLast(({ at }) => at <= environment.now);
  const found = { at: foreseen?.at, ...standingOf(after) };
  check(
    JSON.stringify(foreseen) === JSON.stringify(found),
    `foreseen: ${JSON.stringify(foreseen)}, found: ${JSON.stringify(found)}`,
  );
}

export function actorOf(kind: Step['kind'], number: number): Actor {
  if (kind === 'return') return operator;
  return kind === 'provider' || kind === 'bank' ? 'system' : (actors[number] ?? client);
}

export function commandOf(
  kind: Step['kind'],
  contract: Contract,
  actor: Actor,
  now: Instant,
  choice: number,
  rolled: Dice,
): Command {
  const open = actionsFor(contract, actor, now).filter(({ closed }) => closed === null);
  const likely = open.filter(({ name }) => !rare.has(name));
  const offered = choice % 20 === 0 ? open.filter(({ name }) => choice % 60 === 0 || !final.has(name)) : likely;
  const action = offered[choice % Math.max(1, offered.length)];
  if (kind === 'bank')
    return randomCommand(choice % 3 === 0 ? 'record_external' : 'report_chargeback', contract, rolled);
  if (kind === 'return') return randomCommand('return_funds', contract, rolled);
  if (kind === 'provider') {
    const command = randomCommand('settle_payment', contract, rolled);
    return isPlausible(command, contract) ? command : randomCommand('fund', contract, rolled);
  }
  if (kind === 'anything' || action === undefined)
    return randomCommand(commandNames[choice % commandNames.length] ?? 'fund', contract, rolled);
  const command = wellFormed(action, contract, rolled);
  if (kind === 'offered') return command;
  const { milestoneId, paymentId, proposalId, returnId } = {
    returnId: undefined,
    milestoneId: undefined,
    paymentId: undefined,
    proposalId: undefined,
    ...command,
  };
  const values = randomCommand(action.name, contract, rolled);
  return {
    ...values,
    ...(milestoneId === undefined || stepOf(action.name).on === 'contract' ? {} : { milestoneId }),
    ...(paymentId === undefined ? {} : { paymentId }),
    ...(proposalId === undefined ? {} : { proposalId }),
    ...(returnId === undefined ? {} : { returnId }),
  } as Command;
}

export function moved(now: Instant, contract: Contract, wait: Step['wait']): Instant {
  if (typeof wait === 'number') return later(now, wait);
  const next = nextDeadline(contract);
  return next === null ? now : later(next, wait.deadline);
}
