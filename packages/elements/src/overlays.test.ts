import './define/index.ts';
import { timelineDialogStates } from './activity-timeline/states.ts';
import { listDialogStates } from './contract-list/states.ts';
import { roomDialogStates } from './milestone-workroom/states.ts';
import { reviewDialogState } from './review-and-pay/states.ts';
import { testOverlays } from './testing/overlays-suite.ts';

testOverlays('milestone-workroom', roomDialogStates);
testOverlays('review-and-pay', [reviewDialogState]);
testOverlays('activity-timeline', timelineDialogStates);
testOverlays('contract-list', listDialogStates);
