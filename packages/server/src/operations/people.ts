import { formatInstant } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { setDetails } from '../documents/set-details.ts';
import { Problem } from '../problem.ts';
import type { BillingVersion } from '../store/people.ts';
import type { OperationContext } from './context.ts';
import { personIdIn } from './parameters.ts';
import type { CheckedFor } from './request.ts';

export async function getPerson(
  { commands }: OperationContext,
  { parameters }: CheckedFor<'getPerson'>,
): Promise<Output<'PersonDetails'>> {
  const id = personIdIn(parameters);
  const found = (await commands.store.people.current([id])).get(id);
  if (found === undefined) {
    throw new Problem('not_found', {
      detail: 'There are no details of this person. Set them with PUT /people/{personId}.',
    });
  }
  return presented(id, found);
}

/** Unchanged details create no new version. */
export async function setPerson(
  { commands }: OperationContext,
  { parameters, body }: CheckedFor<'setPerson'>,
): Promise<Output<'PersonDetails'>> {
  const id = personIdIn(parameters);
  const { legalName = null, address = null, taxId = null, email = null, locale = null, timeZone = null } = body;
  const details = { legalName, address, taxId, email, locale, timeZone };
  return presented(id, await setDetails(commands.store.people, id, details, commands.now()));
}

function presented(id: string, { from, ...details }: BillingVersion): Output<'PersonDetails'> {
  return { id, ...details, updatedAt: formatInstant(from) };
}
