import { afterEach, describe, expect, it } from 'vitest';
import { anySignal } from './any-signal.ts';

const own = AbortSignal.any;
afterEach(() => {
  AbortSignal.any = own;
});

describe.each([
  ['with AbortSignal.any', true],
  ['in browsers without it', false],
])('a signal from several signals, %s', (_, has) => {
  it('aborts with the first signal that aborts, for the same reason', () => {
    if (!has) Reflect.set(AbortSignal, 'any', undefined);
    const [one, other] = [new AbortController(), new AbortController()];
    const signal = anySignal([one.signal, other.signal]);
    expect(signal.aborted).toBe(false);
    other.abort('other');
    expect(signal.aborted).toBe(true);
    expect(signal.reason).toBe('other');
  });

  it('is aborted at once if one of them is aborted already', () => {
    if (!has) Reflect.set(AbortSignal, 'any', undefined);
    expect(anySignal([new AbortController().signal, AbortSignal.abort('gone')]).reason).toBe('gone');
  });

  it('never aborts without signals', () => {
    if (!has) Reflect.set(AbortSignal, 'any', undefined);
    expect(anySignal([]).aborted).toBe(false);
  });
});
