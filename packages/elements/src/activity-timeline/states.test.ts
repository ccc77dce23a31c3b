import { testStates } from '../testing/states-suite.test.support.ts';

testStates('activity-timeline', [280, 320, 700]);
