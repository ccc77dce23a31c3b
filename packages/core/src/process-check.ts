import type { Command } from './command.ts';
import type { Contract, Milestone } from './contract.ts';
import { type Decision, type Draft, findMilestone, findPayment } from './draft.ts';
import type { EventType } from './events/event.ts';
import { type CommandName, consequences, type Step, stepOf, type TimerName, timerOf } from './process.ts';
import { assertHolds } from './refusal.ts';

// Checks that a decision leads only to the states and events in its row of the process table. Anything else is a bug.

const consequent: ReadonlySet<EventType> = new Set<EventType>(consequences);

/** @throws InvariantBroken */
export function assertStep(before: Contract, command: Command, decision: Decision): void {
  const name: CommandName = command.type;
  const step = stepOf(name);
  const { contract, events, movements, payments } = decision;
  assertEmits(name, step, events);
  const silent = movements.length === 0 && payments.length === 0 && contract === before;
  assertHolds(events.length > 0 || silent, `${name} records an event for its change`);
  if (step.to === undefined || events.length === 0) return;
  if (step.on === 'contract') assertHolds(leadsTo(step, contract.status), `${name} may not lead to ${contract.status}`);
  else assertLeadsTo(name, step, before, contract, milestoneOf(name, before, command));
}

/**
 * @param first index of the timer's first event in the draft @throws InvariantBroken
 */
export function assertTimer(
  name: TimerName,
  before: Contract,
  { contract, events }: Draft,
  first: number,
  milestoneId: Milestone['id'] | null,
): void {
  const step = timerOf(name);
  assertHolds(events.length > first, `${name} records an event for its change`);
  assertEmits(name, step, events.slice(first));
  if (step.to !== undefined) assertLeadsTo(name, step, before, contract, milestoneId);
}

function assertEmits(name: string, step: Step, events: Decision['events']): void {
  for (const { type } of events)
    assertHolds(step.emits.includes(type) || consequent.has(type), `${name} may not emit ${type}`);
}

/** No other milestone changes its state, except for those that the end of the contract cancels. */
function assertLeadsTo(
  name: string,
  step: Step,
  before: Contract,
  after: Contract,
  own: Milestone['id'] | null | undefined,
): void {
  for (const milestone of before.milestones) {
    const next = findMilestone(after, milestone.id);
    // A payment's outcome need not change its milestone.
    if (next?.state === milestone.state && (step.on === 'payment' || milestone.id !== own)) continue;
    if (next?.state === 'cancelled' && milestone.state === 'planned') continue;
    const fits = milestone.id === own && (next === undefined ? name === 'remove_milestone' : leadsTo(step, next.state));
    assertHolds(fits, `${name} does not lead from ${milestone.state} to ${next?.state ?? 'nothing'}`);
  }
}

function leadsTo({ to = [] }: Step, state: NonNullable<Step['to']>[number]): boolean {
  return to.includes(state);
}

/** The milestone that the command is about. */
function milestoneOf(name: CommandName, before: Contract, command: Command): Milestone['id'] | null | undefined {
  switch (stepOf(name).on) {
    case 'refund_request':
      return before.refundRequest?.milestoneId;
    case 'dispute':
      return before.dispute?.milestoneId;
    case 'payment':
      return 'paymentId' in command ? findPayment(before, command.paymentId)?.milestoneId : undefined;
    default:
      return 'milestoneId' in command ? command.milestoneId : undefined;
  }
}
