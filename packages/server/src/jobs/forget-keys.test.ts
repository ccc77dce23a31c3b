import { expect, test } from 'vitest';
import { createKeyForgetting } from './forget-keys.ts';

test('idempotency keys are deleted after seven days, in an hourly job that continues until none is left', async () => {
  let nowMs = Date.parse('2026-03-02T09:00:00Z');
  const left = [1_000, 3, 0];
  const asked: number[] = [];
  const forget = createKeyForgetting(
    {
      async forgetKeys(olderThanSeconds) {
        asked.push(olderThanSeconds);
        return left.shift() ?? 0;
      },
    },
    () => nowMs,
    0,
  );
  await forget();
  await forget();
  await forget();
  expect(asked).toEqual([604_800, 604_800]);
  nowMs += 3_600_000;
  await forget();
  expect(asked).toHaveLength(3);
});

test('rule 63: they are kept a day longer than a command may wait for approval', async () => {
  const kept = async (approvalDays: number) => {
    const asked: number[] = [];
    const forgetKeys = async (olderThanSeconds: number) => asked.push(olderThanSeconds) * 0;
    await createKeyForgetting({ forgetKeys }, () => 0, approvalDays)();
    return asked;
  };
  expect(await kept(7)).toEqual([8 * 86_400]);
  expect(await kept(30)).toEqual([31 * 86_400]);
  expect(await kept(3)).toEqual([7 * 86_400]);
});
