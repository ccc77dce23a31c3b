import type { CommandName } from '@workroom/core';
import { type Operation, type OperationName, operation } from '@workroom/core/api';
import { type Precondition, runCommand } from '../commands/run-command.ts';
import { recordAccess } from './access-log.ts';
import { contractAnswer, type OperationAnswer, plain } from './answer.ts';
import { actorOf } from './caller.ts';
import type { OperationContext } from './context.ts';
import { type HandledName, type Handler, handlers } from './handlers.ts';
import { contractIdIn, idIn } from './parameters.ts';
import { admit, type Checked, type Known, type OperationRequest } from './request.ts';
import { describeApi, health } from './service.ts';
import { toCommand } from './to-command.ts';
import { keepFiles, namesFiles, withFiles } from './uploads.ts';

/**
 * Performs one operation of the table: checks the caller and the input, then calls the handler. HTTP and `api` both use
 * it.
 *
 * @throws Problem if it fails
 */
export async function perform(context: OperationContext, request: OperationRequest): Promise<OperationAnswer> {
  const { name } = request;
  if (name === 'health') return plain(await health(context), 200);
  if (name === 'getOpenApi') return plain(describeApi(context), 200);
  if (isHandled(name)) return handle(context, name, request);
  const asked = operation(name);
  const { command } = asked;
  if (command === undefined) throw new Error(`The operation "${name}" is not performed here.`);
  return performCommand(context, asked, command, request);
}

function isHandled(name: OperationName): name is HandledName {
  return Object.hasOwn(handlers, name);
}

function handle<Name extends HandledName>(
  context: OperationContext,
  name: Name,
  request: OperationRequest,
): Promise<OperationAnswer> {
  const handler: Handler<Name> = handlers[name];
  return handler(context, admit(name, request));
}

async function performCommand(
  context: OperationContext,
  asked: Operation,
  command: CommandName,
  request: OperationRequest,
): Promise<OperationAnswer> {
  const checked: Checked = admit(request.name, request);
  const { caller, parameters } = checked;
  const contractId = contractIdIn(parameters);
  const body = typeof checked.body === 'object' ? { ...checked.body } : {};
  const done = await runCommand(context.commands, {
    contractId,
    command: namesFiles(body)
      ? async () => toCommand(command, parameters, await withFiles(context, checked, body))
      : toCommand(command, parameters, body),
    actor: actorOf(caller),
    precondition: preconditionOf(asked, caller, request.ifMatch),
    idempotency: checked.idempotency,
    ...(parameters.paymentId === undefined ? {} : { payments: [idIn('payment', parameters)] }),
  });
  if (namesFiles(body)) await keepFiles(context, checked, body);
  await recordAccess(context, caller, done.contract);
  return contractAnswer(context, checked, done);
}

function preconditionOf(
  { ifMatch }: Operation,
  caller: Known,
  versions: Precondition['versions'],
): Precondition | null {
  if (ifMatch === 'ignored') return null;
  return { required: ifMatch === 'required' && caller.kind === 'person' && caller.mustSayWhatTheySaw, versions };
}
