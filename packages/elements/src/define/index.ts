import './activity-timeline.ts';
import './contract-list.ts';
import './milestone-workroom.ts';
import './review-and-pay.ts';
import './workroom-provider.ts';
