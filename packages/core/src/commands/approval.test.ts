import { describe, expect, test } from 'vitest';
import { actionsFor } from '../actions.ts';
import { presentContract } from '../api/present.ts';
import type { ApprovalRule } from '../approval-request.ts';
import type { Command, CommandOf } from '../command.ts';
import type { Contract } from '../contract.ts';
import type { Actor } from '../draft.ts';
import { peopleConcerned } from '../events/notices.ts';
import { DAY_MS, later } from '../instant.ts';
import type { Member } from '../members.ts';
import {
  agreeToRefund,
  client,
  colleague,
  freelancer,
  fund,
  givenContract,
  givenFunded,
  givenSubmitted,
  operator,
  people,
  release,
  requestChanges,
  requestRefund,
  type Scenario,
  stranger,
  withdrawRefundRequest,
} from '../testing/index.ts';

const { client: dana, colleague: cleo, stranger: sam } = people;
const releases: ApprovalRule = { command: 'release', of: 2 };
const rules = (...client: readonly ApprovalRule[]) => ({ client });
const team = (
  approvals: NonNullable<CommandOf<'set_members'>['approvals']>,
  ...members: readonly Member[]
): CommandOf<'set_members'> => ({ type: 'set_members', client: [dana, cleo, ...members], freelancer: [], approvals });

const answer =
  (type: 'approve' | 'reject_approval' | 'withdraw_approval', place = -1) =>
  (contract: Contract): Command => ({ type, approvalId: contract.approvals.at(place)?.id ?? 'apr_none' });
const approve = answer('approve');
const reject = answer('reject_approval');
const withdraw = answer('withdraw_approval');
const openOf = ({ contract }: Scenario) => contract.approvals.map(({ state }) => state);
const submitted = (...given: readonly ApprovalRule[]) => givenSubmitted().run([[team(rules(...given)), 'server']]);
const asked = () => submitted(releases).run([[release(50_000, { note: 'Thank you.' }), client]]);

describe('rule 63: a command that matches a rule waits', () => {
  test('only the request is recorded, with the whole command', () => {
    const { events, next } = submitted(releases).when(release(50_000, { note: 'Thank you.' }), client);
    expect(events).toEqual(['approval.requested']);
    expect(next.milestone().state).toBe('submitted');
    expect(next.movements).toEqual(submitted(releases).movements);
    expect(next.contract.approvals).toMatchObject([
      { state: 'open', amount: 50_000, needed: 2, askedBy: dana, approvedBy: [dana], command: { note: 'Thank you.' } },
    ]);
  });

  test('only above the amount of the rule, not at it', () => {
    const above = submitted({ ...releases, above: 50_000 });
    expect(above.when(release(50_000), client).events).toContain('milestone.released');
    expect(above.when(release(50_000, { bonus: 1_000 }), client).events).toEqual(['approval.requested']);
  });

  test('a charge counts with its fee, and a refund in full', () => {
    const fees = { policy: { fees: { clientBps: 1_000, freelancerBps: 0 } } };
    const funding = (above: number) =>
      givenContract(fees)
        .run([[team(rules({ command: 'fund', of: 2, above })), 'server']])
        .when(fund(), client).events;
    expect(funding(54_999)).toEqual(['approval.requested']);
    expect(funding(55_000)).toEqual(['milestone.funding']);
    const back = (above: number) =>
      givenFunded()
        .run([[team(rules({ command: 'request_refund', of: 2, above })), 'server']])
        .when(requestRefund(), client).events;
    expect(back(49_999)).toEqual(['approval.requested']);
    expect(back(50_000)).toEqual(['refund.requested']);
  });

  test('the strictest of the rules counts', () => {
    const three = team(rules(releases, { ...releases, of: 3, above: 40_000 }), sam);
    const next = givenSubmitted().run([
      [three, 'server'],
      [release(50_000), client],
    ]);
    expect(next.contract.approvals[0]?.needed).toBe(3);
  });

  test('a command that would be refused is refused at once', () => {
    expect(submitted(releases).when(release(90_000), client).refused).toBe('amount_exceeds_deposit');
    expect(submitted(releases).when(release(0), client).refused).toBe('amount_not_positive');
  });

  test('the other side and other commands are not affected', () => {
    expect(submitted(releases).when(requestChanges(), colleague).events).toEqual(['milestone.changes_requested']);
  });

  test('requests and answers do not change the version', () => {
    const before = submitted(releases).contract.version;
    expect(asked().contract.version).toBe(before);
    expect(asked().run([[reject, colleague]]).contract.version).toBe(before);
  });
});

