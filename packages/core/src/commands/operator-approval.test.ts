import { describe, expect, test } from 'vitest';
import { actionsFor } from '../actions.ts';
import { presentContract } from '../api/index.ts';
import { attentionOf } from '../attention.ts';
import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import type { Actor } from '../draft.ts';
import { peopleConcerned } from '../events/notices.ts';
import { DAY_MS, later } from '../instant.ts';
import {
  type ContractTerms,
  client,
  colleague,
  decideDispute,
  disputeRefund,
  freelancer,
  given,
  givenCarried,
  givenSubmitted,
  idAt,
  mediator,
  operator,
  people,
  requestRefund,
  type Scenario,
  secondOperator,
  stranger,
} from '../testing/index.ts';

const reason = 'We have looked into it.';
const money =
  (type: 'operator_release' | 'operator_refund', amount?: number) =>
  (contract: Contract): Command => ({
    type,
    milestoneId: idAt(contract, 0),
    ...(amount === undefined ? {} : { amount }),
    reason,
  });
const end = (toFreelancer: number): Command => ({ type: 'operator_end', toFreelancer, reason });
const answer = (type: 'approve' | 'reject_approval' | 'withdraw_approval') => (contract: Contract) =>
  ({ type, approvalId: contract.approvals.at(-1)?.id ?? 'apr_none' }) as const;
const approve = answer('approve');

const above = (limit: number): ContractTerms => ({ policy: { operatorApprovalAbove: { USD: limit } } });
const waiting = (limit = 40_000) => givenSubmitted(above(limit)).run([[money('operator_release'), operator]]);
const disputed = (limit: number) =>
  givenSubmitted(above(limit)).run([
    [requestRefund(), client],
    [disputeRefund, freelancer],
  ]);
const states = ({ contract }: Scenario) => contract.approvals.map(({ state }) => state);
const party = { type: 'set_members', client: [people.secondOperator], freelancer: [] } as const;

describe('rule 47: an operator’s command above the policy’s amount waits for a second operator', () => {
  test('only the request is recorded, whatever the command', () => {
    for (const [scenario, command] of [
      [givenSubmitted(above(49_999)), money('operator_release')],
      [givenSubmitted(above(49_999)), money('operator_refund')],
      [givenSubmitted(above(49_999)), end(20_000)],
      [disputed(49_999), decideDispute(20_000)],
    ] as const) {
      const { events, next } = scenario.when(command, operator);
      expect(events).toEqual(['approval.requested']);
      expect(next.movements).toEqual(scenario.movements);
      expect(next.contract.payments).toEqual(scenario.contract.payments);
      expect(next.contract.version).toBe(scenario.contract.version);
      expect(next.contract.approvals).toMatchObject([
        { side: 'operator', state: 'open', amount: 50_000, needed: 2, askedBy: people.operator },
      ]);
    }
  });

  test('strictly above, by the sum of everything it moves in either direction', () => {
    const moved = (limit: number, command: Parameters<Scenario['when']>[0], from = givenSubmitted(above(limit))) =>
      from.when(command, operator).events[0];
    expect(moved(50_000, money('operator_release'))).toBe('operator.released');
    expect(moved(50_000, money('operator_refund'))).toBe('operator.refunded');
    expect(moved(20_000, money('operator_refund', 20_000))).toBe('operator.refunded');
    expect(moved(20_000, money('operator_refund', 20_001))).toBe('approval.requested');
    // A split gives the freelancer a small part and the client the rest: all of it moves.
    expect(moved(49_999, end(0))).toBe('approval.requested');
    expect(moved(50_000, end(0))).toBe('operator.ended');
    expect(moved(50_000, decideDispute(0), disputed(50_000))).toBe('dispute.decided');
  });

  test('the carried funds count where they are moved', () => {
    const pot = givenCarried(above(15_000));
    const release: Command = { type: 'operator_release', reason };
    expect(pot.when({ ...release, amount: 15_000 }, operator).events[0]).toBe('operator.released');
    expect(pot.when(release, operator).events).toEqual(['approval.requested']);
    expect(pot.when(end(0), operator).events).toEqual(['approval.requested']);
  });

  test('not by default, and not in a currency without an amount in the policy', () => {
    expect(givenSubmitted().when(money('operator_release'), operator).events[0]).toBe('operator.released');
    const euros = givenSubmitted({ currency: 'EUR', policy: { operatorApprovalAbove: { USD: 0 } } });
    expect(euros.when(money('operator_release'), operator).events[0]).toBe('operator.released');
    const { contract, ...rest } = givenSubmitted(above(0));
    const { operatorApprovalAbove: _, ...older } = contract.policy;
    const pinnedBefore = given({ ...contract, policy: older }, { now: rest.now });
    expect(pinnedBefore.when(money('operator_release'), operator).events[0]).toBe('operator.released');
  });

  test('a command that moves nothing and a mediator’s decision do not wait', () => {
    const extend: Command = { type: 'operator_extend', deadline: 'review', days: 3, reason };
    expect(givenSubmitted(above(0)).when(extend, operator).events).toEqual(['operator.extended']);
    expect(givenSubmitted(above(0)).when({ type: 'freeze', reason }, operator).events).toEqual(['contract.frozen']);
    const decided = disputed(0)
      .run([[{ type: 'appoint_mediator', mediator: people.mediator }, 'server']])
      .when(decideDispute(20_000), mediator);
    expect(decided.events[0]).toBe('dispute.decided');
  });

  test('a command that would be refused is refused at once', () => {
    expect(givenSubmitted(above(0)).when(money('operator_release', 60_000), operator).refused).toBe(
      'amount_exceeds_deposit',
    );
    const silent = (contract: Contract): Command =>
      ({ ...money('operator_release')(contract), reason: ' ' }) as Command;
    expect(givenSubmitted(above(0)).when(silent, operator).refused).toBe('reason_required');
  });
});

