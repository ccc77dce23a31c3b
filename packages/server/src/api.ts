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

/** The actor of a call: the marketplace's server, a person that it has authenticated, or a member of its own staff. */
export type ApiActor = 'server' | Person | { readonly operator: Person };

type Who<Name extends OperationName> = (typeof operations)[Name]['who'][number];
type ActorFor<Name extends OperationName> =
  | ('server' extends Who<Name> ? 'server' : never)
  | ('person' extends Who<Name> ? Person | { readonly operator: Person } : never);

/** What a call takes: the actor, the path's parameters, and the body and query that the operation has. */
export type ApiInput<Name extends OperationName> = {
  readonly [Parameter in ParametersOf<Name>]: string;
} & ('anyone' extends Who<Name> ? unknown : { readonly actor: ActorFor<Name> }) &
  Part<'body', BodyOf<Name>> &
  Part<'query', QueryOf<Name>> &
  KeyPart<Name> & {
    /** The `version` that the decision was made on; refused with `edited_meanwhile` when it is no more so. */
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

/** The operations without HTTP: the same checks, rules and answers. Rejects with a `Problem`. */
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
        // What HTTP would send: nothing that JSON has no word for.
        body: body === undefined ? undefined : JSON.parse(JSON.stringify(body)),
        idempotencyKey: idempotencyKey ?? null,
        ifMatch: ifMatch === undefined ? null : [ifMatch],
      });
      return answered.text === undefined ? answered.body : whole(answered);
    },
  ]);
  // The calls are made from the table that their types are made from.
  return Object.fromEntries(calls) as Pick<Api, Name>;
}

/** What HTTP answers while it is made is one value here. */
async function whole({ text, file }: Pick<OperationAnswer, 'text' | 'file'>): Promise<unknown> {
  let joined = '';
  for await (const piece of text ?? []) joined += piece;
  const isJson = file === undefined || file.contentType === 'application/json';
  return isJson ? JSON.parse(joined) : joined;
}

function callerOf(actor: ApiActor | undefined): Caller {
  if (actor === undefined) return { kind: 'anyone' };
  if (actor === 'server') return { kind: 'server' };
  // A user of the host's own may have any fields; an operator is named by this one alone.
  const isOperator = 'operator' in actor && !('id' in actor);
  const person = validPerson(isOperator ? actor.operator : actor);
  return { kind: 'person', person, isOperator, contracts: null, mustSayWhatTheySaw: false, expiresAtMs: null };
}
