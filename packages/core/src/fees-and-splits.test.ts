import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import type { Actor } from './draft.ts';
import { createModel, type Model } from './fees-and-splits.test.support.ts';
import { DAY_MS } from './instant.ts';
import { balances } from './ledger.ts';
import type { PaymentKind } from './payment-record.ts';
import { defaultPolicy, minimumMilestone } from './policy.ts';
import {
  agreeToRefund,
  type CommandSource,
  checkBooks,
  client,
  decideDispute,
  disputeRefund,
  freelancer,
  fund,
  givenContract,
  mediator,
  people,
  release,
  requestRefund,
  type Scenario,
  submit,
} from './testing/index.ts';

// Every unit is accounted for: the client's payments equal the freelancer's receipts plus refunds plus
// fees. An independent model calculates each contract in parallel with the product.

/** Exponents 0, 0, 2, 2 and 3. */
const currencies = ['JPY', 'KRW', 'USD', 'EUR', 'KWD'] as const;

/** The life of one milestone, from funded to finished. */
const plays = {
  'is released in full': (deal, place) => deal.release(place, deal.held(place)),
  'is released by silence': (deal, place) =>
    deal.run([[submit(place), freelancer]]).silence(14, () => deal.model.release(place, deal.model.held(place))),
  'is released in part, the rest carried on': (deal, place, percent) =>
    deal.releasePart(place, percent, 'next_milestone'),
  'is released in part, the rest given back': (deal, place, percent) =>
    deal.releasePart(place, percent, 'refund_and_continue'),
  'is released in part, the rest given back at the end': (deal, place, percent) =>
    deal.releasePart(place, percent, 'refund_and_end'),
  'is given back in part on request': (deal, place, percent) => {
    const amount = part(deal.held(place), percent);
    deal.run([
      [requestRefund({ amount }, place), client],
      [agreeToRefund, freelancer],
    ]);
    deal.model.refund(place, BigInt(amount));
    deal.releaseRest(place);
  },
  'is given back in part by the freelancer': (deal, place, percent) => {
    const amount = part(deal.held(place), percent);
    const milestoneId = deal.scenario().milestone(place).id;
    deal.run([[{ type: 'volunteer_refund', milestoneId, amount }, freelancer]]);
    deal.model.refund(place, BigInt(amount));
    deal.releaseRest(place);
  },
  'is split by the mediator': (deal, place, percent) => {
    const toFreelancer = part(deal.held(place), percent);
    deal.dispute(place).run([[decideDispute(toFreelancer), mediator]]);
    deal.model.release(place, BigInt(toFreelancer));
    deal.model.refund(place, deal.model.held(place));
  },
  'is split in half without a decision': (deal, place) => {
    deal.dispute(place).silence(21, () => {
      const whole = deal.model.held(place);
      deal.model.release(place, (whole + 1n) / 2n);
      deal.model.refund(place, whole / 2n);
    });
  },
} as const satisfies Record<string, (deal: Deal, place: number, percent: number) => unknown>;

