import { vitestConfig } from '@workroom/toolchain/vitest';

// Tests of the build. Code that runs in a page is tested in real browsers by web-test-runner.
export default vitestConfig(import.meta.dirname, { test: { include: ['{build,pages}/**/*.test.ts'] } });
