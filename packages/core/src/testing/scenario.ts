import type { Command, CreateContract, PaymentOutcome } from '../command.ts';
import type { Contract, Milestone } from '../contract.ts';
import { applyDeadlines, createContract, decide } from '../decide.ts';
import type { Actor, Decision } from '../draft.ts';
import type { ContractEvent, EventType } from '../events/event.ts';
import { type FeeRow, type FeeShorthand, feeRows } from '../fee-row.ts';
import type { NewId } from '../ids.ts';
import { type Instant, later } from '../instant.ts';
import type { Movement } from '../ledger.ts';
import type { Payment } from '../payment-record.ts';
import { defaultPolicy, type Policy } from '../policy.ts';
import { isRefusal, type Refusal, type RefusalCode } from '../refusal.ts';
import { seededIds, start, testEnvironment } from './environment.ts';
import { people } from './people.ts';

/** A command, or a function that makes it from the current contract. */
export type CommandSource = Command | ((contract: Contract) => Command);

export interface ContractTerms {
  /** Amounts of the first milestones, in minor units. */
  readonly amounts?: readonly number[];
  readonly status?: CreateContract['status'];
  readonly currency?: string;
  readonly policy?: Partial<Omit<Policy, 'fees'>> & { readonly fees?: readonly FeeRow[] | FeeShorthand };
  readonly minimumCharge?: number;
  readonly seed?: number;
}

/** The result of one command. */
export interface Outcome {
  readonly refused: RefusalCode | null;
  readonly refusal: Refusal | null;
  /** The types of the command's events, in order. */
  readonly events: readonly EventType[];
  /** The state afterwards; unchanged after a refusal. */
  readonly next: Scenario;
}

/** A contract at a moment, with everything recorded so far. Immutable: every step returns a new one. */
export interface Scenario {
  readonly contract: Contract;
  readonly now: Instant;
  readonly events: readonly ContractEvent[];
  readonly movements: readonly Movement[];
  /** The milestone at this index of the plan. */
  milestone(place?: number): Milestone;
  /** Moves the clock without applying deadlines. */
  after(ms: number): Scenario;
  at(now: Instant): Scenario;
  when(command: CommandSource, actor: Actor): Outcome;
  /** Gives the commands one after another; each must succeed. */
  run(commands: readonly (readonly [command: CommandSource, actor: Actor])[]): Scenario;
  /** Applies passed deadlines. */
  deadlinesApplied(): Scenario;
  /** Reports the outcome of one payment: the newest that fits. */
  pays(outcome: PaymentOutcome['status'], which?: (payment: Payment) => boolean): Scenario;
  /** Lets every pending payment succeed, and the payments that follow from it. */
  paid(): Scenario;
}

/** A contract that was just created. */
export function givenContract({
  amounts = [50_000, 30_000],
  status = 'active',
  currency = 'USD',
  policy: { fees = [], ...policy } = {},
  minimumCharge = 0,
  seed = 1,
}: ContractTerms = {}): Scenario {
  const newId = seededIds(seed);
  const created = createContract(
    {
      id: newId('contract'),
      title: 'Online shop',
      currency,
      client: people.client,
      freelancer: people.freelancer,
      status,
      metadata: {},
      milestones: amounts.map((amount, place) => ({ title: `Milestone ${place + 1}`, amount })),
      policy: { ...defaultPolicy, ...policy, fees: feeRows(fees) },
    },
    testEnvironment(start, newId, minimumCharge),
  );
  if (isRefusal(created)) throw new Error(`the contract was refused: ${created.refused}`);
  return given(created.contract, { newId, minimumCharge, events: created.events });
}

interface Circumstances {
  readonly newId?: NewId;
  readonly minimumCharge?: number;
  readonly now?: Instant;
  readonly events?: readonly ContractEvent[];
  readonly movements?: readonly Movement[];
}

/** `given(contract).when(command, actor)` decides without a store, a clock or a network. */
export function given(contract: Contract, circumstances: Circumstances = {}): Scenario {
  const { newId = seededIds(1), minimumCharge = 0, now = start, events = [], movements = [] } = circumstances;
  const environment = () => testEnvironment(now, newId, minimumCharge);
  const at = (instant: Instant) => given(contract, { newId, minimumCharge, now: instant, events, movements });
  const after = (decision: Decision) =>
    given(decision.contract, {
      newId,
      minimumCharge,
      now,
      events: [...events, ...decision.events],
      movements: [...movements, ...decision.movements],
    });
  const scenario: Scenario = {
    contract,
    now,
    events,
    movements,
    at,
    after: (ms) => at(later(now, ms)),
    milestone(place = 0) {
      const milestone = contract.milestones[place];
      if (milestone === undefined) throw new Error(`the plan has no milestone at place ${place}`);
      return milestone;
    },
    when(source, actor) {
      const command = typeof source === 'function' ? source(contract) : source;
      const decision = decide(contract, command, actor, environment());
      return isRefusal(decision)
        ? { refused: decision.refused, refusal: decision, events: [], next: scenario }
        : { refused: null, refusal: null, events: decision.events.map(({ type }) => type), next: after(decision) };
    },
    run: (commands) =>
      commands.reduce<Scenario>((current, [command, actor]) => {
        const { refusal, next } = current.when(command, actor);
        if (refusal !== null) throw new Error(`refused with ${refusal.refused}: ${JSON.stringify(command)}`);
        return next;
      }, scenario),
    deadlinesApplied() {
      const decision = applyDeadlines(contract, environment());
      return decision === null ? scenario : after(decision);
    },
    pays(status, which = isOpen) {
      const payment = contract.payments.findLast(which);
      if (payment === undefined) throw new Error('there is no such payment');
      return scenario.run([
        [{ type: 'settle_payment', paymentId: payment.id, outcome: paymentOutcome(status) }, 'system'],
      ]);
    },
    paid() {
      return contract.payments.some(isOpen) ? scenario.pays('succeeded').paid() : scenario;
    },
  };
  return scenario;
}

export function paymentOutcome(status: PaymentOutcome['status'], reference: string | null = null): PaymentOutcome {
  switch (status) {
    case 'pending':
    case 'succeeded':
      return { status, reference };
    case 'requires_action':
      return { status, reference, clientAction: { url: 'https://bank.example/confirm' } };
    case 'failed':
      return { status, reference, code: 'card_declined', message: 'The card was declined.' };
    case 'unknown':
      return { status, code: 'no_answer', message: 'The payment provider did not answer.' };
  }
}

function isOpen({ status }: Payment): boolean {
  return status === 'pending' || status === 'requires_action';
}
