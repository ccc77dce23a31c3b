import type { Contract } from '@workroom/core';
import { isCommand, type Operation, type OperationName, operation, presentContract } from '@workroom/core/api';
import { bodyHash } from '../commands/body-hash.ts';
import { type CommandDone, type Precondition, runCommand } from '../commands/run-command.ts';
import type { IdempotencyKey } from '../store/store.ts';
import { actorKey, actorOf, type Caller } from './caller.ts';
import type { OperationContext } from './context.ts';
import { createContract } from './create-contract.ts';
import { exportContract } from './export-contract.ts';
import { listNotifications, readNotifications } from './notifications.ts';
import { contractIdIn, idIn, validParameters } from './parameters.ts';
import { listPayments, reportPayment } from './payments.ts';
import { Problem } from './problem.ts';
import { getContract, getLedger, getTimeline, listContracts } from './reads.ts';
import { createSession, describeApi, health, reconcile, revokeSessions, sweep } from './service.ts';
import { toCommand } from './to-command.ts';
import { createUpload, getFile, keepFiles, namesFiles, withFiles } from './uploads.ts';
import { validBody, validQuery } from './validate.ts';
import * as endpoints from './webhook-endpoints.ts';

export type Known = Exclude<Caller, { kind: 'anyone' }>;

/** A request for one operation, however it came. */
export interface OperationRequest {
  readonly name: OperationName;
  readonly caller: Caller;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly idempotencyKey: string | null;
  /** The versions that `If-Match` names. */
  readonly ifMatch: Precondition['versions'];
}

export interface OperationAnswer {
  readonly status: number;
  readonly body: unknown;
  /** Of the contract answered, where one is. */
  readonly version: number | null;
  readonly replayed: boolean;
  /** Path of what was created, below the base path. */
  readonly location: string | null;
  /** Stands in for a body that may be large: its text, JSON where there is no `file`, in pieces. */
  readonly text?: AsyncIterable<string>;
  /** Where the text is to be saved: its type, and the name to save it under. */
  readonly file?: { readonly contentType: string; readonly name: string };
}

/** A request that was checked: all an operation needs. */
export interface Checked {
  readonly caller: Known;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly status: number;
  readonly idempotency: (IdempotencyKey & { readonly bodyHash: string; readonly status: number }) | null;
}

/**
 * Performs one operation of the table: who may call it, what it was sent, and then the thing itself.
 * HTTP and `api` both come through here.
 *
 * @throws Problem when it is not done
 */
