import { vitestConfig } from './testing/vitest-config.mjs';

export default vitestConfig(import.meta.dirname, {
  postgres: [18],
  // publishing/ is a package of its own, whose tests need a build.
  test: { include: ['{checks,launcher,testing}/**/*.test.ts'] },
});
