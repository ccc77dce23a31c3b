import { vitestConfig } from '@workroom/toolchain/vitest';

export default vitestConfig(import.meta.dirname);
