import { defineElements } from '../foundation/define.ts';
import { WorkroomProvider } from '../provider/workroom-provider.ts';

defineElements([WorkroomProvider]);
