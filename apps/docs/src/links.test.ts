import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addresses, dist, pageAt } from './built-site.ts';

test.each(addresses)('%s has a title, loads only files of the site, and has no broken link', (address) => {
  const html = pageAt(address);
  expect(/<title>([\s\S]*?)<\/title>/.exec(html)?.[1]?.trim()).toBeTruthy();
  const links = [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)].map(([, link = '']) => link);
  expect([...new Set(links)].filter((link) => isDead(link, address))).toEqual([]);
  const files = [...html.matchAll(/<(?:script|img|link|source|iframe)\b[^>]*?\s(?:src|href)="([^"]*)"/g)]
    .filter(([tag]) => !/rel="(?:canonical|alternate)"/.test(tag))
    .map(([, file]) => file ?? '');
  expect(files.filter((file) => !isHere(file, address))).toEqual([]);
});

test('links between the texts are links on the site', () => {
  expect(pageAt('/')).toContain('href="./getting-started/"');
  expect(pageAt('/developers/')).toContain('href="../payments/#writing-a-provider"');
});

/** Whether a link leads to a page or a heading of this site that does not exist. */
function isDead(link: string, from: string): boolean {
  const path = pathOf(link, from);
  if (path === null) return false;
  const id = decodeURIComponent(new URL(link, `http://site.test${from}`).hash.slice(1));
  return !addresses.includes(path) || (id !== '' && !pageAt(path).includes(`id="${id}"`));
}

/** The path of an address of this site; `null` for an external one. */
function pathOf(link = '', from = '/'): string | null {
  const url = new URL(link, `http://site.test${from}`);
  return url.host === 'site.test' ? url.pathname : null;
}

function isHere(file: string, from: string): boolean {
  if (file.startsWith('data:')) return true;
  const path = pathOf(file, from);
  return path !== null && existsSync(join(dist, path.endsWith('/') ? `${path}index.html` : path));
}