describe('rule 63: the last approval carries it out', () => {
  test('the command is decided again, in the requester’s name', () => {
    const { events, next } = asked().when(approve, colleague);
    expect(events).toEqual(['approval.approved', 'milestone.released']);
    const [approved, released] = next.events.slice(-2);
    expect(approved?.actor).toMatchObject({ id: cleo.id });
    expect(released?.actor).toMatchObject({ id: dana.id });
    expect(released?.data).toMatchObject({ note: 'Thank you.', approvalId: next.contract.approvals[0]?.id });
    expect(next.milestone().state).toBe('paid');
    expect(next.contract.approvals).toMatchObject([{ state: 'done', command: null, approvedBy: [dana, cleo] }]);
    expect(next.contract.version).toBe(asked().contract.version + 1);
  });

  test('an earlier approval has no effect yet', () => {
    const three = givenSubmitted().run([
      [team(rules({ ...releases, of: 3 }), sam), 'server'],
      [release(50_000), client],
    ]);
    const second = three.run([[approve, colleague]]);
    expect([second.milestone().state, openOf(second)]).toEqual(['submitted', ['open']]);
    expect(second.run([[approve, stranger]]).milestone().state).toBe('paid');
  });

  test('nobody can approve twice, and the requester cannot approve', () => {
    expect(asked().when(approve, client).refused).toBe('already_approved');
    expect(
      asked()
        .run([[approve, colleague]])
        .when(approve, colleague).refused,
    ).toBe('approval_not_open');
  });

  test('only members with the role can approve, and the other side is not notified', () => {
    const limited = team({}, { ...sam, roles: ['message'] });
    const refusal = asked()
      .run([[limited, 'server']])
      .when(approve, stranger).refusal;
    expect(refusal).toMatchObject({ refused: 'forbidden_for_role', detail: expect.stringContaining('Cleo') });
    expect(asked().when(approve, freelancer).refused).toBe('not_found');
    expect(presentContract(asked().contract, freelancer, asked().now)).toMatchObject({
      approvals: [],
      approvalRules: { client: null, freelancer: [] },
    });
  });

  test('an approval by a member who has since lost the role does not count', () => {
    const three = givenSubmitted().run([
      [team(rules({ ...releases, of: 3 }), sam, people.mediator), 'server'],
      [release(50_000), client],
      [approve, colleague],
      [
        { ...team({}, sam, people.mediator), client: [dana, { ...cleo, roles: ['message'] }, sam, people.mediator] },
        'server',
      ],
    ]);
    const third = three.run([[approve, stranger]]);
    expect(third.milestone().state).toBe('submitted');
    expect(third.run([[approve, { person: people.mediator }]]).milestone().state).toBe('paid');
  });

  test('a rule that has become stricter applies', () => {
    const stricter = asked().run([[team(rules({ ...releases, of: 3 }), sam), 'server']]);
    expect(stricter.when(approve, colleague).events).toEqual(['approval.approved']);
  });

  test('a last approval that is refused does not count, and the request stays open', () => {
    const increase = givenFunded().run([
      [team(rules({ command: 'request_refund', of: 2 })), 'server'],
      [requestRefund({ amount: 40_000 }), client],
      [{ type: 'volunteer_refund', amount: 20_000, milestoneId: givenFunded().milestone().id }, freelancer],
    ]);
    const { refused, next } = increase.when(approve, colleague);
    expect(refused).toBe('amount_exceeds_deposit');
    expect(next.contract.approvals).toMatchObject([{ state: 'open', approvedBy: [dana] }]);
  });
});

