// Includes the provider, because most pages use it for the settings.
import './workroom-provider.ts';
import { defineElements } from '../foundation/define.ts';
import { MilestoneWorkroom } from '../milestone-workroom/milestone-workroom.ts';

defineElements([MilestoneWorkroom]);
