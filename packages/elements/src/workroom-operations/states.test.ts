import '../define/workroom-operations.ts';
import { testAccessibility, testFit } from '../testing/states-suite.test.support.ts';
import { operationsDialogStates, operationsStates } from './states.ts';

for (const scheme of ['light', 'dark'] as const) {
  testAccessibility('workroom-operations', [...operationsStates, ...operationsDialogStates], scheme);
}
testFit('workroom-operations', operationsStates, [280, 320, 700, 1_280]);
