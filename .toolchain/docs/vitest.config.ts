import { vitestConfig } from '@workroom/toolchain/vitest';

export default vitestConfig(import.meta.dirname, {
  postgres: [18],
  test: { include: ['*.test.ts'], testTimeout: 240_000 },
});
