// The site, in development or built: node --conditions=@workroom/source src/main.ts dev|build
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { elementPages } from './site/element-page.ts';

// Astro reads it when it is imported.
process.env.ASTRO_TELEMETRY_DISABLED = '1';
const { build, dev } = await import('astro');

const root = join(import.meta.dirname, '..');
const folder = join(root, '.data', 'elements');
mkdirSync(folder, { recursive: true });
for (const [tag, text] of elementPages()) writeFileSync(join(folder, `${tag}.md`), text);

if (process.argv[2] === 'dev') await dev({ root, server: { port: 4500 } });
else await build({ root, logLevel: 'warn' });
