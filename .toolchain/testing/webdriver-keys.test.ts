import { expect, test } from 'vitest';
import { strokes } from './webdriver-keys.mjs';

test('lets each key go before the next, so that equal letters stay two', () => {
  expect(strokes({ type: 'ee' })).toEqual([
    { type: 'keyDown', value: 'e' },
    { type: 'keyUp', value: 'e' },
    { type: 'keyDown', value: 'e' },
    { type: 'keyUp', value: 'e' },
  ]);
});

test('holds a key down until it is let go', () => {
  expect(strokes({ down: 'Control' })).toEqual([{ type: 'keyDown', value: '\uE009' }]);
  expect(strokes({ up: 'Control' })).toEqual([{ type: 'keyUp', value: '\uE009' }]);
});

test('a key it does not know is said, not typed', () => {
  expect(() => strokes({ press: 'F5' })).toThrow('F5');
});
