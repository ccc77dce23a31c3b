import { withoutDirectionControls } from '@workroom/core';

/** The first letters of a person's first and last name: `Dana Whitfield` is `DW`. */
export function monogram(name: string): string {
  const words = withoutDirectionControls(name).trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toLocaleUpperCase();
}
