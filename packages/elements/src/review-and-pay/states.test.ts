import { testStates } from '../testing/states-suite.test.support.ts';

testStates('review-and-pay', [280, 320]);
