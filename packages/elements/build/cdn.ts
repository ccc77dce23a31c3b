import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'rolldown';
import { bundle, type Chunk, gzipBytes, packageFolder } from './bundle.ts';
import { locales } from './locales.ts';

/**
 * The name of Lit's Trusted Types policy in these files. It must differ from that of another copy of Lit on the page.
 */
const policyName = 'workroom-lit';

const elements = [
  'review-and-pay',
  'milestone-workroom',
  'activity-timeline',
  'contract-list',
  'workroom-operations',
  'workroom-provider',
];

interface Published {
  readonly integrity: string;
  readonly bytes: number;
  readonly gzip: number;
}

/**
 * Writes the files for pages without a bundler: one self-contained file per set of elements, and the same in parts,
 * each with the version in its name. `integrity.json` has the values for `integrity`.
 */
export async function writeCdnFiles(): Promise<void> {
  const into = join(packageFolder, 'dist', 'cdn');
  rmSync(into, { recursive: true, force: true });
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const files: Record<string, Published> = {};
  const write = ({ code }: Chunk, file: string) => {
    const text = `/*! Workroom ${version}, Apache-2.0; Lit, BSD-3-Clause: see LICENSES.txt */\n${code}`;
    mkdirSync(dirname(join(into, file)), { recursive: true });
    writeFileSync(join(into, file), text);
    const integrity = `sha384-${createHash('sha384').update(text).digest('base64')}`;
    files[file] = { integrity, bytes: Buffer.byteLength(text), gzip: gzipBytes(text) };
  };
  const sources = {
    workroom: 'src/define/index.ts',
    ...Object.fromEntries(elements.map((element) => [element, `src/define/${element}.ts`])),
    ...Object.fromEntries(locales.map((locale) => [`locales/${locale}`, `src/locales/${locale}.ts`])),
  };
  for (const [name, source] of Object.entries(sources)) {
    const [chunk] = await bundle({ entries: { [name]: source }, inOneFile: true, plugins: [ownPolicy()] });
    if (chunk !== undefined) write(chunk, `${name}-${version}.js`);
  }
  for (const chunk of await bundle({ entries: sources, plugins: [ownPolicy()] })) {
    write(chunk, join(`parts-${version}`, chunk.file));
  }
  writeFileSync(join(into, 'integrity.json'), `${JSON.stringify({ version, files }, null, 2)}\n`);
  const lit = readFileSync(join(packageFolder, 'node_modules', 'lit', 'LICENSE'), 'utf8');
  writeFileSync(join(into, 'LICENSES.txt'), `Lit (https://lit.dev)\n\n${lit}`);
}

export function ownPolicy(): Plugin {
  return {
    name: 'own-trusted-types-policy',
    transform(code, id) {
      if (!id.includes('/lit-html/')) return null;
      const renamed = code.replace(/createPolicy\((["'])lit-html\1/, `createPolicy("${policyName}"`);
      return renamed === code ? null : renamed;
    },
  };
}
