import { vitestConfig } from '@workroom/toolchain/vitest';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
console.log(`Properties run with SEED=${seed}`);
/** Multiplies the number of runs of each property test. */
const runs = Number(process.env.WORKROOM_PROPERTY_RUNS ?? 1);

export default vitestConfig(import.meta.dirname, {
  // `UPDATE=1` updates the files that tests compare: docs/process.md.
  test: {
    update: process.env.UPDATE === '1' ? 'all' : 'none',
    provide: { seed, runs },
  },
});
