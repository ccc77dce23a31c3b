// With the provider, from which most pages let it take its settings.
import './workroom-provider.ts';
import { defineElements } from '../foundation/define.ts';
import { MilestoneWorkroom } from '../milestone-workroom/milestone-workroom.ts';

defineElements([MilestoneWorkroom]);
