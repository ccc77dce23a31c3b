import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Operation, type OperationName, openApi, operations, problemCodes, problemKind } from '@workroom/core/api';
import { markdownTable } from '@workroom/core/testing';
import { expect, test } from 'vitest';
import { root } from './blocks.ts';

const file = join(root, 'docs/api.md');

test('docs/api.md has generated tables of operations and problems; `vitest run api -u` updates them', async () => {
  const text = readFileSync(file, 'utf8');
  const withTables = replaced(replaced(text, 'operations', operationRows()), 'problems', problemRows());
  await expect(withTables).toMatchFileSnapshot(file);
});

test('every operation is listed', () => {
  const rows = operationRows().join('\n');
  expect(Object.keys(operations).filter((name) => !rows.includes(`\`${name}\``))).toEqual([]);
});

test('a page without the table markers is an error', () => {
  expect(() => replaced('# API', 'operations', [])).toThrow('operations');
});

/** One table for each part of the API, as in its own description. */
function operationRows(): string[] {
  const { tags, paths } = openApi({ serverUrl: '/workroom' }) as unknown as Described;
  const partOf = ({ path, method }: Operation) => paths[path]?.[method.toLowerCase()]?.tags[0];
  const all = Object.entries(operations) as readonly (readonly [OperationName, Operation])[];
  const parts = tags.map(({ name }) => name).filter((name) => all.some(([, operation]) => partOf(operation) === name));
  return [...new Set(parts)]
    .flatMap((part) => [
      `### ${part}`,
      '',
      ...table(
        ['what it does', 'request', 'who, and what is needed'],
        all
          .filter(([, operation]) => partOf(operation) === part)
          .map(([name, { method, path, summary, who, idempotency, ifMatch }]) => [
            `${summary}: \`${name}\``,
            `\`${method} ${path}\``,
            [who.join(', '), idempotency === undefined ? '' : '_key_', ifMatch === 'required' ? '_version_' : '']
              .filter(Boolean)
              .join(', '),
          ]),
      ),
      '',
    ])
    .slice(0, -1);
}

interface Described {
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly tags: readonly string[] }>>>>;
}

function problemRows(): string[] {
  return table(
    ['code', 'status', 'what to do'],
    problemCodes.map((code) => [`\`${code}\``, String(problemKind(code).status), problemKind(code).detail]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return markdownTable(
    head,
    rows.map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|'))),
  ).split('\n');
}

function replaced(text: string, name: string, rows: readonly string[]): string {
  const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [text.indexOf(from), text.indexOf(to)];
  if (start < 0 || end < 0) throw new Error(`docs/api.md lacks ${from} … ${to}`);
  return `${text.slice(0, start)}${from}\n\n${rows.join('\n')}\n\n${text.slice(end)}`;
}
