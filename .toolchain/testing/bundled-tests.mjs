import { join, relative, sep } from 'node:path';
import { context } from 'esbuild';

/**
 * Serves the tests of a package as bundles with shared chunks, so that a page requests a dozen files instead of
 * hundreds. Each module still exists once, and dynamic imports are still loaded separately.
 * @param {{ rootDir: string, folder: string, conditions: readonly string[] }} options
 * @returns {import('@web/test-runner').TestRunnerPlugin}
 */
export function bundledTests({ rootDir, folder, conditions }) {
  /** @type {import('esbuild').BuildContext | undefined} */
  let bundler;
  /** @type {Map<string, string>} */
  let files = new Map();

  async function bundle() {
    const result = await bundler?.rebuild();
    files = new Map(result?.outputFiles?.map(({ path, text }) => [addressOf(path), text]));
    return Object.keys(result?.metafile?.inputs ?? {});
  }
  /** @param {string} path */
  const addressOf = (path) => `/${relative(rootDir, path).split(sep).join('/')}`;

  return {
    name: 'bundled-tests',
    async serverStart({ config, fileWatcher }) {
      bundler = await context({
        absWorkingDir: folder,
        entryPoints: ['src/**/*.test.ts'],
        outdir: rootDir,
        outbase: rootDir,
        chunkNames: 'test-chunks/[name]-[hash]',
        bundle: true,
        splitting: true,
        format: 'esm',
        target: 'es2022',
        sourcemap: 'linked',
        conditions: [...conditions],
        tsconfig: join(folder, 'tsconfig.json'),
        // Served by the test runner itself.
        external: ['/__web-*'],
        metafile: true,
        write: false,
        logLevel: 'warning',
      });
      const inputs = await bundle();
      if (!('watch' in config) || !config.watch) return;
      fileWatcher.add(inputs.map((input) => join(folder, input)));
      fileWatcher.on('change', bundle);
    },
    async serverStop() {
      await bundler?.dispose();
    },
    serve({ path }) {
      const body = files.get(path.replace(/\.test\.ts$/, '.test.js'));
      return body === undefined ? undefined : { body, type: path.endsWith('.map') ? 'json' : 'js' };
    },
  };
}
