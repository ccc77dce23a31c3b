import { defineElements } from '../foundation/define.ts';
import { MilestoneWorkroom } from '../milestone-workroom/milestone-workroom.ts';

defineElements([MilestoneWorkroom]);
