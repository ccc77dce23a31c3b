import { webTestRunnerConfig } from '@workroom/toolchain/web-test-runner';

export default webTestRunnerConfig(import.meta.dirname);
