import { amount, type ContractId, idSource } from '@workroom/core';
import { describe, expect, test } from 'vitest';
import type { PaymentProvider } from './provider.ts';

/**
 * What a provider has to hold to whose payments are reported (`isReported`): it knows nothing by itself, and
 * so must never say that something happened, or did not.
 *
 * @example
 * testReportedProvider('manual', () => manualProvider());
 */
export function testReportedProvider(name: string, open: () => PaymentProvider): void {
  const newId = idSource(() => Date.now(), Math.random);

  describe(`payment provider that is told: ${name}`, () => {
    const provider = open();
    const contractId: ContractId = newId('contract');
    const operation = () => ({ key: newId('payment'), contractId, currency: 'USD', amount: amount(5_000) });
    const source = { key: newId('payment'), reference: null };

    test('says its name, its limits, who can be paid out, and that it is told', async () => {
      expect(provider).toMatchObject({ isReported: true, name: expect.stringMatching(/./) });
      expect(provider.maxHoldDays).toBeGreaterThan(0);
      expect(Number.isSafeInteger(provider.minimumCharge('USD'))).toBe(true);
      expect(await provider.canPayOut('somebody')).toBe(true);
      expect(provider.parseWebhook).toBeUndefined();
    });

    test('every operation waits, however often it is asked for and looked up', async () => {
      const charge = { ...operation(), clientId: 'ada', paymentMethod: null };
      const transfer = { ...operation(), freelancerId: 'bob', source };
      const refund = { ...operation(), source };
      for (let times = 0; times < 3; times += 1) {
        expect((await provider.charge(charge)).status).toBe('pending');
        expect((await provider.transfer(transfer)).status).toBe('pending');
        expect((await provider.refund(refund)).status).toBe('pending');
      }
      for (const [kind, { key }] of Object.entries({ charge, transfer, refund }))
        expect(await provider.lookup({ kind: kind as 'charge', key, reference: null })).toMatchObject({
          status: 'pending',
        });
    });

    test('nothing is unknown to it: the money may have moved before anybody said so', async () => {
      expect(await provider.lookup({ kind: 'transfer', key: newId('payment'), reference: null })).toMatchObject({
        status: 'pending',
      });
    });

    test('a charge that is given up is asked for no more; should it arrive, that is reported', async () => {
      const { key } = operation();
      expect(await provider.cancel({ kind: 'charge', key, reference: null })).toMatchObject({
        status: 'failed',
        code: expect.any(String),
        message: expect.any(String),
      });
    });
  });
}
