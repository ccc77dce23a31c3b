import '../define/activity-timeline.ts';
import { testTyping } from '../testing/typing-suite.ts';
import { timelineStates } from './states.ts';

testTyping(
  'activity-timeline',
  timelineStates.filter(({ name }) => ['work to review', 'in dispute'].includes(name)),
);