describe('rule 64: a second operator answers it, by the same mechanism', () => {
  test('the approval executes it, decided again in the requester’s name', () => {
    const { events, next } = waiting().when(approve, secondOperator);
    expect(events).toEqual(['approval.approved', 'operator.released', 'milestone.released']);
    const [approved, operatorEvent, released] = next.events.slice(-3);
    const approvalId = next.contract.approvals[0]?.id;
    expect(approved?.actor).toEqual({ side: 'operator', ...people.secondOperator });
    expect(operatorEvent).toMatchObject({
      actor: { side: 'operator', ...people.operator },
      data: { approvalId, reason },
    });
    expect(released?.data).toMatchObject({ approvalId, amount: 50_000 });
    expect(next.contract.approvals).toMatchObject([
      { state: 'done', command: null, approvedBy: [people.operator, people.secondOperator] },
    ]);
    expect(next.milestone()).toMatchObject({ state: 'paid', funds: { released: 50_000, held: 0 } });
    // Both parties are notified of the action and its reason.
    if (operatorEvent !== undefined)
      expect(peopleConcerned(next.contract, operatorEvent)).toEqual([people.client, people.freelancer]);
  });

  test('the requester, a party, the mediator, a stranger and an operator’s token without the right cannot', () => {
    expect(waiting().when(approve, operator).refused).toBe('already_approved');
    const others: readonly Actor[] = [client, freelancer, 'server', mediator, stranger, colleague];
    for (const actor of others) {
      for (const type of ['approve', 'reject_approval', 'withdraw_approval'] as const)
        expect(waiting().when(answer(type), actor).refused).toMatch(/^(not_found|forbidden_for_role)$/);
    }
    expect(waiting().when(approve, { person: people.secondOperator }).refused).toBe('not_found');
  });

  test('a person who is a party has no operator rights, even after they requested or approved', () => {
    const joined = waiting().run([[party, 'server']]);
    expect(joined.when(approve, secondOperator).refused).toBe('not_found');
    const asker = waiting().run([[{ ...party, client: [people.operator] }, 'server']]);
    expect(states(asker)).toEqual(['void']);
    const asMediator = waiting().run([[{ type: 'appoint_mediator', mediator: people.operator }, 'server']]);
    expect(states(asMediator)).toEqual(['void']);
  });

  test('the amount is the requested one, whatever is held by then', () => {
    const pot = givenCarried(above(1_000)).run([[{ type: 'operator_refund', reason }, operator]]);
    expect(pot.contract.approvals[0]).toMatchObject({ amount: 20_000, command: { amount: 20_000 } });
    const less = pot.run([[{ type: 'volunteer_refund', amount: 5_000 }, freelancer]]);
    const { refused, next } = less.when(approve, secondOperator);
    expect(refused).toBe('amount_exceeds_deposit');
    // The approval does not count: the request stays open, and can be withdrawn or rejected.
    expect(next.contract.approvals).toMatchObject([{ state: 'open', approvedBy: [people.operator] }]);
    const approval = actionsFor(next.contract, secondOperator, next.now).find(({ name }) => name === 'approve');
    expect(approval?.closed?.refused).toBe('amount_exceeds_deposit');
  });

  test('it ends by rejection, withdrawal by the requester, or expiry', () => {
    const rejected = waiting().run([
      [(contract) => ({ ...answer('reject_approval')(contract), reason: 'No.' }), secondOperator],
    ]);
    expect(rejected.contract.approvals).toMatchObject([{ state: 'rejected', reason: 'No.', command: null }]);
    expect(waiting().when(answer('reject_approval'), operator).refused).toBe('forbidden_for_role');
    expect(waiting().when(answer('withdraw_approval'), secondOperator).refused).toBe('forbidden_for_role');
    expect(states(waiting().run([[answer('withdraw_approval'), operator]]))).toEqual(['withdrawn']);
    const late = waiting()
      .after(8 * DAY_MS)
      .deadlinesApplied();
    expect(late.events.at(-1)).toMatchObject({
      type: 'approval.expired',
      occurredAt: later(waiting().now, 7 * DAY_MS),
    });
  });

  test('it is void once it cannot be executed: the review ended, the dispute was decided, the contract ended', () => {
    const longer: ContractTerms = { policy: { operatorApprovalAbove: { USD: 0 }, approvalDays: 60 } };
    const silent = givenSubmitted(longer).run([[money('operator_refund'), operator]]);
    const after = silent.after(15 * DAY_MS).deadlinesApplied();
    expect(after.events.slice(-2).map(({ type }) => type)).toEqual(['milestone.auto_released', 'approval.voided']);
    const decided = disputed(0).run([
      [decideDispute(10_000), operator],
      [{ type: 'appoint_mediator', mediator: people.mediator }, 'server'],
      [decideDispute(20_000), mediator],
    ]);
    expect(states(decided)).toEqual(['void']);
    const ended = givenSubmitted(above(0)).run([
      [end(0), operator],
      [money('operator_release'), secondOperator],
      [approveFirst, secondOperator],
    ]);
    expect([ended.contract.status, states(ended)]).toEqual(['ended', ['done', 'void']]);
  });

  test('one open request per command, from any operator', () => {
    expect(waiting().when(money('operator_release'), secondOperator).refused).toBe('approval_open');
    expect(waiting().when(money('operator_refund'), secondOperator).events).toEqual(['approval.requested']);
  });

  test('rule 45: it works during a freeze, and its days stop', () => {
    const frozen = givenSubmitted(above(0)).run([
      [{ type: 'freeze', reason }, operator],
      [money('operator_refund'), operator],
    ]);
    expect(frozen.contract.approvals).toMatchObject([{ state: 'open', expiresAt: null, leftMs: 7 * DAY_MS }]);
    expect(states(frozen.after(30 * DAY_MS).deadlinesApplied())).toEqual(['open']);
    expect(frozen.after(30 * DAY_MS).when(approve, secondOperator).events).toEqual([
      'approval.approved',
      'operator.refunded',
      'milestone.refunded',
    ]);
  });
});

