import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { type Block, blocks, blocksFor, blocksIn, placeOf, root, texts, treatmentOf } from './blocks.ts';

const block = (text: string): Block => {
  const [found] = blocksIn('a.md', text);
  if (found === undefined) throw new Error('no block');
  return found;
};

describe('finding blocks', () => {
  test('returns language, line and the rest of the fence line', () => {
    const text = '# A\n\n```js continues\nlet a;\n```\n\n- b\n\n  ```sh\n  ls\n  ```\n';
    expect(blocksIn('a.md', text)).toEqual([
      { file: 'a.md', line: 3, language: 'js', info: 'continues', code: 'let a;\n' },
      { file: 'a.md', line: 9, language: 'sh', info: '', code: 'ls\n' },
    ]);
  });

  test.each([
    '```\nx\n```\n',
    '```rust\nx\n```\n',
    '```js sometimes\nx\n```\n',
    '```sh no-run:\nx\n```\n',
    '```sh no-run: no\nx\n```\n',
  ])('a block that is not run and gives no reason is refused: %j', (text) => {
    expect(() => treatmentOf(block(text))).toThrow('a.md:1: nothing runs a block');
  });

  test('a block with a reason is accepted', () => {
    expect(treatmentOf(block('```sh no-run: needs a Stripe account\nx\n```\n'))).toBe('none');
  });
});

describe('blocks in the documentation', () => {
  test.each(texts)('every block in %s is run, checked, or says why not', (file) => {
    const refused = blocks
      .filter((each) => each.file === file)
      .flatMap((each) => {
        try {
          treatmentOf(each);
          return [];
        } catch (error) {
          return [String(error)];
        }
      });
    expect(refused).toEqual([]);
  });

  test('most blocks are run or checked', () => {
    expect(blocks.length).toBeGreaterThan(30);
    expect(blocksFor('none').length / blocks.length).toBeLessThan(0.4);
  });
});

test.each(blocksFor('copy').map((each) => [placeOf(each), each] as const))('%s is equal to its file', (_, each) => {
  const file = each.info.replace('same-as: ', '');
  expect(each.code).toBe(readFileSync(join(root, file), 'utf8'));
  // The README promises a server in 20 lines.
  if (each.file === 'README.md') expect(each.code.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
});

test.each(blocksFor('data').map((each) => [placeOf(each), each] as const))('%s can be parsed', (_, each) => {
  if (each.language === 'env') {
    expect(each.code.split('\n').filter((line) => !/^(#.*|[A-Z][A-Z0-9_]*=.*)?$/.test(line))).toEqual([]);
  } else {
    const parsed: unknown = each.language === 'json' ? JSON.parse(each.code) : parseYaml(each.code);
    expect(parsed).toEqual(expect.anything());
  }
});

describe('commands that are not run', () => {
  const commands = blocksFor('none')
    .filter(({ language }) => language === 'sh')
    .flatMap((each) => each.code.split('\n').map((line) => [placeOf(each), line.replace(/ #.*/, '').trim()] as const))
    .filter(([, line]) => line !== '');
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

  test.each(commands)('%s: %s uses existing scripts, packages and files', (_, line) => {
    const script = /\bnpm (?:run )?([a-z]+)/.exec(line)?.[1];
    if (script !== undefined && script !== 'install') expect(Object.keys(scripts)).toContain(script);
    const filter = /--filter[= ]@workroom\/([a-z-]+)/.exec(line)?.[1];
    const places = ['packages', 'apps', 'packages/server'].map((place) => join(root, place, filter ?? ''));
    if (filter !== undefined) expect(places.filter((place) => existsSync(join(place, 'package.json')))).toHaveLength(1);
    for (const [path] of line.matchAll(/(?<![\w/])(apps|packages|examples)\/[\w./-]+/g)) {
      expect(existsSync(join(root, path)), path).toBe(true);
    }
  });
});

test.each(texts)('every link in %s leads to an existing target', (file) => {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(/```.*?```/gs, '');
  const targets = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, target = '']) => target);
  const missing = targets.filter((target) => {
    const [path = '', anchor] = target.split('#');
    const there = path === '' ? join(root, file) : join(root, file, '..', path);
    if (!existsSync(there)) return true;
    return anchor !== undefined && there.endsWith('.md') && !anchorsIn(readFileSync(there, 'utf8')).includes(anchor);
  });
  expect(missing).toEqual([]);
});

/** Anchors of headings, as GitHub and GitLab build them. */
function anchorsIn(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
