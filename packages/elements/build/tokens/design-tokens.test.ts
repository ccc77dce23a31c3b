import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageFolder } from '../bundle.ts';
import { sharedTokens } from '../manifest/shared-names.ts';
import { designTokens, withoutValue } from './design-tokens.ts';

const read = (file: string) => readFileSync(join(packageFolder, file), 'utf8');
const { $description: _, ...groups } = designTokens(read('src/theme/tokens.ts'), '');

/** The properties that a style sheet defines. */
const propertiesOf = (tokens: object) =>
  [...JSON.stringify(tokens).matchAll(/"property":"([^"]+)"/g)].map((match) => match[1] ?? '');

test('every core token has a default, and every colour one for light and one for dark', () => {
  // The font is inherited from the page.
  const withValue = Object.keys(sharedTokens).filter((property) => !withoutValue.has(property));
  expect(new Set([...propertiesOf(groups), '--workroom-font'])).toEqual(new Set(withValue));
  expect(Object.keys(groups.light)).toEqual(Object.keys(groups.dark));
});

test('no style uses rem, because a page may have changed its size', () => {
  const sheets = globSync('src/**/*.ts', { cwd: packageFolder, exclude: (name) => name.endsWith('.test.ts') });
  const bare = sheets.flatMap((file) =>
    [...read(file).matchAll(/^.*\drem\b.*$/gm)].map(([line]) => `${file}: ${line.trim()}`),
  );
  // The token from which the others are derived.
  expect(bare.filter((line) => !line.includes('var(--workroom-font-size, max(0.9375rem, 15px))'))).toEqual([]);
});

test('tokens.json matches the style sheet', async () => {
  const tokens = designTokens(
    read('src/theme/tokens.ts'),
    'The default theme of Workroom’s elements. --workroom-on-accent has no fixed value: it is white or black, whichever is legible. Fonts are inherited from the page.',
  );
  // One number per line, like the formatter.
  const text = JSON.stringify(tokens, null, 2).replace(/\[[\d.,\s]+\]/g, (list) =>
    list.replace(/\s+/g, ' ').replace(/\[ | \]/g, (edge) => edge.trim()),
  );
  await expect(`${text}\n`).toMatchFileSnapshot(join(packageFolder, 'tokens.json'));
});

describe.each(['ledger', 'harbor', 'graphite', 'orchard', 'dusk'])('the preset %s', (name) => {
  test('defines every core token', () => {
    const css = read(`presets/${name}.css`);
    const given = [...propertiesOf(groups), '--workroom-font'];
    expect(new Set(propertiesOf(designTokens(css, '')))).toEqual(new Set(given));
    const set = new Set(css.match(/--workroom-[a-z-]+(?=:)/g));
    expect(set).toEqual(new Set([...given, '--workroom-shadow', '--workroom-scrim']));
  });
});
