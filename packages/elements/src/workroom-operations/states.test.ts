import { testStates } from '../testing/states-suite.test.support.ts';

testStates('workroom-operations', [280, 320, 700, 1_280]);
