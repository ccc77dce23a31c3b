// Includes the provider, because most pages use it for the settings.
import './workroom-provider.ts';
import { ActivityTimeline } from '../activity-timeline/activity-timeline.ts';
import { defineElements } from '../foundation/define.ts';

defineElements([ActivityTimeline]);
