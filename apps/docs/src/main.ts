// The site: node --conditions=@workroom/source src/main.ts serve|dev|build. Search needs the built site.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { elementPages } from './site/element-page.ts';

// Astro reads it when it is imported.
process.env.ASTRO_TELEMETRY_DISABLED = '1';
const { build, dev, preview } = await import('astro');

const root = join(import.meta.dirname, '..');
const folder = join(root, '.data', 'elements');
mkdirSync(folder, { recursive: true });
for (const [tag, text] of elementPages()) writeFileSync(join(folder, `${tag}.md`), text);

const [, , mode] = process.argv;
const server = { port: Number(process.env.PORT ?? 4500) };
if (mode === 'dev') await dev({ root, server });
else {
  await build({ root, logLevel: 'warn' });
  const pictures = (folder: string) => join(folder, 'images', 'studio');
  cpSync(pictures(join(root, '..', '..', 'docs')), pictures(join(root, 'dist')), { recursive: true });
}
if (mode === 'serve') {
  const { host = 'localhost', port } = await preview({ root, server });
  console.log(`The documentation is at http://${host}:${port}`);
}
