import { expect, test } from 'vitest';
import { EvidenceRefused } from './provider.ts';
import { providerRules as rules } from './provider-rules.ts';
import { lookupOf, type Setup, sourceFrom } from './provider-setup.ts';

type Using = (run: (setup: Setup) => Promise<void>) => Promise<void>;

const none = 'the provider does not say';

/** Tests of the optional members that a provider has. */
export function testAfterRelease(using: Using): void {
  testReversals(using);
  testDisputes(using);

  test('lists every movement on a charge once, its own and those made elsewhere', ({ skip }) =>
    using(async ({ provider, opened, payOut, reversal, refund, units }) => {
      if (provider.movementsOf === undefined) return skip(none);
      const { charge, transfer } = await payOut(units(3_000));
      const refunded = refund(charge, units(1_000));
      await provider.refund(refunded);
      const expected = [
        { kind: 'transfer', amount: units(3_000), key: transfer.key },
        { kind: 'refund', amount: units(1_000), key: refunded.key },
      ];
      if (provider.reverse !== undefined) {
        const back = reversal(transfer, units(500));
        await provider.reverse(back);
        expected.push({ kind: 'reversal', amount: units(500), key: back.key });
      }
      const found = await provider.movementsOf(charge);
      expect(found, rules.movements).toHaveLength(expected.length);
      expect(found, rules.movements).toEqual(
        expect.arrayContaining(expected.map((each) => expect.objectContaining(each))),
      );
      const references = new Set(found.map(({ reference }) => reference));
      expect(references.size, rules.movements).toBe(expected.length);
      if (opened.refundOutside === undefined) return;
      await opened.refundOutside(charge, units(100));
      const outside = (await provider.movementsOf(charge)).filter(({ reference }) => !references.has(reference));
      expect(outside, rules.movements).toMatchObject([{ kind: 'refund', amount: units(100), key: null }]);
    }));

  test('reports until when a charge can be refunded', ({ skip }) =>
    using(async ({ provider, payOut, units }) => {
      if (provider.refundableUntil === undefined) return skip(none);
      const { charge } = await payOut(units(1_000));
      const until = await provider.refundableUntil(charge);
      expect(until === null || until > 0, rules.refundableUntil).toBe(true);
    }));
}

function testReversals(using: Using): void {
  test('a repeated reversal gets the same answer and takes no more', ({ skip }) =>
    using(async ({ provider, payOut, reversal, transfer: payout, units }) => {
      if (provider.reverse === undefined) return skip(none);
      const { charge, transfer } = await payOut(units(3_000));
      const request = reversal(transfer, units(2_000));
      const first = await provider.reverse(request);
      expect(['succeeded', 'pending'], rules.reverses).toContain(first.status);
      expect((await provider.reverse(request)).status, rules.sameAnswer).toBe(first.status);
      const asked = lookupOf('reversal', request);
      expect(await provider.lookup(asked), rules.lookup).toMatchObject({ status: first.status });
      const { reference } = sourceFrom(request, first);
      expect(await provider.lookup({ ...asked, reference }), rules.lookup).toMatchObject({ status: first.status });
      expect((await provider.reverse(reversal(transfer, units(1_010)))).status, rules.reversedOnce).toBe('failed');
      // Exactly 50.00 − 30.00 + 20.00.
      expect((await provider.transfer(payout(charge, units(4_010)))).status, rules.noMoreThanLeft).toBe('failed');
      expect((await provider.transfer(payout(charge, units(4_000)))).status, rules.reversedIsLeft).not.toBe('failed');
    }));

  test('a reversal requested twice at once is made once', ({ skip }) =>
    using(async ({ provider, payOut, reversal, units }) => {
      const { reverse } = provider;
      if (reverse === undefined) return skip(none);
      const { transfer } = await payOut(units(3_000));
      const request = reversal(transfer, units(2_000));
      const answers = await Promise.allSettled([reverse(request), reverse(request), reverse(request)]);
      for (const each of answers)
        if (each.status === 'fulfilled') expect(each.value.status, rules.atOnce).not.toBe('failed');
      expect((await reverse(request)).status, rules.reverses).not.toBe('failed');
      expect((await reverse(reversal(transfer, units(1_010)))).status, rules.reversedOnce).toBe('failed');
      expect((await reverse(reversal(transfer, units(1_000)))).status, rules.reverses).not.toBe('failed');
    }));

  test('a reversal with a key used for another amount takes nothing', ({ skip }) =>
    using(async ({ provider, payOut, reversal, units }) => {
      const { reverse } = provider;
      if (reverse === undefined) return skip(none);
      const { transfer } = await payOut(units(3_000));
      const request = reversal(transfer, units(1_000));
      await reverse(request);
      const [answer] = await Promise.allSettled([reverse({ ...request, amount: units(1_500) })]);
      expect(answer.status === 'rejected' || answer.value.status === 'failed', rules.otherAmount).toBe(true);
      expect((await reverse(reversal(transfer, units(2_010)))).status, rules.otherAmount).toBe('failed');
      expect((await reverse(reversal(transfer, units(2_000)))).status, rules.otherAmount).not.toBe('failed');
    }));

  test('an unknown reversal is reported as unknown', ({ skip }) =>
    using(async ({ provider, payOut, reversal, units }) => {
      if (provider.reverse === undefined) return skip(none);
      const { transfer } = await payOut(units(1_000));
      const asked = lookupOf('reversal', reversal(transfer, units(500)));
      expect(await provider.lookup(asked), rules.unknown).toBeNull();
    }));

  test('a reversal of more than the freelancer has is refused definitively', ({ skip }) =>
    using(async ({ opened, provider, payOut, reversal, transfer: payout, units }) => {
      const { reverse } = provider;
      if (reverse === undefined || opened.emptyBalance === undefined) return skip(none);
      const { charge, transfer } = await payOut(units(3_000));
      await opened.emptyBalance(opened.freelancerId);
      const request = reversal(transfer, units(1_000));
      const failure = { status: 'failed', code: 'insufficient_balance', message: expect.any(String) };
      expect(await reverse(request), rules.nothingToReverse).toMatchObject(failure);
      const known = await provider.lookup(lookupOf('reversal', request));
      expect(known === null || known.status === 'failed', rules.refusedForGood).toBe(true);
      expect((await provider.transfer(payout(charge, units(2_010)))).status, rules.noMoreThanLeft).toBe('failed');
    }));
}

