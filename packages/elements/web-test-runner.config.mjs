import { webTestRunnerConfig } from '@workroom/toolchain/web-test-runner';

export default webTestRunnerConfig(import.meta.dirname, {
  engines: [
    'src/**/{keyboard,keyboard-agreement,typing,states-narrow,long-plan,job-dialog}.test.ts',
    'src/activity-timeline/activity-timeline.test.ts',
    'src/foundation/{contract-stream,localize,modal-dialog,money-input,tip-dismissal}.test.ts',
    'src/foundation/views/named-view.test.ts',
    'src/locales/locales.test.ts',
    'src/theme/*.test.ts',
    'src/{other-pages,overlays,parts}.test.ts',
  ],
});
