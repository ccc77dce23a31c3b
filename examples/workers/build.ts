import { build } from 'esbuild';

// Like `wrangler` bundles a Worker.
await build({
  entryPoints: ['worker.ts'],
  outfile: 'dist/worker.js',
  bundle: true,
  format: 'esm',
  conditions: ['workerd', 'worker'],
  external: ['node:*', 'cloudflare:*', '@electric-sql/pglite'],
});
