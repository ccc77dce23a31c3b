import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, defaultClientConditions } from 'vite';

const element = process.argv[2]!;
const plug = {
  name: 'lit',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    if (!id.includes('/packages/elements/src')) return;
    return code
      .replace(
        /css`([^`]*)`/g,
        (_, s) =>
          'css`' +
          s
            .replace(/\/\*[\s\S]*?\*\//g, '')
            .replace(/\s+/g, ' ')
            .replace(/ ?([{};,>]) ?/g, '$1')
            .replace(/: /g, ':')
            .replace(/;}/g, '}')
            .trim() +
          '`',
      )
      .replace(/\n\s+/g, (m: string) => '\n');
  },
};
const built = await build({
  configFile: false,
  root: join(import.meta.dirname, '..'),
  logLevel: 'error',
  plugins: [plug],
  resolve: { conditions: ['@workroom/source', ...defaultClientConditions] },
  build: {
    write: false,
    target: 'es2023',
    modulePreload: false,
    rolldownOptions: { input: `src/define/${element}.ts`, preserveEntrySignatures: 'strict' },
  },
});
const code = [built]
  .flat()
  .flatMap((b: any) => b.output)
  .map((o: any) => o.code ?? '')
  .join('');
writeFileSync('/tmp/out.js', code);
console.log(code.length, gzipSync(code, { level: 9 }).length, brotliCompressSync(code).length);
