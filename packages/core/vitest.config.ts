import { vitestConfig } from '@workroom/toolchain/vitest';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
console.log(`Properties run with SEED=${seed}`);

export default vitestConfig(import.meta.dirname, {
  // `UPDATE=1` rewrites what the tests keep in files: docs/process.md.
  test: { update: process.env.UPDATE === '1' ? 'all' : 'none', provide: { seed } },
});
