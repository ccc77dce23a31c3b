import { vitestConfig } from './testing/vitest-config.mjs';

export default vitestConfig(import.meta.dirname, { postgres: [18], test: { include: ['**/*.test.ts'] } });