describe('rule 63: a request ends', () => {
  test('when any approver rejects it, with a reason for their own side', () => {
    const rejected = asked().run([[(contract) => ({ ...reject(contract), reason: 'Too early.' }), colleague]]);
    expect(rejected.contract.approvals).toMatchObject([{ state: 'rejected', reason: 'Too early.', command: null }]);
    expect(rejected.when(approve, colleague).refused).toBe('approval_not_open');
    expect(rejected.when(release(50_000), client).events).toEqual(['approval.requested']);
  });

  test('when the requester, and only the requester, withdraws it', () => {
    expect(asked().when(withdraw, colleague).refused).toBe('forbidden_for_role');
    expect(openOf(asked().run([[withdraw, client]]))).toEqual(['withdrawn']);
  });

  test('after the policy’s days, dated at that instant', () => {
    const late = asked()
      .after(9 * DAY_MS)
      .deadlinesApplied();
    const { approvals } = late.contract;
    expect(approvals).toMatchObject([{ state: 'expired' }]);
    expect(late.events.at(-1)).toMatchObject({ type: 'approval.expired', occurredAt: later(asked().now, 7 * DAY_MS) });
  });

  test('rule 45: not during a freeze; the remaining days continue afterwards', () => {
    const frozen = asked()
      .after(5 * DAY_MS)
      .run([[{ type: 'freeze', reason: 'We look into this.' }, operator]])
      .after(30 * DAY_MS)
      .deadlinesApplied();
    const [waiting] = presentContract(frozen.contract, client, frozen.now).approvals;
    expect(waiting).toMatchObject({ state: 'open', expiresAt: null, leftMs: 2 * DAY_MS, meanwhile: null });
    expect(frozen.when(approve, colleague).refused).toBe('contract_frozen');
    expect(openOf(frozen.run([[reject, colleague]]))).toEqual(['rejected']);
    expect(openOf(frozen.run([[withdraw, client]]))).toEqual(['withdrawn']);
    const lifted = frozen.run([[{ type: 'unfreeze', reason: 'All is well.' }, operator]]);
    expect(lifted.contract.approvals).toMatchObject([{ expiresAt: later(frozen.now, 2 * DAY_MS) }]);
    const late = lifted.after(3 * DAY_MS).deadlinesApplied();
    expect(late.events.filter(({ type }) => type === 'approval.expired')).toMatchObject([
      { occurredAt: later(frozen.now, 2 * DAY_MS) },
    ]);
  });

  test('never if the pinned policy has no days', () => {
    const { approvalDays: _, ...policy } = asked().contract.policy;
    const old = givenSubmitted({ policy: { ...policy, approvalDays: null } }).run([
      [team(rules(releases)), 'server'],
      [release(50_000), client],
    ]);
    expect(old.contract.approvals[0]?.expiresAt).toBe(null);
  });

  test('when it can no longer be executed because the review ended and released the money', () => {
    expect(presentContract(asked().contract, client, asked().now).approvals[0]?.meanwhile).toMatchObject({
      outcome: 'release',
    });
    const { review } = asked().milestone() as Extract<Contract['milestones'][number], { state: 'submitted' }>;
    const never = givenSubmitted({ policy: { approvalDays: 30 } }).run([
      [team(rules(releases)), 'server'],
      [release(50_000), client],
    ]);
    const endsAt = review.endsAt ?? never.now;
    const after = never.at(endsAt).deadlinesApplied();
    expect(after.events.slice(-2).map(({ type }) => type)).toEqual(['milestone.auto_released', 'approval.voided']);
    expect(after.events.at(-1)?.occurredAt).toBe(endsAt);
    expect(after.when(approve, colleague).refused).toBe('approval_not_open');
  });

  test('when the requester may no longer do it', () => {
    const left = asked().run([
      [{ ...team({}), client: [{ ...dana, roles: ['message'] }, cleo], approvals: rules() }, 'server'],
    ]);
    expect(openOf(left)).toEqual(['void']);
  });

  test('when the refund request that it would accept is withdrawn', () => {
    const wait = givenFunded().run([
      [
        {
          type: 'set_members',
          client: [],
          freelancer: [cleo],
          approvals: { freelancer: [{ command: 'agree_to_refund', of: 2 }] },
        },
        'server',
      ],
      [requestRefund(), client],
      [agreeToRefund, freelancer],
      [withdrawRefundRequest, client],
    ]);
    expect(openOf(wait)).toEqual(['void']);
  });
});

