import { webTestRunnerConfig } from '@workroom/toolchain/web-test-runner';

export default webTestRunnerConfig(import.meta.dirname, {
  engines: [
    'src/{milestone-workroom,review-and-pay}/keyboard.test.ts',
    'src/foundation/{contract-stream,localize,modal-dialog,money-input,tip-dismissal}.test.ts',
    'src/theme/theme.test.ts',
    'src/{other-pages,overlays}.test.ts',
  ],
});
