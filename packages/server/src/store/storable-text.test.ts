import { expect, test } from 'vitest';
import { isStorable, NotStorable, storableJson } from './storable-text.ts';

test.each(['', 'plain', '👩🏽‍🎨', '\\u0000', '\\\\u0000', '\\ud83d', '\u0001\u001f', '\ufffe'])(
  '%j can be stored',
  (text) => {
    expect(isStorable(text)).toBe(true);
    expect(JSON.parse(storableJson({ [text]: [text] }))).toEqual({ [text]: [text] });
  },
);

test.each(['\0', 'a\0', '\\\0', '\\\\\0', '\ud83d', '\ude00', '\\\ud83d', 'é\udfff'])('%j cannot be stored', (text) => {
  expect(isStorable(text)).toBe(false);
  expect(() => storableJson([{ deep: text }])).toThrow(NotStorable);
  expect(() => storableJson({ [text]: 1 })).toThrow(NotStorable);
});
