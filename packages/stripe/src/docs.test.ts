import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '..');
const text = readFileSync(join(folder, '../../docs/payments-stripe.md'), 'utf8');
const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map((match) => match[1] ?? '');

test('docs/payments-stripe.md: the deal without Stripe runs as it stands, and prints what it says', async () => {
  const program = blocks('js').find((block) => block.includes('offlineStripe()')) ?? '';
  const node = ['--conditions=@workroom/source', '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, node, { cwd: folder });
  expect(stdout).toBe(blocks('text').at(-1));
});
