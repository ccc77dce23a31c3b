import { ActivityTimeline } from '../activity-timeline/activity-timeline.ts';
import { defineElements } from '../foundation/define.ts';

defineElements([ActivityTimeline]);
