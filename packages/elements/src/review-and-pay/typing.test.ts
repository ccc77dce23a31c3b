import '../define/review-and-pay.ts';
import { testTyping } from '../testing/typing-suite.ts';
import { reviewDialogState, reviewStates } from './states.ts';

const deciding = [
  'full release with a bonus',
  'part, toward the next milestone',
  'part, no next milestone: adds one',
  'part, refund that ends the contract',
  'mistakes',
  'request changes',
  'release payment, nothing submitted',
];

testTyping('review-and-pay', [...reviewStates.filter(({ name }) => deciding.includes(name)), reviewDialogState]);
