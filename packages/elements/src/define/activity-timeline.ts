// With the provider, from which most pages let it take its settings.
import './workroom-provider.ts';
import { ActivityTimeline } from '../activity-timeline/activity-timeline.ts';
import { defineElements } from '../foundation/define.ts';

defineElements([ActivityTimeline]);
