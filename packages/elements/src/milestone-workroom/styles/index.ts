import { timelineStyles } from '../../timeline/styles.ts';
import { layoutStyles } from './layout.ts';
import { milestoneStyles } from './milestones.ts';
import { railStyles } from './rail.ts';
import { summaryStyles } from './summary.ts';

export const roomStyles = [layoutStyles, summaryStyles, railStyles, milestoneStyles, timelineStyles];
