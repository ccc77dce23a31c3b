import fc from 'fast-check';
import { type IdSlot, invalidFor, type Schema, validFor } from './schema-arbitrary.test.support.ts';

/** An operation of the API's own description. */
export interface DescribedOperation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly body: Schema | null;
  /** Of each status, the schema of each content type. */
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

/** A request with ids still to be filled in. */
export interface FuzzRequest {
  readonly operation: DescribedOperation;
  readonly as: 'client' | 'freelancer' | 'mediator' | 'stranger' | 'server' | 'nobody' | 'forger';
  /**
   * Index of a known contract, counted from the newest; mostly replaced by one that allows the command, if there is
   * one.
   */
  readonly contract: number;
  readonly ids: Readonly<Record<string, string | IdSlot>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly ifMatch: 'current' | 'none' | 'junk';
  readonly key: 'fresh' | 'used' | 'none' | 'junk';
  /** Sent as JSON, or as it is. */
  readonly body: { readonly json: unknown } | { readonly text: string } | null;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** The operations of an OpenAPI document. */
export function operationsIn(document: OpenApi): readonly DescribedOperation[] {
  const { schemas } = document.components;
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => {
      const { operationId, security, parameters, requestBody, responses } = described as DescribedOperation & {
        readonly requestBody?: {
          readonly content: { readonly 'application/json'?: { readonly schema: { readonly $ref: string } } };
        };
      };
      const reference = requestBody?.content['application/json']?.schema.$ref.split('/').at(-1) ?? '';
      return {
        operationId,
        method: method.toUpperCase(),
        path,
        security,
        parameters,
        body: schemas[reference] ?? null,
        responses,
      };
    }),
  );
}

const harmless: readonly Readonly<Record<string, string>>[] = [
  { prefer: 'return=minimal' },
  { origin: 'https://market.example' },
  { origin: 'null' },
  { 'x-request-id': 'a "line"' },
  { accept: 'text/html' },
];
const junkText = fc.constantFrom(
  '',
  '{',
  '[1,',
  'null',
  '"text"',
  '\ufeff{}',
  '{"a":'.repeat(5_000),
  ' '.repeat(262_145),
);
const junkId = fc.constantFrom('ctr_', '__proto__', 'mst_0', 'x'.repeat(300), '%00', 'ctr_Ünïcode');

/** Requests to all operations, about half of them valid. */
export function requestTo(operations: readonly DescribedOperation[]): fc.Arbitrary<FuzzRequest> {
  // Operations that move money get more tries.
  const weightOf = ({ operationId, parameters }: DescribedOperation) =>
    operationId === 'reportPayment' || parameters.some(({ name, required }) => name === 'Idempotency-Key' && required)
      ? 4
      : 1;
  return fc.oneof(...operations.map((each) => ({ weight: weightOf(each), arbitrary: requestFor(each) })));
}

function requestFor(operation: DescribedOperation): fc.Arbitrary<FuzzRequest> {
  const { parameters, path, body, method } = operation;
  const slots = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const idOf = fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(0, 0, 0, 1, 2).map((nth): IdSlot => ({ slot: 'path', nth })) },
    { weight: 1, arbitrary: junkId },
  );
  return fc.record({
    operation: fc.constant(operation),
    as: callerOf(operation),
    contract: fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 40 })),
    ids: fc.record(Object.fromEntries(slots.map((name) => [name, idOf]))) as fc.Arbitrary<FuzzRequest['ids']>,
    query: queryFor(parameters),
    headers: fc.oneof(
      { weight: 12, arbitrary: fc.constant({}) },
      { weight: 4, arbitrary: fc.constantFrom<Readonly<Record<string, string>>[]>(...harmless) },
      { weight: 1, arbitrary: fc.constant({ 'content-type': 'text/plain' }) },
    ),
    ifMatch: weighted({ current: 24, none: 3, junk: 1 }),
    key: weighted({ fresh: 24, none: 3, used: 1, junk: 1 }),
    body: method === 'GET' ? fc.constant(null) : bodyFor(body),
  });
}

/** Mostly callers who may, so that requests are authorized; sometimes anybody. */
function callerOf({ security }: DescribedOperation): fc.Arbitrary<FuzzRequest['as']> {
  const people = security.some((each) => 'session' in each) ? 8 : 1;
  const server = security.some((each) => 'secretKey' in each) ? 4 : 1;
  return weighted({
    client: people,
    freelancer: people,
    mediator: Math.ceil(people / 3),
    server: people === 1 ? server * 3 : server,
    stranger: 1,
    nobody: 1,
    forger: 1,
  });
}

function bodyFor(schema: Schema | null): fc.Arbitrary<FuzzRequest['body']> {
  const asJson = (value: fc.Arbitrary<unknown>) => value.map((json) => ({ json }));
  const text = junkText.map((each) => ({ text: each }));
  if (schema === null) {
    const some = asJson(invalidFor({ type: 'object' }));
    return fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, some, text);
  }
  return fc.oneof(
    { weight: 20, arbitrary: asJson(validFor(schema)) },
    { weight: 8, arbitrary: asJson(invalidFor(schema)) },
    { weight: 1, arbitrary: text },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

function queryFor(parameters: DescribedOperation['parameters']): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const fields = parameters.filter((each) => each.in === 'query').map(({ name, schema }) => [name, schema] as const);
  const valid = validFor({ type: 'object', properties: Object.fromEntries(fields) }) as fc.Arbitrary<
    Record<string, unknown>
  >;
  const invalid = fc.dictionary(fc.constantFrom('unknown', '__proto__', ...fields.map(([name]) => name)), fc.string(), {
    maxKeys: 2,
  });
  return fc.oneof({ weight: 12, arbitrary: valid }, { weight: 1, arbitrary: invalid });
}

function weighted<Value extends string>(weights: Readonly<Record<Value, number>>): fc.Arbitrary<Value> {
  const entries = Object.entries<number>(weights) as [Value, number][];
  return fc.oneof(...entries.map(([value, weight]) => ({ weight, arbitrary: fc.constant(value) })));
}