export async function perform(context: OperationContext, request: OperationRequest): Promise<OperationAnswer> {
  const { name, caller } = request;
  if (name === 'health') return plain(await health(context), 200);
  if (name === 'getOpenApi') return plain(describeApi(context), 200);
  if (caller.kind === 'anyone') throw new Problem('unauthenticated');
  const asked = operation(name);
  const checked = admit(request);
  const { parameters } = checked;
  if (asked.command === undefined) return performPlain(context, name, checked);

  const contractId = contractIdIn(parameters);
  const { command } = asked;
  const body = checked.body as Readonly<Record<string, unknown>>;
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

/** Who may call, on what, and with what; for operations that somebody must be signed in for. @throws Problem */
export function admit(request: OperationRequest): Checked {
  const { name, caller } = request;
  if (caller.kind === 'anyone') throw new Problem('unauthenticated');
  const asked = operation(name);
  assertMayCall(asked, caller);
  const parameters = validParameters(asked, request.parameters);
  assertInScope(caller, parameters);
  return check(name, asked, caller, parameters, request);
}

/** The contract as it now stands, for its reader. */
export function contractAnswer(
  context: OperationContext,
  { caller, status }: Pick<Checked, 'caller' | 'status'>,
  { contract, replayedStatus }: CommandDone,
  location: string | null = null,
): OperationAnswer {
  return {
    status: replayedStatus ?? status,
    // Made when it is asked for: with `return=minimal` nobody does, which saves 2 % of Node's time of a release.
    get body() {
      return present(context, contract, caller);
    },
    version: contract.version,
    replayed: replayedStatus !== null,
    location,
  };
}

export function present({ commands, uploads }: OperationContext, contract: Contract, caller: Known): unknown {
  const taken =
    uploads === null
      ? null
      : { maxBytes: uploads.maxBytes, contentTypes: uploads.contentTypes && [...uploads.contentTypes] };
  return presentContract(contract, actorOf(caller), commands.now(), taken);
}

async function performPlain(
  context: OperationContext,
  name: OperationName,
  checked: Checked,
): Promise<OperationAnswer> {
  switch (name) {
    case 'createContract':
      return createContract(context, checked);
    case 'getContract':
      return getContract(context, checked);
    case 'listContracts':
      return plain(await listContracts(context, checked), checked.status);
    case 'getTimeline':
      return plain(await getTimeline(context, checked), checked.status);
    case 'getLedger':
      return getLedger(context, checked);
    case 'exportContract':
      return exportContract(context, checked);
    case 'listNotifications':
      return plain(await listNotifications(context, checked), checked.status);
    case 'readNotifications':
      return plain(await readNotifications(context, checked), checked.status);
    case 'createWebhookEndpoint':
      return plain(await endpoints.createWebhookEndpoint(context, checked), checked.status);
    case 'listWebhookEndpoints':
      return plain(await endpoints.listWebhookEndpoints(context), checked.status);
    case 'getWebhookEndpoint':
      return plain(await endpoints.getWebhookEndpoint(context, checked), checked.status);
    case 'editWebhookEndpoint':
      return plain(await endpoints.editWebhookEndpoint(context, checked), checked.status);
    case 'removeWebhookEndpoint':
      return plain(await endpoints.removeWebhookEndpoint(context, checked), checked.status);
    case 'rotateWebhookSecret':
      return plain(await endpoints.rotateWebhookSecret(context, checked), checked.status);
    case 'testWebhookEndpoint':
      return plain(await endpoints.testWebhookEndpoint(context, checked), checked.status);
    case 'listDeliveries':
      return plain(await endpoints.listDeliveries(context, checked), checked.status);
    case 'resendDelivery':
      return plain(await endpoints.resendDelivery(context, checked), checked.status);
    case 'reportPayment':
      return reportPayment(context, checked);
    case 'listPayments':
      return plain(await listPayments(context, checked), checked.status);
    case 'createUpload':
      return plain(await createUpload(context, checked), checked.status);
    case 'getFile':
      return plain(await getFile(context, checked), checked.status);
    case 'createSession':
      return plain(await createSession(context, checked), checked.status);
    case 'revokeSessions':
      return plain(await revokeSessions(context, checked), checked.status);
    case 'sweep':
    case 'sweepByGet':
      return plain(await sweep(context), checked.status);
    case 'reconcile':
      return plain(await reconcile(context, checked), checked.status);
    default:
      throw new Error(`The operation "${name}" is in the table and nobody performs it.`);
  }
}

function plain(body: unknown, status: number): OperationAnswer {
  return { status, body, version: null, replayed: false, location: null };
}

function assertMayCall({ who }: Operation, { kind }: Known): void {
  if (who.includes(kind)) return;
  throw new Problem('forbidden_for_role', {
    detail:
      kind === 'server'
        ? 'A person of the contract does this, with a session token of their own.'
        : 'Only the marketplace’s server may do this, with its secret key.',
  });
}

/** A token may be bound to some contracts: others are not there for it. */
function assertInScope(caller: Known, parameters: Readonly<Record<string, string>>): void {
  if (caller.kind !== 'person' || caller.contracts === null || parameters.contractId === undefined) return;
  if (!caller.contracts.has(contractIdIn(parameters))) throw new Problem('not_found');
}

function check(
  name: OperationName,
  { query, body, method, idempotency, status = 200 }: Operation,
  caller: Known,
  parameters: Readonly<Record<string, string>>,
  request: OperationRequest,
): Checked {
  const { idempotencyKey } = request;
  if (idempotency === 'required' && idempotencyKey === null) throw new Problem('idempotency_key_required');
  if (idempotencyKey !== null && !/^[\x21-\x7e]{1,255}$/.test(idempotencyKey)) {
    throw new Problem('bad_parameter', {
      detail: 'An `Idempotency-Key` is 1 to 255 visible ASCII characters without spaces.',
    });
  }
  const checkedBody = method === 'GET' ? undefined : validBody(body, request.body);
  const key = isCommand(name) && idempotencyKey !== null ? { actor: actorKey(caller), key: idempotencyKey } : null;
  return {
    caller,
    parameters,
    query: validQuery(query, request.query),
    body: checkedBody,
    status,
    idempotency: key && { ...key, bodyHash: bodyHash([name, parameters, checkedBody]), status },
  };
}
