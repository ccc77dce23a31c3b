import { describe, expect, test } from 'vitest';
import { actionsFor } from '../actions.ts';
import type { Command, PlanChangeInput } from '../command.ts';
import type { Contract } from '../contract.ts';
import { DAY_MS } from '../instant.ts';
import {
  client,
  freelancer,
  fund,
  givenContract,
  givenFunded,
  givenSubmitted,
  idAt,
  people,
  release,
  requestRefund,
  type Scenario,
} from '../testing/index.ts';
import { mostOpenProposals } from '../transitions/proposal.ts';

const propose =
  (...changes: readonly PlanChangeInput[]) =>
  (): Command => ({ type: 'propose', changes, note: 'As discussed.' });
const proposeEdit =
  (terms: { title?: string; amount?: number; dueOn?: string }, place = 0) =>
  (contract: Contract): Command => ({
    type: 'propose',
    changes: [{ edit: { milestoneId: idAt(contract, place), ...terms } }],
  });
const proposalId = (contract: Contract) => contract.proposals.at(-1)?.id ?? 'prp_none';
const accept = (contract: Contract): Command => ({ type: 'accept_proposal', proposalId: proposalId(contract) });
const reject = (contract: Contract): Command => ({
  type: 'reject_proposal',
  proposalId: proposalId(contract),
  reason: 'Too much.',
});
const withdraw = (contract: Contract): Command => ({ type: 'withdraw_proposal', proposalId: proposalId(contract) });
const added: PlanChangeInput = { add: { title: 'Icons', amount: 20_000 } };
const state = (scenario: Scenario) => scenario.contract.proposals.at(-1)?.state;

describe('rule 5: either party proposes a change of the plan', () => {
  test.each([
    ['client', client, freelancer],
    ['freelancer', freelancer, client],
  ] as const)('the %s proposes, the other accepts, and the plan changes then', (side, proposer, other) => {
    const proposed = givenContract().when(propose(added), proposer);
    expect(proposed.events).toEqual(['proposal.made']);
    expect(proposed.next.contract.milestones).toHaveLength(2);
    expect(proposed.next.contract.proposals).toMatchObject([{ by: side, state: 'open', note: 'As discussed.' }]);
    const accepted = proposed.next.when(accept, other);
    expect(accepted.events).toEqual(['proposal.accepted', 'milestone.added']);
    expect(accepted.next.milestone(2)).toMatchObject({ title: 'Icons', amount: 20_000, state: 'planned' });
    expect(state(accepted.next)).toBe('accepted');
  });

  test('several changes are accepted together', () => {
    const next = givenContract().run([
      [
        (contract) => ({
          type: 'propose',
          changes: [
            { edit: { milestoneId: idAt(contract, 0), title: 'Shop front', amount: 60_000 } },
            { remove: { milestoneId: idAt(contract, 1) } },
            { add: { title: 'Icons', amount: 20_000, before: idAt(contract, 0) } },
          ],
        }),
        freelancer,
      ],
      [accept, client],
    ]);
    expect(next.contract.milestones.map(({ title, amount }) => [title, amount])).toEqual([
      ['Icons', 20_000],
      ['Shop front', 60_000],
    ]);
  });

  test('the other side answers, and the proposer may withdraw', () => {
    const proposed = givenContract().run([[propose(added), freelancer]]);
    expect(proposed.when(accept, freelancer).refused).toBe('forbidden_for_role');
    expect(proposed.when(reject, freelancer).refused).toBe('forbidden_for_role');
    expect(proposed.when(withdraw, client).refused).toBe('forbidden_for_role');
    const names = (who: typeof client) =>
      actionsFor(proposed.contract, who, proposed.now).flatMap((action) =>
        action.proposalId === null ? [] : [action.name],
      );
    expect(names(client)).toEqual(['accept_proposal', 'reject_proposal']);
    expect(names(freelancer)).toEqual(['withdraw_proposal']);
  });

  test('a proposal that was answered or withdrawn is closed', () => {
    const proposed = givenContract().run([[propose(added), freelancer]]);
    const rejected = proposed.when(reject, client);
    expect(rejected.events).toEqual(['proposal.rejected']);
    expect(rejected.next.contract.milestones).toHaveLength(2);
    expect(rejected.next.when(accept, client).refused).toBe('proposal_not_open');
    const withdrawn = proposed.run([[withdraw, freelancer]]);
    expect(state(withdrawn)).toBe('withdrawn');
    expect(withdrawn.when(accept, client).refused).toBe('proposal_not_open');
  });

  test('it is checked against the rules of the plan when it is made', () => {
    const contract = givenContract();
    expect(contract.when(propose({ add: { title: 'Tiny', amount: 499 } }), freelancer).refusal).toMatchObject({
      refused: 'below_minimum_amount',
      pointer: '/changes/0/add/amount',
    });
    expect(contract.when(propose(), freelancer).refused).toBe('proposal_empty');
    expect(contract.when(proposeEdit({ amount: 50_000 }), freelancer).refused).toBe('proposal_empty');
    expect(contract.when(propose({ remove: { milestoneId: 'mst_none' } }), freelancer).refused).toBe('not_found');
  });

  test('the number of open proposals is limited', () => {
    let scenario = givenContract();
    for (let count = 0; count < mostOpenProposals; count += 1) scenario = scenario.run([[propose(added), freelancer]]);
    expect(scenario.when(propose(added), freelancer).refused).toBe('too_many_proposals');
  });
});

