import { pnpm } from './process.mjs';

/** The tasks of `npm run check`: checks of the whole repository, and the types of each package. */
export const checks = ['lint', 'spelling', 'links', 'unused', 'check'];

/**
 * Runs Turborepo through pnpm, which it needs on its path to run the packages' scripts.
 * @param {readonly string[]} args
 */
export function turbo([command = 'run', ...args]) {
  // Before the other arguments, which may end in `--` and options for the scripts.
  return pnpm(['exec', 'turbo', command, '--ui=stream', ...args]);
}
