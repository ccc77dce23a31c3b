import fc from 'fast-check';
import { expect, test } from 'vitest';
import { portableSha256Hex, sha256Hex } from './sha256.ts';

test('the hash is that of FIPS 180-4', () => {
  const ofAbc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect([sha256Hex('abc'), portableSha256Hex('abc')]).toEqual([ofAbc, ofAbc]);
});

test('every runtime computes the same hashes, also for lone surrogates', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.integer({ min: 0, max: 0xff_ff }).map((unit) => String.fromCharCode(unit)) }),
      (text) => {
        expect(sha256Hex(text)).toBe(portableSha256Hex(text));
      },
    ),
  );
});
