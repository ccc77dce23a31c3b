import {
  isCommand,
  type Operation,
  type OperationName,
  operation,
  type ParsedBodyOf,
  type ParsedQueryOf,
} from '@workroom/core/api';
import { bodyHash } from '../commands/body-hash.ts';
import type { Precondition } from '../commands/run-command.ts';
import { Problem } from '../problem.ts';
import type { IdempotencyKey } from '../store/store.ts';
import { validBody, validQuery } from '../validate.ts';
import { actorKey, type Caller } from './caller.ts';
import { contractIdIn, validParameters } from './parameters.ts';

export type Known = Exclude<Caller, { kind: 'anyone' }>;

/** A request for one operation, over HTTP or in-process. */
export interface OperationRequest {
  readonly name: OperationName;
  readonly caller: Caller;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly idempotencyKey: string | null;
  /** The versions in `If-Match`. */
  readonly ifMatch: Precondition['versions'];
}

/** A checked request. */
export interface Checked {
  readonly caller: Known;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
  readonly status: number;
  readonly idempotency: (IdempotencyKey & { readonly bodyHash: string; readonly status: number }) | null;
}

/** The parsed input of one operation. */
export interface CheckedFor<Name extends OperationName> extends Checked {
  readonly query: ParsedQueryOf<Name>;
  readonly body: ParsedBodyOf<Name>;
}

/** Checks the caller, the path and the input, for operations that need authentication. @throws Problem */
export function admit<Name extends OperationName>(name: Name, request: OperationRequest): CheckedFor<Name> {
  const { caller } = request;
  if (caller.kind === 'anyone') throw new Problem('unauthenticated');
  const asked = operation(name);
  assertMayCall(asked, caller);
  const parameters = validParameters(asked, request.parameters);
  assertInScope(caller, parameters);
  return check(name, asked, caller, parameters, request);
}

/** For operations of operators and the marketplace's server. @throws Problem 403 */
export function assertStaff(caller: Known): void {
  if (caller.kind === 'server' || (caller.kind === 'person' && caller.isOperator)) return;
  throw new Problem('forbidden_for_role', { detail: 'Only operators and the marketplace’s server may do this.' });
}

function assertMayCall({ who }: Operation, { kind }: Known): void {
  if (who.includes(kind)) return;
  throw new Problem('forbidden_for_role', {
    detail:
      kind === 'server'
        ? 'Only a person on the contract may do this, with their own session token.'
        : 'Only the marketplace’s server may do this, with its secret key.',
  });
}

/** A token may be limited to some contracts; others are not found. */
function assertInScope(caller: Known, parameters: Readonly<Record<string, string>>): void {
  if (caller.kind !== 'person' || caller.contracts === null || parameters.contractId === undefined) return;
  if (!caller.contracts.has(contractIdIn(parameters))) throw new Problem('not_found');
}

function check<Name extends OperationName>(
  name: Name,
  { query, body, method, idempotency, status = 200 }: Operation,
  caller: Known,
  parameters: Readonly<Record<string, string>>,
  request: OperationRequest,
): CheckedFor<Name> {
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
    // Schema edge: the schemas behind the types have just parsed both.
    query: validQuery(query, request.query) as ParsedQueryOf<Name>,
    body: checkedBody as ParsedBodyOf<Name>,
    status,
    idempotency: key && { ...key, bodyHash: bodyHash([name, parameters, checkedBody]), status },
  };
}
