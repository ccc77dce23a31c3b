import '../define/milestone-workroom.ts';
import { testFit } from '../testing/states-suite.test.support.ts';
import { roomStates } from './states.ts';

// `states-narrow.test.ts` tests the width that runs in every engine.
testFit('milestone-workroom', roomStates, [280, 700], { spaced: false });
