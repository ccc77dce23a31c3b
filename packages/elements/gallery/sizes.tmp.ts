import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, defaultClientConditions } from 'vite';

const element = process.argv[2];
const built = await build({
  configFile: false,
  root: join(import.meta.dirname, '..'),
  logLevel: 'error',
  resolve: { conditions: ['@workroom/source', ...defaultClientConditions] },
  build: {
    write: false,
    target: 'es2023',
    modulePreload: false,
    rolldownOptions: { input: `src/define/${element}.ts`, preserveEntrySignatures: 'strict' },
  },
});
const rows: [string, number, number][] = [];
for (const each of [built].flat().flatMap((b: any) => b.output))
  if (each.type === 'chunk')
    for (const [id, m] of Object.entries<any>(each.modules))
      rows.push([
        id.replace(/.*\/packages\//, '').replace(/.*node_modules\//, ''),
        m.renderedLength,
        m.code ? gzipSync(m.code).length : 0,
      ]);
rows.sort((a, b) => b[2] - a[2]);
for (const r of rows.slice(0, 60)) console.log(r[1], r[2], r[0]);
