import '../define/milestone-workroom.ts';
import { testTyping } from '../testing/typing-suite.ts';
import { roomDialogStates, roomStates } from './states.ts';

const composing = ['in review', 'in dispute', 'in dispute, seen by the mediator'];

testTyping('milestone-workroom', [...roomStates.filter(({ name }) => composing.includes(name)), ...roomDialogStates]);
