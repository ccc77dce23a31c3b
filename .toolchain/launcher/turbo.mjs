import { pnpm } from './process.mjs';

/**
 * Runs Turborepo through pnpm, which it needs on its path to run the packages' scripts.
 * @param {readonly string[]} args
 */
export function turbo(args) {
  return pnpm(['exec', 'turbo', ...args, '--ui=stream']);
}
