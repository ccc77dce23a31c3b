import { describe, expect, test } from 'vitest';
import { actionsFor } from '../actions.ts';
import { presentContract } from '../api/present.ts';
import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import { nextDeadline } from '../deadlines.ts';
import { decide } from '../decide.ts';
import { DAY_MS, HOUR_MS } from '../instant.ts';
import {
  client,
  disputeRefund,
  freelancer,
  fund,
  givenContract,
  givenFunded,
  givenSubmitted,
  operator,
  release,
  requestRefund,
  type Scenario,
  seededIds,
  stranger,
  submit,
  testEnvironment,
} from '../testing/index.ts';

const freeze: Command = { type: 'freeze', reason: 'We look into this.' };
const unfreeze: Command = { type: 'unfreeze', reason: 'All is well.' };
const reviewOf = (scenario: Scenario) =>
  (scenario.milestone() as { review?: { endsAt: number; leftMs?: number } }).review;
const statusesOf = ({ contract }: Scenario, kind: string) =>
  contract.payments.filter((payment) => payment.kind === kind).map(({ status }) => status);
const seen = (scenario: Scenario) => presentContract(scenario.contract, client, scenario.now);

describe('rule 45: a freeze', () => {
  test('needs a reason; the contract shows it with the person who gave it', () => {
    const funded = givenFunded();
    expect(funded.when({ type: 'freeze', reason: ' ' }, operator)).toMatchObject({
      refused: 'reason_required',
      refusal: { pointer: '/reason' },
    });
    const { events, next } = funded.when(freeze, operator);
    expect(events).toEqual(['contract.frozen']);
    expect(seen(next).frozen).toEqual({
      id: next.contract.freezes[0]?.id,
      by: { side: 'operator', id: 'u6', name: 'Rae' },
      reason: 'We look into this.',
      at: '2026-03-02T09:00:00.000Z',
      chargebackId: null,
    });
    expect(next.contract.version).toBe(funded.contract.version + 1);
  });

  test('is allowed to operators and the server only', () => {
    const funded = givenFunded();
    for (const actor of [client, freelancer]) expect(funded.when(freeze, actor).refused).toBe('forbidden_for_role');
    expect(funded.when(freeze, stranger).refused).toBe('not_found');
    expect(funded.when(freeze, 'server').next.contract.freezes).toMatchObject([{ by: { side: 'server' } }]);
  });

  test('stops the review, and lifting it restores the remaining time', () => {
    const frozen = givenSubmitted()
      .after(10 * DAY_MS)
      .run([[freeze, operator]]);
    expect(reviewOf(frozen)).toMatchObject({ endsAt: null, leftMs: 4 * DAY_MS });
    expect(seen(frozen).milestones[0]?.review).toMatchObject({ endsAt: null, leftMs: 4 * DAY_MS });
    expect(nextDeadline(frozen.contract)).toBeNull();
    const later = frozen.after(100 * DAY_MS).deadlinesApplied();
    expect(later.milestone().state).toBe('submitted');
    const { events, next } = later.when(unfreeze, operator);
    expect(events).toEqual(['contract.unfrozen']);
    expect(reviewOf(next)).toMatchObject({ endsAt: later.now + 4 * DAY_MS });
    expect(reviewOf(next)).not.toHaveProperty('leftMs');
    expect(
      next
        .after(4 * DAY_MS)
        .deadlinesApplied()
        .milestone().state,
    ).toBe('paid');
  });

  test('keeps the remaining reminders, and sends none before it is lifted', () => {
    const frozen = givenSubmitted()
      .after(8 * DAY_MS)
      .deadlinesApplied()
      .run([[freeze, operator]])
      .after(50 * DAY_MS)
      .deadlinesApplied();
    const reminders = ({ events }: Scenario) => events.filter(({ type }) => type === 'review.reminder').length;
    expect(reminders(frozen)).toBe(1);
    const running = frozen.run([[unfreeze, operator]]);
    const second = running.after(3 * DAY_MS).deadlinesApplied();
    expect(reminders(second)).toBe(2);
    expect(reminders(second.after(2 * DAY_MS).deadlinesApplied())).toBe(3);
  });

  test('stops a refund request and a dispute', () => {
    const asked = givenSubmitted().run([[requestRefund(), client]]);
    const frozen = asked.after(2 * DAY_MS).run([[freeze, operator]]);
    expect(frozen.contract.refundRequest).toMatchObject({ answerBy: null, leftMs: 5 * DAY_MS });
    expect(frozen.after(30 * DAY_MS).deadlinesApplied().contract.refundRequest).not.toBeNull();
    const disputed = asked
      .run([[disputeRefund, freelancer]])
      .after(DAY_MS)
      .run([[freeze, operator]]);
    expect(disputed.contract.dispute).toMatchObject({ decideBy: null, leftMs: 20 * DAY_MS });
    const resumed = disputed.after(9 * DAY_MS).run([[unfreeze, operator]]);
    expect(resumed.contract.dispute?.decideBy).toBe(resumed.now + 20 * DAY_MS);
  });

  test('stops a deadline that would start during it at its full length', () => {
    const frozen = givenContract().run([
      [fund(), client],
      [freeze, operator],
    ]);
    const waiting = frozen.pays('requires_action');
    expect(waiting.contract.payments[0]).toMatchObject({ actionBy: null, leftMs: 24 * HOUR_MS });
    const running = waiting.after(40 * DAY_MS).run([[unfreeze, operator]]);
    expect(running.contract.payments[0]).toMatchObject({ actionBy: running.now + 24 * HOUR_MS });
    const paid = waiting.pays('succeeded');
    expect(paid.contract.payments[0]).not.toHaveProperty('leftMs');
    expect(paid.milestone().state).toBe('funded');
  });

  test('does not stop the provider’s limit on holding money', () => {
    const frozen = givenFunded({ policy: { maxHoldDays: 90 } }).run([[freeze, operator]]);
    const warned = frozen.after(80 * DAY_MS).deadlinesApplied();
    expect(warned.events.at(-1)?.type).toBe('funds.hold_ending');
  });

  test('refuses what moves money or changes plan or state, and leaves messages and statements', () => {
    const frozen = givenSubmitted().run([[freeze, operator]]);
    for (const [command, actor] of [
      [release(50_000), client],
      [submit(), freelancer],
      [requestRefund(), client],
      [{ type: 'end' }, client],
      [{ type: 'give_bonus', amount: 1_000 }, client],
      [{ type: 'edit_contract', title: 'New' }, client],
      [{ type: 'propose', changes: [{ add: { title: 'More', amount: 9_000 } }] }, freelancer],
    ] as const) {
      expect(frozen.when(command, actor).refused).toBe('contract_frozen');
    }
    expect(frozen.when({ type: 'post_message', text: 'What is this about?' }, freelancer).refused).toBeNull();
    expect(frozen.when({ type: 'edit_contract', title: 'New' }, 'server').refused).toBeNull();
    const closed = actionsFor(frozen.contract, client, frozen.now).find(({ name }) => name === 'release')?.closed;
    expect(closed?.refused).toBe('contract_frozen');
    const disputed = givenSubmitted().run([
      [requestRefund(), client],
      [disputeRefund, freelancer],
      [freeze, operator],
    ]);
    const disputeId = disputed.contract.dispute?.id ?? 'dsp_none';
    const offer: Command = { type: 'make_offer', disputeId, toFreelancer: 1 };
    expect(disputed.when(offer, client).refused).toBe('contract_frozen');
    expect(disputed.when({ type: 'add_statement', disputeId, message: 'Here.' }, client).refused).toBeNull();
  });

  test('lets a charge in progress be cancelled, and refuses every retry', () => {
    const frozen = givenContract().run([
      [fund(), client],
      [freeze, operator],
    ]);
    const paymentId = frozen.contract.payments[0]?.id ?? 'pay_none';
    expect(frozen.when({ type: 'cancel_payment', paymentId }, client).refused).toBeNull();
    const parked = givenFunded()
      .run([[release(50_000), client]])
      .pays('failed')
      .run([[freeze, operator]]);
    const retry = { type: 'retry_payment', paymentId: parked.contract.payments.at(-1)?.id ?? 'pay_none' } as const;
    for (const actor of [freelancer, 'server' as const]) {
      expect(parked.when(retry, actor).refused).toBe('contract_frozen');
    }
  });
});

