// Includes the provider, because most pages use it for the settings.
import './workroom-provider.ts';
import { defineElements } from '../foundation/define.ts';
import { WorkroomOperations } from '../workroom-operations/workroom-operations.ts';

defineElements([WorkroomOperations]);