const wanted = fc.record({
  currency: fc.constantFrom(...currencies),
  fees: fc.record({ clientBps: fc.integer({ min: 0, max: 1_500 }), freelancerBps: fc.integer({ min: 0, max: 3_000 }) }),
  seed: fc.nat(),
  milestones: fc.array(
    fc.record({
      over: fc.nat(1_000_003),
      play: fc.constantFrom(...(Object.keys(plays) as (keyof typeof plays)[])),
      percent: fc.integer({ min: 0, max: 100 }),
      bonus: fc.option(fc.integer({ min: 1, max: 100_000 })),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  paidAtTheEnd: fc.integer({ min: 0, max: 100 }),
});
type Wanted = typeof wanted extends fc.Arbitrary<infer Each> ? Each : never;

const seen = new Map<string, number>();

test('every unit of 10,000 contracts in five currencies is accounted for', { timeout: 180_000 }, () => {
  fc.assert(fc.property(wanted, accountsForAll), { numRuns: 1_000 * inject('runs'), seed: inject('seed') });
  for (const name of [...Object.keys(plays), ...currencies]) expect(seen.get(name) ?? 0, name).toBeGreaterThan(100);
});

function accountsForAll({ currency, fees, seed, milestones, paidAtTheEnd }: Wanted): void {
  const least = minimumMilestone(defaultPolicy, currency);
  const deal = openDeal(
    givenContract({ currency, seed, amounts: milestones.map(({ over }) => least + over), policy: { fees } }),
    createModel(fees.clientBps, fees.freelancerBps),
    least,
  );
  note(currency);
  deal.run([[{ type: 'appoint_mediator', mediator: people.mediator }, 'server']]);
  for (const [place, { play, percent, bonus }] of milestones.entries()) {
    if (deal.scenario().contract.status !== 'active') break;
    note(play);
    deal.fund(place);
    plays[play](deal, place, percent);
    if (bonus !== null) deal.bonus(bonus);
    agree(deal);
  }
  deal.end(paidAtTheEnd);
  agree(deal);
  const { paidIn, paidOut, paidBack, clientFees, freelancerFees } = deal.model.totals;
  expect(paidIn).toBe(paidOut + paidBack + clientFees + freelancerFees);
}

/** The product's payments, ledger and totals equal those of the model. */
function agree(deal: Deal): void {
  const { contract, movements } = deal.scenario();
  const { totals } = deal.model;
  checkBooks(contract, movements);
  const sum = (kind: PaymentKind, sign: 1 | -1) =>
    contract.payments
      .filter((payment) => payment.kind === kind)
      .reduce((total, { amount, fee }) => total + BigInt(amount) + BigInt(sign * fee), 0n);
  const ledger = balances(movements);
  expect({
    paidIn: sum('charge', 1),
    paidOut: sum('transfer', -1),
    paidBack: sum('refund', 1),
    clientFees: BigInt(ledger.get('fees:client') ?? 0),
    freelancerFees: BigInt(ledger.get('fees:freelancer') ?? 0),
    ...Object.fromEntries(Object.entries(contract.totals).map(([name, amount]) => [name, BigInt(amount)])),
  }).toEqual(totals);
  // Nothing is drawn from a charge beyond its amount.
  for (const charge of contract.payments.filter(({ kind }) => kind === 'charge')) {
    const drawn = contract.payments.filter(({ source }) => source === charge.id);
    const gone = drawn.reduce((total, { kind, amount, fee }) => total + amount + (kind === 'refund' ? fee : -fee), 0);
    expect(gone).toBeLessThanOrEqual(charge.amount + charge.fee);
  }
}

type Deal = ReturnType<typeof openDeal>;

/** The product and the model, with the same contract. */
function openDeal(begun: Scenario, model: Model, least: number) {
  let now = begun;
  const deal = {
    model,
    scenario: () => now,
    held: (place: number): number => now.milestone(place).funds.held,
    run(commands: readonly (readonly [CommandSource, Actor])[]) {
      now = now.run(commands).paid();
      return deal;
    },
    silence(days: number, then: () => void) {
      now = now
        .after(days * DAY_MS)
        .deadlinesApplied()
        .paid();
      then();
    },
    fund(place: number) {
      model.fund(place, BigInt(now.milestone(place).amount));
      deal.run([[fund(place), client]]);
    },
    release(place: number, amount: number) {
      deal.run([[release(amount, {}, place), client]]);
      model.release(place, BigInt(amount));
    },
    releaseRest(place: number) {
      if (deal.held(place) > 0) deal.release(place, deal.held(place));
    },
    releasePart(place: number, percent: number, to: 'next_milestone' | 'refund_and_continue' | 'refund_and_end') {
      const amount = part(deal.held(place), percent);
      if (amount === deal.held(place)) return deal.release(place, amount);
      const milestone = { title: 'More', amount: least };
      deal.run([[release(amount, { leftover: { to, reason: 'Less was done.', milestone } }, place), client]]);
      model.release(place, BigInt(amount));
      if (to === 'next_milestone') return model.carry(place);
      deal.run([[agreeToRefund, freelancer]]);
      model.refund(place, model.held(place));
      if (to === 'refund_and_end') model.refund('pot', model.held('pot'));
    },
    dispute: (place: number) =>
      deal.run([
        [requestRefund({}, place), client],
        [disputeRefund, freelancer],
      ]),
    bonus(amount: number) {
      deal.run([[{ type: 'give_bonus', amount }, client]]);
      model.bonus(BigInt(amount));
    },
    /** The client ends it, pays a part of the remaining carried funds, and gets the rest back. */
    end(percent: number) {
      if (now.contract.status !== 'active') return;
      const pot = model.held('pot');
      const pay = Number((pot * BigInt(percent)) / 100n);
      deal.run([[{ type: 'end', ...(pot > 0n ? { pay } : {}) }, client]]);
      if (pay > 0) model.release('pot', BigInt(pay));
      if (now.contract.refundRequest === null) return;
      deal.run([[agreeToRefund, freelancer]]);
      model.refund('pot', model.held('pot'));
    },
  };
  return deal;
}

/** At least one unit. */
function part(whole: number, percent: number): number {
  return Math.max(1, Math.floor((whole * percent) / 100));
}

function note(what: string): void {
  seen.set(what, (seen.get(what) ?? 0) + 1);
}
