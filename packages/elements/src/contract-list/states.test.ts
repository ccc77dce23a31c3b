import '../define/contract-list.ts';
import { testAccessibility, testFit } from '../testing/states-suite.test.support.ts';
import { listDialogStates, listStates } from './states.ts';

for (const scheme of ['light', 'dark'] as const) {
  testAccessibility('contract-list', [...listStates, ...listDialogStates], scheme);
}
testFit('contract-list', listStates, [280, 320, 700]);
