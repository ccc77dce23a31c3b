import '../define/milestone-workroom.ts';
import { testFit } from '../testing/states-suite.test.support.ts';
import { roomStates } from './states.ts';

testFit('milestone-workroom', roomStates, [320]);
