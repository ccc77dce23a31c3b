import type { PersonInput } from '@workroom/core';
import { runCreation } from '../commands/create-contract.ts';
import { rememberLocale } from '../language/remember-locale.ts';
import { policyOfContract } from '../policy-bounds.ts';
import { contractAnswer, type OperationAnswer } from './answer.ts';
import type { OperationContext } from './context.ts';
import type { CheckedFor } from './request.ts';

export async function createContract(
  context: OperationContext,
  checked: CheckedFor<'createContract'>,
): Promise<OperationAnswer> {
  const { title, currency, status, metadata, milestones, policy } = checked.body;
  const done = await runCreation(context.commands, {
    input: {
      title,
      currency,
      client: personOf(checked.body.client),
      freelancer: personOf(checked.body.freelancer),
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
  const { store, now } = context.commands;
  for (const person of [checked.body.client, checked.body.freelancer]) {
    await rememberLocale(store.people, person, { now: now(), replaces: false });
  }
  return contractAnswer(context, checked, done, `/contracts/${done.contract.id}`);
}

function personOf({ id, name, avatarUrl }: PersonInput): PersonInput {
  return { id, name, ...(avatarUrl === undefined ? {} : { avatarUrl }) };
}
