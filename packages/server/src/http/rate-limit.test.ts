import { describe, expect, test } from 'vitest';
import { createRateLimits } from './rate-limit.ts';

describe('the daily limit of text per person and contract', () => {
  const bytesPerDay = 86_400;
  function limited() {
    const system = { ms: 0 };
    const { command } = createRateLimits({ burst: 1, perSecond: 1, bytesPerDay }, () => system.ms);
    return {
      system,
      write: (bytes: number, actor = 'person:dana', contract = 'ctr_1') => command(actor, contract, bytes),
    };
  }

  test('is limited by bytes, and refills evenly', () => {
    const { system, write } = limited();
    expect(write(bytesPerDay - 2 * 1_024)).toBeNull();
    expect(write(1_000)).toBe(1_000);
    system.ms += 999_000;
    expect(write(1_000)).toBe(1);
    system.ms += 1_000;
    expect(write(1_000)).toBeNull();
  });

  test('is limited by the number of commands too: each counts at least a kibibyte', () => {
    const { write } = limited();
    let taken = 0;
    while (write(0) === null) taken += 1;
    expect(taken).toBe(Math.floor(bytesPerDay / 1_024));
  });

  test('is counted per person and contract', () => {
    const { write } = limited();
    expect(write(80_000)).toBeNull();
    expect(write(80_000)).not.toBeNull();
    expect(write(80_000, 'person:lee')).toBeNull();
    expect(write(80_000, 'person:dana', 'ctr_2')).toBeNull();
  });

  test('allows the largest command once a day', () => {
    const { system, write } = limited();
    expect(write(bytesPerDay * 3)).toBeNull();
    expect(write(bytesPerDay * 3)).toBe(86_400);
    system.ms += 86_400_000;
    expect(write(bytesPerDay * 3)).toBeNull();
  });

  test('is not limited if rate limits are off', () => {
    const { command } = createRateLimits(false, () => 0);
    for (let count = 0; count < 10; count += 1) expect(command('person:dana', 'ctr_1', 1e9)).toBeNull();
  });
});
