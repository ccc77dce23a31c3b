import { vitestConfig } from '@workroom/toolchain/vitest';

// What runs in a page is tested in real browsers, by web-test-runner; here is what is made of it.
export default vitestConfig(import.meta.dirname, { test: { include: ['{build,pages}/**/*.test.ts'] } });
