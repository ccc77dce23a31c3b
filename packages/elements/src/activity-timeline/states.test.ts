import '../define/activity-timeline.ts';
import { testAccessibility, testFit } from '../testing/states-suite.test.support.ts';
import { timelineDialogStates, timelineStates } from './states.ts';

for (const scheme of ['light', 'dark'] as const) {
  testAccessibility('activity-timeline', [...timelineStates, ...timelineDialogStates], scheme);
}
testFit('activity-timeline', timelineStates, [280, 320, 700]);
