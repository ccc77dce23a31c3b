import { expect, test } from 'vitest';
import { approvableCommands, operatorApprovableCommands } from '../approval-request.ts';
import { consequences, stepOf } from '../process.ts';
import { eventSchemas } from './schemas/events.ts';

test('rules 47 and 63: every event that the effect of an approval may record can name the approval', () => {
  const commands = [...approvableCommands, ...operatorApprovableCommands];
  const own: readonly string[] = ['proposal.outdated', 'approval.voided'];
  const recorded = [...commands.flatMap((name) => stepOf(name).emits), ...consequences];
  for (const type of recorded.filter((each) => !own.includes(each)))
    expect(Object.keys(eventSchemas[type].shape.data.shape), type).toContain('approvalId');
});
