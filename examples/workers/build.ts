import { build } from 'esbuild';

// As `wrangler` bundles a Worker. Inside this repository the packages are taken from their sources.
await build({
  entryPoints: ['worker.ts'],
  outfile: 'dist/worker.js',
  bundle: true,
  format: 'esm',
  conditions: ['@workroom/source', 'workerd', 'worker'],
  external: ['node:*', 'cloudflare:*', '@electric-sql/pglite'],
});
