import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles a script that a test starts several times: from its sources, a process spends two seconds of CPU time on
 * loading the kit. Only for scripts that read no files beside them and use no embedded database.
 * @param {string} script a path
 * @returns {Promise<{ path: string } & AsyncDisposable>} removed once it is disposed of
 */
export async function bundledScript(script) {
  const folder = mkdtempSync(join(tmpdir(), 'workroom-script-'));
  const path = join(folder, 'script.mjs');
  await build({
    entryPoints: [script],
    outfile: path,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    conditions: ['@workroom/source'],
    external: ['@electric-sql/*'],
    // CommonJS modules in the bundle require the modules of Node.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
