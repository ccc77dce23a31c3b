import { runCreation } from '../commands/create-contract.ts';
import { policyOfContract } from '../policy-bounds.ts';
import { contractAnswer, type OperationAnswer } from './answer.ts';
import type { OperationContext } from './context.ts';
import type { CheckedFor } from './request.ts';

export async function createContract(
  context: OperationContext,
  checked: CheckedFor<'createContract'>,
): Promise<OperationAnswer> {
  const { title, currency, client, freelancer, status, metadata, milestones, policy } = checked.body;
  const done = await runCreation(context.commands, {
    input: {
      title,
      currency,
      client,
      freelancer,
      status,
      metadata,
      milestones: milestones.map(({ description, dueOn, ...terms }) => ({
        ...terms,
        ...(description === undefined ? {} : { description }),
        ...(dueOn === undefined ? {} : { dueOn }),
      })),
      policy: policyOfContract(context.policy, context.policyBounds, policy, currency),
    },
    idempotency: checked.idempotency,
  });
  return contractAnswer(context, checked, done, `/contracts/${done.contract.id}`);
}