describe('rule 64: its visibility', () => {
  test('operators and the server see it, not the parties; it is in the queue and notifies nobody', () => {
    const { contract, now, events } = waiting();
    for (const reader of [operator, secondOperator, 'server'] as const)
      expect(presentContract(contract, reader, now).approvals).toMatchObject([{ side: 'operator', body: { reason } }]);
    for (const reader of [client, freelancer]) expect(presentContract(contract, reader, now).approvals).toEqual([]);
    expect(attentionOf(contract)).toEqual([{ reason: 'approval_waiting', since: now }]);
    expect(attentionOf(waiting().run([[answer('withdraw_approval'), operator]]).contract)).toEqual([]);
    const asked = events.at(-1);
    expect(asked === undefined ? null : peopleConcerned(contract, asked)).toEqual([]);
  });

  test('rule 34: operators see no sealed numbers', () => {
    const sealed = disputed(0).run([
      [
        ({ dispute }) => ({
          type: 'make_offer',
          disputeId: dispute?.id ?? 'dsp_none',
          toFreelancer: 31_337,
          sealed: true,
        }),
        client,
      ],
      [decideDispute(20_000), operator],
    ]);
    for (const reader of [operator, secondOperator])
      expect(JSON.stringify(presentContract(sealed.contract, reader, sealed.now))).not.toContain('31337');
  });

  test('its actions are listed for the operators who may answer', () => {
    const names = (actor: Actor) =>
      actionsFor(waiting().contract, actor, waiting().now)
        .filter(({ approvalId }) => approvalId !== null)
        .map(({ name, closed }) => [name, closed?.refused ?? null]);
    expect(names(secondOperator)).toEqual([
      ['approve', null],
      ['reject_approval', null],
      ['withdraw_approval', 'forbidden_for_role'],
    ]);
    expect(names(operator)).toEqual([
      ['approve', 'already_approved'],
      ['reject_approval', 'forbidden_for_role'],
      ['withdraw_approval', null],
    ]);
    for (const actor of [client, freelancer, 'server'] as const) expect(names(actor)).toEqual([]);
  });
});

/** The oldest request. */
function approveFirst({ approvals }: Contract): Command {
  return { type: 'approve', approvalId: approvals[0]?.id ?? 'apr_none' };
}