describe('rule 45: several freezes', () => {
  const twice = givenSubmitted().run([
    [freeze, operator],
    [{ type: 'freeze', reason: 'And this.' }, 'server'],
  ]);
  const [first, second] = twice.contract.freezes;

  test('are independent: the contract is frozen until the last is lifted', () => {
    const one = twice.run([[{ ...unfreeze, freezeId: second?.id ?? 'frz_none' } as Command, 'server']]);
    expect(one.contract.freezes).toEqual([first]);
    expect(reviewOf(one)).toMatchObject({ endsAt: null });
    const none = one.run([[unfreeze, operator]]);
    expect(none.contract.freezes).toEqual([]);
    expect(reviewOf(none)?.endsAt).not.toBeNull();
  });

  test('are all lifted by an operator; the server lifts only its own', () => {
    expect(twice.when(unfreeze, operator).next.contract.freezes).toEqual([]);
    expect(twice.when(unfreeze, 'server').next.contract.freezes).toEqual([first]);
    const named = { ...unfreeze, freezeId: first?.id ?? 'frz_none' } as Command;
    expect(twice.when(named, 'server').refused).toBe('forbidden_for_role');
  });

  test('cannot be lifted if there is none', () => {
    expect(givenFunded().when(unfreeze, operator).refused).toBe('not_frozen');
    expect(twice.when({ ...unfreeze, freezeId: 'frz_none' } as Command, operator).refused).toBe('not_frozen');
    expect(twice.when({ type: 'unfreeze', reason: '' }, operator).refused).toBe('reason_required');
  });
});