function testDisputes(using: Using): void {
  test.for(['won', 'lost'] as const)('a dispute is reported from its start until it is %s', (outcome, { skip }) =>
    using(async (setup) => {
      const { provider, opened, payOut, units } = setup;
      const { dispute, decideDispute } = opened;
      if (provider.readDisputes === undefined || dispute === undefined) return skip(none);
      const { charge } = await payOut(units(1_000));
      expect(await provider.readDisputes(charge), rules.undisputed).toEqual([]);
      await dispute(charge, units(4_000));
      const [opening] = await provider.readDisputes(charge);
      const all = { amount: units(4_000), currency: opened.currency, withdrawn: units(4_000) };
      expect(opening, rules.disputes).toMatchObject({ ...all, reinstated: 0, state: 'open' });
      expect((await setup.draw('transfer', setup.transfer(charge, units(10)))).status, rules.disputedIsGone).toBe(
        'failed',
      );
      if (decideDispute === undefined) return;
      await decideDispute(charge, outcome);
      const [ended] = await provider.readDisputes(charge);
      const reinstated = outcome === 'won' ? units(4_000) : 0;
      expect(ended, rules[outcome === 'won' ? 'reinstated' : 'lost']).toMatchObject({
        ...all,
        reference: opening?.reference,
        reinstated,
        state: outcome,
      });
      const again = await setup.draw('transfer', setup.transfer(charge, units(4_000)));
      expect(again.status === 'failed', rules[outcome === 'won' ? 'reinstated' : 'lost']).toBe(outcome === 'lost');
    }),
  );

  test('evidence is accepted for an open dispute only', ({ skip }) =>
    using(async ({ provider, opened, payOut, units }) => {
      const { submitEvidence, readDisputes } = provider;
      if (submitEvidence === undefined || readDisputes === undefined || opened.dispute === undefined) return skip(none);
      const { charge } = await payOut(units(1_000));
      await opened.dispute(charge, units(5_000));
      const [dispute] = await readDisputes(charge);
      const document = { summary: 'The work was delivered.', html: new TextEncoder().encode('<p>Delivered.</p>') };
      const about = { contractId: charge.contractId, charge, document };
      const receipt = await submitEvidence({ ...about, dispute: dispute?.reference ?? '' });
      expect(receipt.sentAt, rules.evidence).toBeGreaterThan(0);
      await expect(submitEvidence({ ...about, dispute: 'no_such_dispute' }), rules.noEvidence).rejects.toBeInstanceOf(
        EvidenceRefused,
      );
    }));
}
