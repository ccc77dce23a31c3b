import { expect, test } from 'vitest';
import { strokes } from './webdriver-keys.mjs';

test('releases each key before it presses the next, so that equal letters are typed twice', () => {
  expect(strokes({ type: 'ee' })).toEqual([
    { type: 'keyDown', value: 'e' },
    { type: 'keyUp', value: 'e' },
    { type: 'keyDown', value: 'e' },
    { type: 'keyUp', value: 'e' },
  ]);
});

test('holds a key down until it is released', () => {
  expect(strokes({ down: 'Control' })).toEqual([{ type: 'keyDown', value: '\uE009' }]);
  expect(strokes({ up: 'Control' })).toEqual([{ type: 'keyUp', value: '\uE009' }]);
});

test('an unknown key is an error', () => {
  expect(() => strokes({ press: 'F5' })).toThrow('F5');
});
