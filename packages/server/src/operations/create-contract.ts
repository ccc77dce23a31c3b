import type { Output } from '@workroom/core/api';
import { runCreation } from '../commands/create-contract.ts';
import type { OperationContext } from './context.ts';
import { type Checked, contractAnswer, type OperationAnswer } from './perform.ts';

export async function createContract(context: OperationContext, checked: Checked): Promise<OperationAnswer> {
  const { title, currency, client, freelancer, status, metadata, milestones } =
    checked.body as Output<'CreateContractBody'>;
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
      policy: context.policy,
    },
    idempotency: checked.idempotency,
  });
  return contractAnswer(context, checked, done, `/contracts/${done.contract.id}`);
}
