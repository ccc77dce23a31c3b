import { formatInstant } from '@workroom/core';
import { type Output, openApi } from '@workroom/core/api';
import { erasePerson as erase } from '../erasure/erase-person.ts';
import { Problem } from '../problem.ts';
import type { OperationContext } from './context.ts';
import { personIdIn } from './parameters.ts';
import { assertStaff, type CheckedFor } from './request.ts';

export function createSession(
  { sessions }: OperationContext,
  { body }: CheckedFor<'createSession'>,
): Promise<Output<'Session'>> {
  return sessions.create(body);
}

export function revokeSessions(
  { sessions }: OperationContext,
  { body }: CheckedFor<'revokeSessions'>,
): Promise<Output<'SessionRevocation'>> {
  return sessions.revoke(body);
}

export function erasePerson(
  { commands, uploads, retention }: OperationContext,
  { parameters }: CheckedFor<'erasePerson'>,
): Promise<Output<'PersonErasure'>> {
  return erase({ commands, storage: uploads?.storage ?? null, retention }, personIdIn(parameters));
}

export async function sweep(context: OperationContext): Promise<Output<'SweepReport'>> {
  const { deadlines, reminders, payments, deliveries, more } = await context.sweep();
  return { deadlines, reminders, payments, deliveries, more };
}

export async function reconcile(
  context: OperationContext,
  { caller, body }: CheckedFor<'reconcile'>,
): Promise<Output<'Reconciliation'>> {
  assertStaff(caller);
  const asked = body;
  const found = await context.reconcile(asked);
  if (asked.contractId !== undefined && found.checked === 0) {
    const detail = `There is no contract ${asked.contractId}.`;
    throw new Problem('invalid_request', {
      detail,
      errors: [{ pointer: '/contractId', code: 'not_found', message: detail }],
    });
  }
  return found;
}

export async function health({ commands }: OperationContext): Promise<Output<'Health'>> {
  await commands.store.ping();
  return { status: 'ok', now: formatInstant(commands.now()) };
}

/** The API as OpenAPI 3.1, served where it is mounted. */
export function describeApi({ basePath }: OperationContext): Output<'OpenApi'> {
  return openApi({ serverUrl: basePath });
}
