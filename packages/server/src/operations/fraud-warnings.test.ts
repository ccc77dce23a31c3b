import { instant } from '@workroom/core';
import { expect, test } from 'vitest';
import type { Logger } from '../logger.ts';
import { logFraudWarnings } from './fraud-warnings.ts';

test('a fraud warning is logged with the contract and the charge', () => {
  const lines: Parameters<Logger>[0][] = [];
  const named = { contractId: 'ctr_1', key: 'pay_1' } as const;
  const warnings = [{ ...named, reference: 'issfr_1', at: instant(0) }];
  logFraudWarnings((line) => lines.push(line), 'stripe', { eventId: 'evt_1', operations: [], warnings });
  logFraudWarnings((line) => lines.push(line), 'stripe', { eventId: 'evt_2', operations: [] });
  const about = { provider: 'stripe', eventId: 'evt_1', contractId: 'ctr_1', paymentId: 'pay_1', reference: 'issfr_1' };
  expect(lines).toMatchObject([{ level: 'warn', message: expect.stringContaining('full refund'), ...about }]);
});
