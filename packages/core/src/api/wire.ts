import type { z } from 'zod';
import type { OperationName, operations } from './operations.ts';
import type * as schemas from './schemas.ts';

type Schemas = typeof schemas;

/** Request types, by the schema's name. */
export type Input<Name extends keyof Schemas> = z.input<Schemas[Name]>;
/** Response types, by the schema's name. */
export type Output<Name extends keyof Schemas> = z.output<Schemas[Name]>;

export type BodyOf<Name extends OperationName> = (typeof operations)[Name] extends {
  body: infer Body extends keyof Schemas;
}
  ? Input<Body>
  : undefined;
export type QueryOf<Name extends OperationName> = (typeof operations)[Name] extends {
  query: infer Query extends keyof Schemas;
}
  ? Input<Query>
  : undefined;
/** A parsed body and query, with defaults. */
export type ParsedBodyOf<Name extends OperationName> = (typeof operations)[Name] extends {
  body: infer Body extends keyof Schemas;
}
  ? Output<Body>
  : undefined;
export type ParsedQueryOf<Name extends OperationName> = (typeof operations)[Name] extends {
  query: infer Query extends keyof Schemas;
}
  ? Output<Query>
  : unknown;
export type AnswerOf<Name extends OperationName> = (typeof operations)[Name] extends {
  answer: infer Answer extends keyof Schemas;
}
  ? Output<Answer>
  : never;
/** The `{parameters}` in an operation's path. */
export type ParametersOf<Name extends OperationName> = Parameters_<(typeof operations)[Name]['path']>;
type Parameters_<Path extends string> = Path extends `${string}{${infer Parameter}}${infer Rest}`
  ? Parameter | Parameters_<Rest>
  : never;

export type WireContract = Output<'Contract'>;
export type WireMilestone = Output<'Milestone'>;
export type WireEvent = Output<'Event'>;
export type WireAction = WireContract['actions'][number];
export type WirePayment = WireContract['payments'][number];
export type WireContractSummary = Output<'ContractSummary'>;
export type WireNotification = Output<'Notification'>;
export type WireProblem = Output<'Problem'>;
