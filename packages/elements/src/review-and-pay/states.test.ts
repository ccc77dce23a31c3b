import '../define/review-and-pay.ts';
import { testAccessibility, testFit } from '../testing/states-suite.test.support.ts';
import { reviewDialogState, reviewStates } from './states.ts';

for (const scheme of ['light', 'dark'] as const) {
  testAccessibility('review-and-pay', [...reviewStates, reviewDialogState], scheme);
}
testFit('review-and-pay', reviewStates, [280, 320]);