describe('rule 5: on a funded milestone', () => {
  test('title, deliverables and due date change at once, and the review deadline stays', () => {
    const submitted = givenSubmitted();
    const next = submitted.run([
      [proposeEdit({ title: 'Shop front', dueOn: '2026-04-01' }), freelancer],
      [accept, client],
    ]);
    expect(next.milestone()).toMatchObject({ title: 'Shop front', dueOn: '2026-04-01', state: 'submitted' });
    expect(next.milestone()).toHaveProperty('review', (submitted.milestone() as { review?: unknown }).review);
  });

  test('a higher amount applies once it is deposited', () => {
    const agreed = givenFunded().run([
      [proposeEdit({ amount: 65_000 }), freelancer],
      [accept, client],
    ]);
    expect(agreed.milestone()).toMatchObject({
      amount: 50_000,
      state: 'funded',
      pendingIncrease: { amount: 15_000, payment: null },
    });
    expect(agreed.when(release(65_000), client).refused).toBe('amount_exceeds_deposit');
    const funding = agreed.when(fund(), client);
    expect(funding.events).toEqual(['milestone.funding']);
    expect(funding.next.milestone().state).toBe('funded');
    const raised = funding.next.pays('succeeded');
    expect(raised.milestone()).toMatchObject({
      amount: 65_000,
      pendingIncrease: null,
      funds: { deposited: 65_000, held: 65_000 },
    });
    expect(raised.when(release(65_000), client).refused).toBeNull();
  });

  test('it is funded from the carried funds first', () => {
    const carried = givenFunded()
      .run([[release(30_000, { leftover: { to: 'next_milestone' } }), client]])
      .paid();
    // 20,000 are carried. The second milestone of 30,000 uses them all, so a lower amount returns some.
    const { next } = carried.when(
      (contract) => ({ type: 'edit_milestone', milestoneId: idAt(contract, 1), amount: 5_000 }),
      client,
    );
    const agreed = next.run([
      [fund(1), client],
      [proposeEdit({ amount: 12_000 }, 1), freelancer],
      [accept, client],
    ]);
    const funded = agreed.when(fund(1), client);
    expect(funded.events).toEqual(['milestone.funded']);
    expect(funded.next.milestone(1)).toMatchObject({ amount: 12_000, funds: { carriedIn: 12_000, held: 12_000 } });
  });

  test('the amount is never lowered; money goes back by a refund', () => {
    expect(givenFunded().when(proposeEdit({ amount: 40_000 }), freelancer).refusal).toMatchObject({
      refused: 'milestone_not_editable',
      pointer: '/changes/0/edit/amount',
    });
  });

  test('a declined increase loses nothing and can be retried', () => {
    const declined = givenFunded()
      .run([
        [proposeEdit({ amount: 65_000 }), freelancer],
        [accept, client],
        [fund(), client],
      ])
      .pays('failed');
    expect(declined.milestone()).toMatchObject({ amount: 50_000, state: 'funded', pendingIncrease: { payment: null } });
    const paymentId = declined.contract.payments.at(-1)?.id ?? 'pay_none';
    const again = declined.run([[{ type: 'retry_payment', paymentId }, client]]).paid();
    expect(again.milestone()).toMatchObject({ amount: 65_000, pendingIncrease: null });
  });

  test('no money leaves the milestone during its charge', () => {
    const charging = givenSubmitted().run([
      [proposeEdit({ amount: 65_000 }), freelancer],
      [accept, client],
      [fund(), client],
    ]);
    expect(charging.when(release(50_000), client).refused).toBe('payment_in_progress');
    expect(charging.when(requestRefund(), client).refused).toBe('payment_in_progress');
    expect(charging.when({ type: 'end' }, client).refused).toBe('payment_in_progress');
    expect(charging.when(fund(), client).refused).toBe('payment_in_progress');
    expect(charging.when({ type: 'volunteer_refund' }, freelancer).refused).toBe('payment_in_progress');
  });

  test('the review period still ends: the charge is cancelled, and refunded if it succeeds', () => {
    const charging = givenSubmitted().run([
      [proposeEdit({ amount: 65_000 }), freelancer],
      [accept, client],
      [fund(), client],
    ]);
    const ended = charging.after(14 * DAY_MS).deadlinesApplied();
    expect(ended.milestone()).toMatchObject({ state: 'paid', amount: 50_000, pendingIncrease: null });
    const charge = ended.contract.payments.find(({ amount }) => amount === 15_000);
    expect(charge?.status).toBe('cancelled');
    const late = ended.run([
      [
        {
          type: 'settle_payment',
          paymentId: charge?.id ?? 'pay_none',
          outcome: { status: 'succeeded', reference: null },
        },
        'system',
      ],
    ]);
    expect(late.contract.payments.at(-1)).toMatchObject({ kind: 'refund', amount: 15_000 });
  });
});

