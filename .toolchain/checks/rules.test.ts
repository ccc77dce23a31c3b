import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../launcher/process.mjs';

// docs/rules.md is the rulebook that code and tests cite by number.

const read = (file: string) => readFileSync(join(root, file), 'utf8');

interface Rule {
  readonly number: number;
  readonly code: readonly string[];
  readonly tests: readonly string[];
}

function rulesIn(document: string): readonly Rule[] {
  return document
    .split(/^### Rule /m)
    .slice(1)
    .map((section) => {
      const [, code = '', tests = ''] = /^Code: (.*) Tests: (.*)$/m.exec(section) ?? [];
      const links = (text: string) => [...text.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path = '']) => path);
      return { number: Number.parseInt(section, 10), code: links(code), tests: links(tests) };
    });
}

/** `rule 8`, `rules 33, 34 and 35`, `rules 36 to 38`. */
function citedIn(text: string): readonly number[] {
  return [...text.matchAll(/\brules? (\d+(?:(?:, | and | or | to )\d+)*)/gi)].flatMap(([, numbers = '']) => {
    const spans = [...numbers.matchAll(/(\d+) to (\d+)/g)].flatMap(([, first, last]) =>
      Array.from({ length: Number(last) - Number(first) + 1 }, (_, place) => Number(first) + place),
    );
    return [...new Set([...(numbers.match(/\d+/g) ?? []).map(Number), ...spans])];
  });
}

/** Existing sources and documents, tracked or new. */
function sources(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root });
  return listed
    .toString()
    .split('\n')
    .filter((file) => /\.(ts|tsx|mjs|js|svelte|vue|md)$/.test(file) && !/(^|\/)(\.changeset|CHANGELOG\.md)/.test(file))
    .filter((file) => existsSync(join(root, file)));
}

const rules = rulesIn(read('docs/rules.md'));
const known = new Set(rules.map(({ number }) => number));

test('every form of citation is recognized', () => {
  expect(citedIn('rule 8; Rules 33, 34 and 35; rules 36 to 38; a rule, ruled 4, rule of 5')).toEqual([
    8, 33, 34, 35, 36, 38, 37,
  ]);
});

test('the rules are in order, without duplicates', () => {
  const numbers = rules.map(({ number }) => number);
  expect(numbers).toEqual([...known].toSorted((first, second) => first - second));
  // All original rules are still there.
  expect(numbers.slice(0, 42)).toEqual(Array.from({ length: 42 }, (_, place) => place + 1));
});

describe.each(rules.map((rule) => [rule.number, rule] as const))('rule %i', (number, { code, tests }) => {
  test('links existing code and tests', () => {
    expect(code.length).toBeGreaterThan(0);
    expect([...code, ...tests].filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('appears in the names of the linked tests', () => {
    expect(tests.length).toBeGreaterThan(0);
    for (const path of tests) {
      expect(basename(path), path).toMatch(/\.test\.ts$/);
      expect(citedIn(read(path)), `${path} does not name rule ${number}`).toContain(number);
    }
  });
});

test('every rule cited in the repository is in docs/rules.md', () => {
  const cited = sources().flatMap((file) =>
    citedIn(read(file))
      .filter((number) => !known.has(number))
      .map((number) => `${file}: rule ${number}`),
  );
  expect([...new Set(cited)]).toEqual([]);
});

test('the glossary has each word once, in order and with an explanation', () => {
  const rows = read('docs/glossary.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (word|-+)/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const words = rows.map(([, word = '']) => word);
  expect(words.length).toBeGreaterThan(30);
  expect(words).toEqual([...new Set(words)].toSorted((first, second) => first.localeCompare(second, 'en')));
  for (const [, word, meaning = ''] of rows) expect(meaning, word).toMatch(/^[A-Z].*[.]$/);
});
