import { testStates } from '../testing/states-suite.test.support.ts';

testStates('contract-list', [280, 320, 700]);
