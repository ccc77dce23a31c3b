import { vitestConfig } from '@workroom/toolchain/vitest';

export default vitestConfig(import.meta.dirname, {
  // One file installs packages and another reads them: the long limits allow for slow networks.
  test: { include: ['*.test.ts'], globalSetup: ['./pack-all.ts'], testTimeout: 240_000, hookTimeout: 240_000 },
});
