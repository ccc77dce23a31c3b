import { vitestConfig } from '@workroom/toolchain/vitest';

export default vitestConfig(import.meta.dirname, {
  postgres: [18],
  // The storm is a minute of mostly waiting: the crash tests have time beside it.
  test: { include: ['**/*.test.ts'], maxWorkers: 2 },
});
