import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addresses, dist, pageAt } from './built-site.ts';

test.each(addresses)('%s has a title, asks nobody else, and its links and files are there', (address) => {
  const html = pageAt(address);
  expect(/<title>([\s\S]*?)<\/title>/.exec(html)?.[1]?.trim()).toBeTruthy();
  const links = [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)].map(([, link]) => pathOf(link, address));
  expect([...new Set(links)].filter((path) => path !== null && !addresses.includes(path))).toEqual([]);
  const files = [...html.matchAll(/<(?:script|img|link|source|iframe)\b[^>]*?\s(?:src|href)="([^"]*)"/g)]
    .filter(([tag]) => !/rel="(?:canonical|alternate)"/.test(tag))
    .map(([, file]) => file ?? '');
  expect(files.filter((file) => !isHere(file, address))).toEqual([]);
});

/** The path of an address of this site; `null` for one that is elsewhere. */
function pathOf(link = '', from = '/'): string | null {
  const url = new URL(link, `http://site.test${from}`);
  return url.host === 'site.test' ? url.pathname : null;
}

function isHere(file: string, from: string): boolean {
  if (file.startsWith('data:')) return true;
  const path = pathOf(file, from);
  return path !== null && existsSync(join(dist, path.endsWith('/') ? `${path}index.html` : path));
}
