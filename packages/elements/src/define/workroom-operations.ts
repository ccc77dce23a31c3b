// With the provider, from which most pages let it take its settings.
import './workroom-provider.ts';
import { defineElements } from '../foundation/define.ts';
import { WorkroomOperations } from '../workroom-operations/workroom-operations.ts';

defineElements([WorkroomOperations]);
