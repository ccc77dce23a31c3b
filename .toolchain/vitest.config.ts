import { vitestConfig } from './testing/vitest-config.mjs';

export default vitestConfig(import.meta.dirname, {
  postgres: [18],
  // publishing/ is a separate package, whose tests need a build.
  test: { include: ['{checks,launcher,testing}/**/*.test.ts'] },
});