describe('rule 45: an outgoing payment', () => {
  test('is held if requested during a freeze, and sent once the freeze is lifted', () => {
    const bonus = givenFunded()
      .run([[{ type: 'give_bonus', amount: 1_000 }, client]])
      .run([[freeze, operator]])
      .pays('succeeded', ({ purpose }) => purpose === 'bonus');
    expect(statusesOf(bonus, 'transfer')).toEqual(['waiting']);
    const sent = bonus.run([[unfreeze, operator]]);
    expect(statusesOf(sent, 'transfer')).toEqual(['pending']);
  });

  test('is sent if it was requested before the freeze', () => {
    const frozen = givenFunded().run([
      [release(50_000), client],
      [freeze, operator],
    ]);
    expect(statusesOf(frozen, 'transfer')).toEqual(['pending']);
  });

  test('rule 17: from a deadline that the freeze command applies is held, and its release stands', () => {
    const { events, next } = givenSubmitted()
      .after(15 * DAY_MS)
      .when(freeze, operator);
    expect(events).toContain('milestone.auto_released');
    expect(events.slice(-2)).toEqual(['contract.frozen', 'payout.held']);
    expect(next.milestone()).toMatchObject({ state: 'paid' });
    const dated = next.events.find(({ type }) => type === 'milestone.auto_released')?.occurredAt;
    expect(dated).toBe(givenSubmitted().now + 14 * DAY_MS);
    expect(statusesOf(next, 'transfer')).toEqual(['waiting']);
  });

  test('with manual payments, unreported payments are not sent yet', () => {
    const released = givenFunded().run([[release(50_000), client]]);
    const newId = seededIds(5);
    const environment = { ...testEnvironment(released.now, newId), paymentsAreReported: true };
    const frozen = decide(released.contract, freeze, operator, environment);
    const statuses = (contract: Contract) => contract.payments.map(({ kind, status }) => [kind, status]);
    expect('contract' in frozen && statuses(frozen.contract)).toEqual([
      ['charge', 'succeeded'],
      ['transfer', 'waiting'],
    ]);
    const paymentId = released.contract.payments.at(-1)?.id ?? 'pay_none';
    const onItsWay: Command = { type: 'settle_payment', paymentId, outcome: { status: 'pending', reference: 'r1' } };
    const reported = released.run([[onItsWay, 'system']]);
    const after = decide(reported.contract, freeze, operator, environment);
    expect('contract' in after && statuses(after.contract)).toEqual([
      ['charge', 'succeeded'],
      ['transfer', 'pending'],
    ]);
  });

  test('that was made anyway is recorded', () => {
    const held = givenSubmitted()
      .after(15 * DAY_MS)
      .run([[freeze, operator]])
      .pays('succeeded', ({ kind }) => kind === 'transfer');
    expect(statusesOf(held, 'transfer')).toEqual(['succeeded']);
  });
});
