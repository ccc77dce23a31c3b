import type { Person } from '@workroom/core';
import {
  type AnswerOf,
  type BodyOf,
  type OperationName,
  operations,
  type ParametersOf,
  type QueryOf,
} from '@workroom/core/api';
import type { OperationAnswer } from './operations/answer.ts';
import type { Caller } from './operations/caller.ts';
import type { OperationRequest } from './operations/request.ts';
import { validPerson } from './validate.ts';

/** The actor of a call: the marketplace's server, a person it has authenticated, or a member of its staff. */
export type ApiActor = 'server' | Person | { readonly operator: Person };

type Who<Name extends OperationName> = (typeof operations)[Name]['who'][number];
type ActorFor<Name extends OperationName> =
  | ('server' extends Who<Name> ? 'server' : never)
  | ('person' extends Who<Name> ? Person | { readonly operator: Person } : never);

/** The input of a call: the actor, path parameters, and the operation's body and query. */
export type ApiInput<Name extends OperationName> = {
  readonly [Parameter in ParametersOf<Name>]: string;
} & ('anyone' extends Who<Name> ? unknown : { readonly actor: ActorFor<Name> }) &
  Part<'body', BodyOf<Name>> &
  Part<'query', QueryOf<Name>> &
  KeyPart<Name> & {
    /** The `version` that the person saw. If it has changed, the call is refused with `edited_meanwhile`. */
    readonly ifMatch?: number;
  };

type Part<Key extends string, Value> = Value extends undefined
  ? unknown
  : object extends Value
    ? { readonly [Each in Key]?: Value }
    : { readonly [Each in Key]: Value };
type KeyPart<Name extends OperationName> = (typeof operations)[Name] extends { idempotency: 'required' }
  ? { readonly idempotencyKey: string }
  : { readonly idempotencyKey?: string };

/** The operations without HTTP: the same checks, rules and responses. Rejects with a `Problem`. */
export type Api = {
  readonly [Name in Exclude<
    OperationName,
    'streamEvents' | 'streamContracts' | 'receiveProviderWebhook'
  >]: object extends ApiInput<Name>
    ? (input?: ApiInput<Name>) => Promise<AnswerOf<Name>>
    : (input: ApiInput<Name>) => Promise<AnswerOf<Name>>;
};

interface AnyInput {
  readonly actor?: ApiActor;
  readonly body?: unknown;
  readonly query?: unknown;
  readonly idempotencyKey?: string;
  readonly ifMatch?: number;
  readonly [parameter: string]: unknown;
}

export function createApi<Name extends keyof Api = keyof Api>(
  perform: (request: OperationRequest) => Promise<OperationAnswer>,
  names: readonly OperationName[] = Object.keys(operations) as OperationName[],
): Pick<Api, Name> {
  const calls = names.map((name) => [
    name,
    async ({ actor, body, query, idempotencyKey, ifMatch, ...parameters }: AnyInput = {}) => {
      const answered = await perform({
        name,
        caller: callerOf(actor),
        parameters,
        query,
        // The value that HTTP would send, after JSON.
        body: body === undefined ? undefined : JSON.parse(JSON.stringify(body)),
        idempotencyKey: idempotencyKey ?? null,
        ifMatch: ifMatch === undefined ? null : [ifMatch],
      });
      return answered.text === undefined ? answered.body : whole(answered);
    },
  ]);
  // The calls and their types come from the same table.
  return Object.fromEntries(calls) as Pick<Api, Name>;
}

/** A response that HTTP streams is one value here. */
async function whole({ text, file }: Pick<OperationAnswer, 'text' | 'file'>): Promise<unknown> {
  let joined = '';
  for await (const piece of text ?? []) joined += piece;
  const isJson = file === undefined || file.contentType === 'application/json';
  return isJson ? JSON.parse(joined) : joined;
}

function callerOf(actor: ApiActor | undefined): Caller {
  if (actor === undefined) return { kind: 'anyone' };
  if (actor === 'server') return { kind: 'server' };
  // A host's user object may have any fields; only this one marks an operator.
  const isOperator = 'operator' in actor && !('id' in actor);
  const person = validPerson(isOperator ? actor.operator : actor);
  return { kind: 'person', person, isOperator, contracts: null, mustSayWhatTheySaw: false, expiresAtMs: null };
}
