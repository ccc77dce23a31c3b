import '../define/milestone-workroom.ts';
import { testAccessibility } from '../testing/states-suite.test.support.ts';
import { roomDialogStates, roomStates } from './states.ts';

testAccessibility('milestone-workroom', [...roomStates, ...roomDialogStates], 'dark');
