import { testStates } from '../testing/states-suite.test.support.ts';

testStates('milestone-workroom', [280, 320, 700]);