describe('rule 63: one open request per side, command and milestone', () => {
  test('a second request by any member is refused, and the action says why', () => {
    expect(asked().when(release(50_000), client).refused).toBe('approval_open');
    expect(asked().when(release(1_000), colleague).refused).toBe('approval_open');
    const closed = actionsFor(asked().contract, colleague, asked().now).find(({ name }) => name === 'release')?.closed;
    expect(closed?.refused).toBe('approval_open');
  });

  test('a bonus is paid once', () => {
    const bonus: Command = { type: 'give_bonus', amount: 10_000 };
    const waiting = submitted({ command: 'give_bonus', of: 2 }).run([[bonus, client]]);
    expect(waiting.when(bonus, colleague).refused).toBe('approval_open');
    expect(
      waiting.run([[approve, colleague]]).contract.payments.filter(({ purpose }) => purpose === 'bonus'),
    ).toHaveLength(1);
  });
});

test('rule 63: its actions are listed for the members who may answer', () => {
  const names = (actor: Actor) =>
    actionsFor(asked().contract, actor, asked().now)
      .filter(({ approvalId }) => approvalId !== null)
      .map(({ name, closed }) => [name, closed?.refused ?? null]);
  expect(names(colleague)).toEqual([
    ['approve', null],
    ['reject_approval', null],
    ['withdraw_approval', 'forbidden_for_role'],
  ]);
  expect(names(client)).toEqual([
    ['approve', 'already_approved'],
    ['reject_approval', 'forbidden_for_role'],
    ['withdraw_approval', null],
  ]);
  expect(names(freelancer)).toEqual([]);
});

test('rule 63: members who may approve are notified, and the end notifies them and the one who asked', () => {
  const notified = ({ contract, events }: Scenario) =>
    events.slice(-1).flatMap((event) => peopleConcerned(contract, event).map(({ name }) => name));
  const limited = team(rules(releases), { ...sam, roles: ['message'] });
  const waiting = givenSubmitted().run([
    [limited, 'server'],
    [release(50_000), client],
  ]);
  expect(notified(waiting)).toEqual(['Cleo']);
  expect(notified(waiting.run([[reject, colleague]]))).toEqual(['Dana']);
  expect(notified(waiting.after(8 * DAY_MS).deadlinesApplied())).toEqual(['Dana', 'Cleo']);
});

describe('rule 63: approval rules that cannot be satisfied are refused', () => {
  const set = (rule: ApprovalRule, ...members: readonly Member[]) =>
    givenContract().when({ ...team(rules(rule)), client: [dana, ...members] }, 'server');

  test('too few members, or too few with the role', () => {
    expect(set({ ...releases, of: 2 }).refusal).toMatchObject({
      refused: 'too_few_approvers',
      pointer: '/approvals/client/0/of',
    });
    expect(set({ ...releases, of: 2 }, { ...cleo, roles: ['message'] }).refused).toBe('too_few_approvers');
    expect(set({ ...releases, of: 2 }, cleo).refused).toBe(null);
  });

  test('a command that the side cannot run', () => {
    expect(set({ command: 'agree_to_refund', of: 2 }, cleo).refused).toBe('too_few_approvers');
  });

  test('a needed member cannot be removed, and omitted rules stay', () => {
    const set = givenContract().run([[team(rules(releases)), 'server']]);
    const { approvals: _, ...same } = team({});
    expect(set.when({ ...same, client: [dana] }, 'server').refused).toBe('too_few_approvers');
    expect(set.run([[{ ...same, client: [dana, cleo, sam] }, 'server']]).contract.approvalRules.client).toEqual([
      releases,
    ]);
    expect(set.run([[team({ client: [] }), 'server']]).contract.approvalRules.client).toEqual([]);
  });
});
