import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Operation, type OperationName, operations, problemCodes, problemKind } from '@workroom/core/api';
import { expect, test } from 'vitest';
import { root } from './blocks.ts';

const file = join(root, 'docs/api.md');

test('docs/api.md has every operation and every problem; `vitest run api -u` rewrites its tables', async () => {
  const text = readFileSync(file, 'utf8');
  const withTables = replaced(replaced(text, 'operations', operationRows()), 'problems', problemRows());
  await expect(withTables).toMatchFileSnapshot(file);
});

test('a text without the marks is not taken for one with tables', () => {
  expect(() => replaced('# API', 'operations', [])).toThrow('operations');
});

function operationRows(): string[] {
  const all = Object.entries(operations) as readonly (readonly [OperationName, Operation])[];
  return table(
    ['request', 'name', 'what it does', 'who', 'needs'],
    all.map(([name, { method, path, summary, who, idempotency, ifMatch }]) => [
      `\`${method} ${path}\``,
      `\`${name}\``,
      summary,
      who.join(', '),
      [idempotency === undefined ? '' : 'key', ifMatch === undefined ? '' : 'version'].filter(Boolean).join(', '),
    ]),
  );
}

function problemRows(): string[] {
  return table(
    ['code', 'status', 'what to do'],
    problemCodes.map((code) => [`\`${code}\``, String(problemKind(code).status), problemKind(code).detail]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function replaced(text: string, name: string, rows: readonly string[]): string {
  const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [text.indexOf(from), text.indexOf(to)];
  if (start < 0 || end < 0) throw new Error(`docs/api.md lacks ${from} … ${to}`);
  return `${text.slice(0, start)}${from}\n\n${rows.join('\n')}\n\n${text.slice(end)}`;
}