describe('edge: a proposal whose milestones have changed', () => {
  test.each([
    [
      'the terms it starts from have changed',
      (contract: Contract): Command => ({ type: 'edit_milestone', milestoneId: idAt(contract, 0), amount: 55_000 }),
    ],
    [
      'the milestone is gone',
      (contract: Contract): Command => ({ type: 'remove_milestone', milestoneId: idAt(contract, 0) }),
    ],
    ['the contract has ended', (): Command => ({ type: 'end' })],
  ])('is closed at once, and refused as outdated: %s', (_, command) => {
    const { events, next } = givenContract()
      .run([[proposeEdit({ amount: 60_000 }), freelancer]])
      .when(command, client);
    expect(events.at(-1)).toBe('proposal.outdated');
    expect(state(next)).toBe('outdated');
    expect(['proposal_outdated', 'contract_not_active']).toContain(next.when(accept, client).refused);
  });

  test('a change elsewhere leaves it open', () => {
    const next = givenContract().run([
      [proposeEdit({ amount: 60_000 }), freelancer],
      [(contract) => ({ type: 'edit_milestone', milestoneId: idAt(contract, 0), title: 'Shop front' }), client],
    ]);
    expect(state(next)).toBe('open');
    expect(next.run([[accept, client]]).milestone()).toMatchObject({ title: 'Shop front', amount: 60_000 });
  });

  test('a payment in progress only delays it', () => {
    const funding = givenContract().run([
      [proposeEdit({ title: 'Shop front' }), freelancer],
      [fund(), client],
    ]);
    expect(state(funding)).toBe('open');
    expect(funding.when(accept, client).refused).toBe('payment_in_progress');
    expect(
      funding
        .pays('succeeded')
        .run([[accept, client]])
        .milestone().title,
    ).toBe('Shop front');
  });

  test('a passed deadline closes it too', () => {
    const next = givenSubmitted()
      .run([[proposeEdit({ title: 'Shop front' }), client]])
      .after(14 * DAY_MS)
      .deadlinesApplied();
    expect(state(next)).toBe('outdated');
  });
});

describe('rule 6: under `planChanges: agreement`', () => {
  const agreement = { policy: { planChanges: 'agreement' as const } };

  test('the client’s own edits are proposals too', () => {
    const contract = givenContract(agreement);
    expect(
      contract.when({ type: 'add_milestones', milestones: [{ title: 'Icons', amount: 20_000 }] }, client).refused,
    ).toBe('plan_needs_agreement');
    const next = contract.run([
      [propose(added), client],
      [accept, freelancer],
    ]);
    expect(next.contract.milestones).toHaveLength(3);
  });

  test('so are deleting and reordering', () => {
    const next = givenContract({ ...agreement, amounts: [10_000, 20_000, 30_000] }).run([
      [
        (contract) => ({
          type: 'propose',
          changes: [
            { remove: { milestoneId: idAt(contract, 0) } },
            { reorder: { milestoneIds: [idAt(contract, 2), idAt(contract, 1)] } },
          ],
        }),
        client,
      ],
      [accept, freelancer],
    ]);
    expect(next.contract.milestones.map(({ amount }) => amount)).toEqual([30_000, 20_000]);
  });

  test('the client may still edit an offer that is not accepted', () => {
    const offered = givenContract({ ...agreement, status: 'offered' });
    expect(
      offered.when({ type: 'add_milestones', milestones: [{ title: 'Icons', amount: 20_000 }] }, client).refused,
    ).toBeNull();
  });
});

test('rule 42: a proposal says who of the side made it', () => {
  const { contract } = givenContract().run([[propose(added), freelancer]]);
  expect(contract.proposals[0]?.proposedBy).toEqual(people.freelancer);
});
