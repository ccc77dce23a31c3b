import { amount, type ContractId, idSource } from '@workroom/core';
import { describe, expect, test } from 'vitest';
import type { PaymentProvider } from './provider.ts';
import { providerRules as rules } from './provider-rules.ts';

/**
 * Tests the rules of a provider whose payments are reported (`isReported`): it knows no outcomes itself, so it must
 * never report that a payment succeeded or failed.
 *
 * @example
 * testReportedProvider('manual', () => manualProvider());
 */
export function testReportedProvider(name: string, open: () => PaymentProvider, currency = 'USD'): void {
  const waits = 'Every operation must be `pending` until it is reported, also one that was never heard of.';
  const newId = idSource(() => Date.now(), Math.random);

  describe(`reported payment provider: ${name}`, () => {
    const provider = open();
    const contractId: ContractId = newId('contract');
    const operation = () => ({ key: newId('payment'), contractId, currency, amount: amount(5_000) });
    const source = { key: newId('payment'), reference: null };

    test('declares its name, its limits, who can be paid out, and that its payments are reported', async () => {
      expect(provider.isReported, 'A provider whose payments are reported must say so: `isReported: true`.').toBe(true);
      expect(provider.name, rules.name).not.toBe('');
      expect(provider.maxHoldDays, rules.maxHoldDays).toBeGreaterThan(0);
      const least = provider.minimumCharge(currency);
      expect(Number.isSafeInteger(least) && least >= 0, rules.minimumCharge(least)).toBe(true);
      expect(await provider.canPayOut('somebody'), rules.canPayOut).toBe(true);
      expect(
        provider.parseWebhook,
        'A provider whose payments are reported sends no webhooks: leave `parseWebhook` out.',
      ).toBeUndefined();
    });

    test('every operation waits, however often it is requested and looked up', async () => {
      const charge = { ...operation(), clientId: 'ada', paymentMethod: null };
      const transfer = { ...operation(), freelancerId: 'bob', source };
      const refund = { ...operation(), source };
      const reversal = { ...operation(), freelancerId: 'bob', transfer: source };
      for (let times = 0; times < 3; times += 1) {
        expect((await provider.charge(charge)).status, waits).toBe('pending');
        expect((await provider.transfer(transfer)).status, waits).toBe('pending');
        expect((await provider.refund(refund)).status, waits).toBe('pending');
        if (provider.reverse !== undefined) expect((await provider.reverse(reversal)).status, waits).toBe('pending');
      }
      for (const [kind, { key }] of Object.entries({ charge, transfer, refund, reversal }))
        expect(await provider.lookup({ kind: kind as 'charge', key, reference: null }), waits).toMatchObject({
          status: 'pending',
        });
    });

    test('no operation is reported as unknown, because the money may have moved before the report', async () => {
      expect(await provider.lookup({ kind: 'transfer', key: newId('payment'), reference: null }), waits).toMatchObject({
        status: 'pending',
      });
    });

    test('a cancelled charge is no longer requested, and a report may still say that it arrived', async () => {
      const { key } = operation();
      const givenUp = 'A charge that is given up must answer `failed`, with a code and a message.';
      expect(await provider.cancel({ kind: 'charge', key, reference: null }), givenUp).toMatchObject({
        status: 'failed',
        code: expect.any(String),
        message: expect.any(String),
      });
    });
  });
}
