import { actionsFor } from '../actions.ts';
import { amountAtProvider } from '../amount-at-provider.ts';
import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import { decide } from '../decide.ts';
import type { Actor, Environment } from '../draft.ts';
import { sumOf } from '../funds.ts';
import { balances, escrowOf, type Movement } from '../ledger.ts';
import { isFinished } from '../milestones.ts';
import type { Payment } from '../payment-record.ts';
import { amountStepOf } from '../policy.ts';
import { commandNames, stepOf } from '../process.ts';
import { isRefusal, refusals } from '../refusal.ts';
import { weightOf } from '../transitions/take.ts';
import { type Dice, randomCommand } from './random-command.ts';
import { wellFormed } from './well-formed-command.ts';

// Checks that must hold for every contract. Each throws an error that describes the violation.

export function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

/** Money is conserved: the whole ledger, account by account, agrees with the contract and its payments. */
export function checkBooks(contract: Contract, movements: readonly Movement[]): void {
  const ledger = balances(movements);
  const balance = (account: Parameters<typeof ledger.get>[0]) => ledger.get(account) ?? 0;
  const equal = (account: Parameters<typeof ledger.get>[0], expected: number) =>
    check(balance(account) === expected, `${account} is ${balance(account)}, and should be ${expected}`);

  check([...ledger.values()].reduce((sum, each) => sum + each, 0) === 0, 'the ledger sums to zero');
  const rounded = contract.chargebacks.length > 0 || movements.some(({ debit }) => debit === 'external');
  for (const [account, sum] of ledger) {
    check(mayBeNegative.has(account) || sum >= 0, `${account} is negative: ${sum}`);
  }
  for (const { id, funds } of contract.milestones) equal(escrowOf(id), funds.held);
  equal('escrow:carried', sumOf(contract.carried));
  equal('external', 0);
  for (const charge of new Set(contract.chargebacks.map(({ paymentId }) => paymentId))) {
    const those = contract.chargebacks.filter(({ paymentId }) => paymentId === charge);
    const taken = those.flatMap(({ steps }) => steps).reduce((sum, step) => sum + weightOf(step), 0);
    equal(
      `chargeback:${charge}`,
      those.reduce((sum, each) => sum - each.withdrawn + each.reinstated, taken),
    );
  }
  // Movements at the provider without a payment of the contract.
  const outside = movements.reduce((sum, { debit, credit, amount }) => {
    const isOutside = (account: string) => account === 'external' || account.startsWith('chargeback:');
    if (credit === 'processor' && isOutside(debit)) return sum + amount;
    return debit === 'processor' && isOutside(credit) ? sum - amount : sum;
  }, 0);
  for (const { id } of contract.payments) {
    equal(`unapplied:${id}`, 0);
    equal(`reversed:${id}`, 0);
  }

  for (const account of ['receivable:freelancer', 'returned:release', 'returned:bonus'] as const) equal(account, 0);
  if (!rounded) equal('loss:marketplace', -contract.sources.reduce((sum, { borne }) => sum + borne, 0));
  checkSources(contract);

  checkSteps(contract);
  for (const { kind, amount, fee } of contract.payments)
    check(
      kind === 'transfer' || kind === 'reversal' ? amount > fee : amount > 0,
      `a ${kind} of ${amount} with a fee of ${fee} moves nothing`,
    );
  const owed = contract.payments.filter(({ status }) => status !== 'succeeded' && status !== 'cancelled');
  equal(
    'payable:freelancer',
    total(owed, 'transfer', ({ amount, fee }) => amount - fee),
  );
  equal(
    'payable:client',
    total(owed, 'refund', ({ amount, fee }) => amount + fee),
  );
  const done = contract.payments.filter(({ status }) => status === 'succeeded');
  equal(
    'processor',
    outside +
      total(done, 'transfer', ({ amount, fee }) => amount - fee) +
      total(done, 'refund', ({ amount, fee }) => amount + fee) -
      total(done, 'charge', ({ amount, fee }) => amount + fee) -
      total(done, 'reversal', ({ amount, fee }) => amount - fee),
  );
  check(
    contract.milestones.every((each) => !isFinished(each) || each.funds.held === 0),
    'finished work holds nothing',
  );
}

/** The payment provider can move every amount of every payment, and every part of it that could become one. */
function checkSteps({ payments, sources, payouts, policy }: Contract): void {
  const step = amountStepOf(policy);
  if (step === 1) return;
  const moves = (amounts: readonly number[], what: string) =>
    check(
      amounts.every((each) => each % step === 0),
      `${what} is not in multiples of ${step}: ${amounts.join(', ')}`,
    );
  for (const payment of payments) {
    const rows = payment.fees?.flatMap(({ amount, tax }) => [amount, tax]) ?? [];
    moves([amountAtProvider(payment), payment.amount, payment.fee, ...rows], `a ${payment.kind}`);
  }
  for (const { held, waiting, paidOut, refunded, feeReturned, borne, feesKept = [] } of sources) {
    const rows = feesKept.flatMap(({ amount, tax }) => [amount, tax]);
    moves([held, waiting, paidOut, refunded, feeReturned, borne, ...rows], 'the money of a charge');
  }
  for (const part of payouts.flatMap(({ parts }) => parts)) {
    const rows = part.fees?.flatMap(({ amount, tax }) => [amount, tax]) ?? [];
    moves([part.amount, part.fee, part.returned, part.feeReturned, part.borne, ...rows], 'a payout');
  }
}

const mayBeNegative: ReadonlySet<string> = new Set(['processor', 'loss:marketplace']);

