import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The built site. */
export const dist = join(import.meta.dirname, '..', 'dist');

/** The addresses of all pages. */
export const addresses: readonly string[] = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('index.html'))
  .map((file) => `/${file.replaceAll('\\', '/').replace('index.html', '')}`);

export const pageAt = (address: string) => readFileSync(join(dist, address, 'index.html'), 'utf8');
