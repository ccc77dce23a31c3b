import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageFolder } from '../bundle.ts';
import { sharedTokens } from '../manifest/shared-names.ts';
import { designTokens } from './design-tokens.ts';

const read = (file: string) => readFileSync(join(packageFolder, file), 'utf8');
const { $description: _, ...groups } = designTokens(read('src/theme/tokens.ts'), '');

/** The properties that a style sheet gives a value. */
const propertiesOf = (tokens: object) =>
  [...JSON.stringify(tokens).matchAll(/"property":"([^"]+)"/g)].map((match) => match[1] ?? '');

test('every core token has a default, each colour one for light and one for dark', () => {
  expect(new Set(propertiesOf(groups))).toEqual(
    new Set(Object.keys(sharedTokens).filter((property) => property !== '--workroom-on-accent')),
  );
  expect(Object.keys(groups.light)).toEqual(Object.keys(groups.dark));
});

test('tokens.json says what the style sheet does', async () => {
  const tokens = designTokens(
    read('src/theme/tokens.ts'),
    'What Workroom’s elements look like by themselves. --workroom-on-accent has no value of its own: it is white or black, whichever is legible.',
  );
  // Numbers in a line, as the formatter has them.
  const text = JSON.stringify(tokens, null, 2).replace(/\[[\d.,\s]+\]/g, (list) =>
    list.replace(/\s+/g, ' ').replace(/\[ | \]/g, (edge) => edge.trim()),
  );
  await expect(`${text}\n`).toMatchFileSnapshot(join(packageFolder, 'tokens.json'));
});

describe.each(['ledger', 'harbor', 'graphite', 'orchard', 'dusk'])('the preset %s', (name) => {
  test('gives every core token a value', () => {
    const css = read(`presets/${name}.css`);
    expect(new Set(propertiesOf(designTokens(css, '')))).toEqual(new Set(propertiesOf(groups)));
    expect(css.match(/--workroom-[a-z-]+(?=:)/g)).toHaveLength(Object.keys(sharedTokens).length - 1);
  });
});
