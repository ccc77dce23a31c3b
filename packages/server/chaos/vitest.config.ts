import { vitestConfig } from '@workroom/toolchain/vitest';

export default vitestConfig(import.meta.dirname, {
  postgres: [18],
  // The chaos test mostly waits, so the crash tests can run beside it.
  test: { include: ['**/*.test.ts'], maxWorkers: 2 },
});