/** The recorded places of each charge's money agree with the payments that draw on it, and with the totals. */
function checkSources({ sources, payments, payouts, totals, milestones, returns }: Contract): void {
  const sum = (amounts: readonly number[]) => amounts.reduce((whole, each) => whole + each, 0);
  for (const source of sources) {
    // A movement without Workroom has no payment to compare with.
    if (source.external !== undefined) continue;
    const drawn = payments.filter((payment) => payment.source === source.payment && payment.status !== 'cancelled');
    const transfers = drawn.filter(({ kind }) => kind === 'transfer');
    const waiting = sum(transfers.filter(({ status }) => status !== 'succeeded').map(({ amount }) => amount));
    check(
      source.waiting === waiting,
      `${source.payment} has ${source.waiting} waiting, and its payouts have ${waiting}`,
    );
    const refunds = drawn.filter(({ kind }) => kind === 'refund');
    const refunded = sum(refunds.map(({ amount }) => amount));
    const known = source.refunded + source.borne;
    check(known === refunded, `${source.payment} has ${known} refunded, and its refunds are ${refunded}`);
    const fees = sum(refunds.map(({ fee }) => fee));
    check(
      source.feeReturned === fees,
      `${source.payment} returned ${source.feeReturned} of its fee, and refunds ${fees}`,
    );
    const paidTo = payouts.flatMap(({ parts }) => parts).filter((part) => part.source === source.payment);
    const left = sum(paidTo.map(({ amount, returned }) => amount - returned));
    const released = source.waiting + source.paidOut;
    check(left === released, `${source.payment} has ${released} released, and its payouts have ${left}`);
  }
  const ofKind = (purpose: string, of: (source: (typeof sources)[number]) => number) =>
    sum(sources.filter((source) => source.purpose === purpose).map(of));
  check(totals.deposited === ofKind('deposit', ({ amount }) => amount), 'deposits are all remembered');
  check(
    totals.released === ofKind('deposit', ({ waiting, paidOut }) => waiting + paidOut),
    'released is waiting or paid out',
  );
  check(totals.refunded === ofKind('deposit', ({ refunded }) => refunded), 'refunds of deposits are all remembered');
  check(totals.returned === ofKind('deposit', ({ returned }) => returned), 'returns of deposits are all remembered');
  check(
    totals.bonuses === ofKind('bonus', ({ waiting, paidOut }) => waiting + paidOut),
    'bonuses are waiting or paid out',
  );
  check(
    milestones.every(({ state, funds }) => state !== 'refunded' || funds.released === 0),
    'nothing of a refunded milestone is released',
  );
  for (const { parts } of returns) {
    for (const { reversal, state } of parts) {
      if (reversal === null) {
        check(state === 'pending' || state === 'completed', `a return is ${state} before its payout arrived`);
        continue;
      }
      const status = payments.find(({ id }) => id === reversal)?.status;
      const fits = { pending: ['pending', 'waiting', 'requires_action'], parked: ['parked'], completed: ['succeeded'] };
      const expected = state === 'cancelled' || state === 'borne' ? ['cancelled'] : fits[state];
      check(
        expected.some((each) => each === status),
        `a return is ${state}, and its reversal ${status}`,
      );
    }
  }
}

function total(payments: readonly Payment[], kind: Payment['kind'], of: (payment: Payment) => number): number {
  return payments.filter((payment) => payment.kind === kind).reduce((sum, payment) => sum + of(payment), 0);
}

/**
 * `actionsFor` and `decide` agree: an offered command is not refused because of the state, and a command that is not
 * offered is refused. For all sides but `system`, which has no actions.
 */
export function checkActions(contract: Contract, actor: Actor, environment: Environment, dice: Dice): void {
  const actions = actionsFor(contract, actor, environment.now);
  const answer = (command: Command) => {
    const decided = decide(contract, command, actor, environment);
    return isRefusal(decided) ? decided.refused : null;
  };
  for (const action of actions) {
    const refused = answer(wellFormed(action, contract, dice));
    const expected = action.closed?.refused ?? null;
    const named = `${action.name} on ${action.milestoneId ?? action.paymentId ?? 'the contract'}`;
    if (expected !== null) check(refused === expected, `${named} is closed with ${expected}, refused with ${refused}`);
    else check(refused === null || refusals[refused][0] === 422, `${named} is open, and refused with ${refused}`);
  }
  for (const name of commandNames) {
    const command = randomCommand(name, contract, dice);
    const namesAsValue = stepOf(name).on === 'contract';
    const id = 'milestoneId' in command && !namesAsValue ? command.milestoneId : undefined;
    const paymentId = 'paymentId' in command && !namesAsValue ? command.paymentId : undefined;
    const listed = actions.some(
      (action) =>
        action.name === name &&
        (id === undefined || action.milestoneId === id) &&
        (paymentId === undefined || action.paymentId === paymentId) &&
        (!('proposalId' in command) || action.proposalId === command.proposalId),
    );
    if (listed) continue;
    const refused = answer(command);
    check(refused !== null && refusals[refused][0] !== 422, `${name} is not offered, and answered with ${refused}`);
  }
}

/** The parts of a contract that do not depend on the time of recording: two paths to one state must agree in them. */
export function essence({ seq: _, version: __, updatedAt: ___, payments, payouts, ...rest }: Contract) {
  return {
    ...rest,
    payments: payments.map(({ id: _id, createdAt: _at, ...payment }) => payment),
    payouts: payouts.map(({ id: _id, parts, ...payout }) => ({
      ...payout,
      parts: parts.map(({ payment: _payment, ...part }) => part),
    })),
  };
}
