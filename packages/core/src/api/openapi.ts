import { z } from 'zod';
import { approvableCommands, operatorApprovableCommands } from '../approval-request.ts';
import { isCommand, type Operation, type OperationName, operations } from './operations.ts';
import { type ProblemCode, problemKind } from './problems.ts';
import { eventSchemas } from './schemas/events.ts';
import * as schemas from './schemas.ts';

/** The version of the wire format, not of the packages. */
const apiVersion = '1.0.0';

type Json = { readonly [key: string]: unknown };

/**
 * The API as an OpenAPI 3.1 document, generated from the operations table and the schemas that the server itself uses.
 *
 * @param serverUrl where the kit is mounted, absolute or relative to the document
 */
export function openApi({ serverUrl }: { readonly serverUrl: string }): Record<string, unknown> {
  const paths: Record<string, Record<string, Json>> = {};
  for (const name of Object.keys(operations) as OperationName[]) {
    const { path, method } = operations[name];
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(name, operations[name]) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Workroom',
      version: apiVersion,
      summary: 'Milestone contracts: plan, fund, review, release.',
      description:
        'Amounts are integers in minor units of the contract’s currency, times RFC 3339 in UTC. Commands answer with the contract as it now stands. Errors are problem details (RFC 9457) with a code that says what to do next.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    webhooks: { event: describeWebhook() },
    components: {
      schemas: Object.fromEntries(
        schemaEntries
          .filter(([name]) => referenced.has(name) && name !== 'Event')
          .map(([name, schema]) => [name, jsonSchema(schema, isInput(name))])
          .concat(eventComponents()),
      ),
      securitySchemes: {
        session: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: `A person in a widget: a session token. ${secondHeader}`,
        },
        secretKey: {
          type: 'http',
          scheme: 'bearer',
          description: `The marketplace’s server: a secret key, \`wk_…\`. ${secondHeader}`,
        },
      },
    },
  };
}

const secondHeader = 'Where a proxy takes `Authorization` for itself, send it as `X-Workroom-Authorization`.';

/** In the order of the documentation. */
const tags = {
  Contracts: 'Contracts, their offers, proposals, timeline, ledger and evidence.',
  Milestones: 'Funding, submitting, reviewing and releasing a milestone.',
  'Refunds and disputes': 'Asking for held money back, disputing that, and deciding how it is split.',
  Payments: 'Charges, payouts and refunds at the payment provider.',
  Notifications: 'What a person is to know.',
  Webhooks: 'Where events are sent, and what became of each delivery.',
  Operators: 'What the marketplace’s own staff works with, and what they opened.',
  Service: 'Sessions, due work, reconciliation and health.',
} as const;

const tagOfSegment: Readonly<Record<string, keyof typeof tags>> = {
  contracts: 'Contracts',
  stream: 'Contracts',
  milestones: 'Milestones',
  'refund-requests': 'Refunds and disputes',
  disputes: 'Refunds and disputes',
  payments: 'Payments',
  notifications: 'Notifications',
  'webhook-endpoints': 'Webhooks',
  'access-log': 'Operators',
  totals: 'Operators',
};

const schemaEntries: readonly (readonly [name: string, schema: z.ZodType])[] = Object.entries(schemas);

/** Queries are inlined as parameters, and the parts of a response are inlined in it. */
const referenced: ReadonlySet<string> = new Set([
  'Problem',
  'WebhookMessage',
  ...Object.values<Operation>(operations).flatMap(({ answer, body }) =>
    body === undefined ? [answer] : [answer, body],
  ),
]);

function describeOperation(name: OperationName, operation: Operation): Json {
  const {
    path,
    method,
    summary,
    who,
    query,
    body,
    answer,
    status = 200,
    idempotency,
    ifMatch,
    stream,
    alsoHtml,
    alsoText = [],
    rawBody,
  } = operation;
  const security: Json[] = [];
  if (who.includes('person')) security.push({ session: [] });
  if (who.includes('server')) security.push({ secretKey: [] });
  return {
    operationId: name,
    summary,
    tags: [tagOf(path)],
    security,
    parameters: [
      ...pathParameters(path),
      ...(query === undefined ? [] : queryParameters(query)),
      ...(who.includes('person') ? [personHeader] : []),
      ...(isCommand(name) ? commandHeaders(idempotency !== undefined, ifMatch) : []),
      ...(stream === true ? [lastEventId] : []),
    ],
    ...(rawBody === true
      ? { requestBody: { required: true, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } } }
      : {}),
    ...(body === undefined
      ? {}
      : {
          requestBody: { required: !isAllOptional(body), content: { 'application/json': { schema: reference(body) } } },
        }),
    responses: {
      [status]: {
        description: 'Done',
        content: {
          [stream === true ? 'text/event-stream' : 'application/json']: { schema: reference(answer) },
          ...(alsoHtml ? { 'text/html': { schema: { type: 'string' } } } : {}),
          ...Object.fromEntries(alsoText.map((type) => [type, { schema: { type: 'string' } }])),
        },
        ...(answer === 'ContractAnswer' ? { headers: contractHeaders } : {}),
      },
      ...(answer === 'ContractAnswer' && method !== 'GET' && status === 200
        ? { 204: { description: 'Done; `Prefer: return=minimal` leaves the contract out', headers: contractHeaders } }
        : {}),
      ...(canWait(operation.command)
        ? {
            202: {
              description: 'Waits for an approval: see `approvals`',
              content: contractContent,
              headers: contractHeaders,
            },
          }
        : {}),
      ...problemResponses(operation),
    },
  };
}

const contractContent = { 'application/json': { schema: { $ref: '#/components/schemas/ContractAnswer' } } };

/** Whether it can need the approval of members of a side or of a second operator (rules 47 and 63). */
function canWait(command: Operation['command']): boolean {
  return [...approvableCommands, ...operatorApprovableCommands].some((each) => each === command);
}

const personHeader: Json = {
  name: 'X-Workroom-Person',
  in: 'header',
  required: false,
  schema: { type: 'string', maxLength: 1_800 },
  description:
    'The id of the person that the page was opened by, percent-encoded, as answers name it in the same header. Refused with `signed_in_as_another` when somebody else is signed in.',
};

const contractHeaders = {
  ETag: { description: 'The contract’s version, for `If-Match`.', schema: { type: 'string' } },
  'Idempotency-Replayed': {
    description: '`true` when the key had been used and nothing was done again.',
    schema: { type: 'string' },
  },
};

function tagOf(path: string): keyof typeof tags {
  const segments = path.split('/');
  const named = Object.keys(tagOfSegment)
    .reverse()
    .find((segment) => segments.includes(segment));
  return (named === undefined ? undefined : tagOfSegment[named]) ?? 'Service';
}

function pathParameters(path: string): readonly Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(name: string): readonly Json[] {
  const { properties = {}, required = [] } = jsonSchema(schemaNamed(name), true) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([key, schema]) => ({
    // A record has one parameter per entry: `metadata.order=42`.
    name: schema.type === 'object' ? `${key}.{key}` : key,
    in: 'query',
    required: required.includes(key),
    schema: schema.type === 'object' ? { type: 'string', description: schema.description } : schema,
  }));
}

const lastEventId: Json = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description: 'The `id` of the last received event: the stream continues after it.',
};

function commandHeaders(keyRequired: boolean, ifMatch: Operation['ifMatch']): readonly Json[] {
  return [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: keyRequired,
      schema: { type: 'string', maxLength: 255 },
      description: 'Your own key for one intended effect; repeat it when you repeat the request.',
    },
    ...(ifMatch === 'ignored'
      ? []
      : [
          {
            name: 'If-Match',
            in: 'header',
            required: false,
            schema: { type: 'string' },
            description:
              ifMatch === 'required'
                ? 'The ETag that the person saw. Required from people.'
                : 'The ETag that the decision was made on.',
          },
        ]),
    {
      name: 'Prefer',
      in: 'header',
      required: false,
      schema: { type: 'string', enum: ['return=minimal', 'return=representation'] },
    },
  ];
}

const retryAfter: Json = { description: 'Seconds to wait.', schema: { type: 'integer' } };

/** The problems that an operation may return, by status. A status lists all codes that share it. */
function problemResponses(operation: Operation): Json {
  const byStatus = new Map<number, string[]>();
  for (const code of problemCodesOf(operation)) {
    const { status, title } = problemKind(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), title]);
  }
  const content = { 'application/problem+json': { schema: reference('Problem') } };
  return Object.fromEntries(
    [...byStatus].map(([status, titles]) => [
      status,
      {
        description: titles.join('; '),
        content,
        ...(status === 429 || status === 503 ? { headers: { 'Retry-After': retryAfter } } : {}),
      },
    ]),
  );
}

function problemCodesOf({
  who,
  method,
  path,
  command,
  query,
  answer,
  idempotency,
  ifMatch,
  rawBody,
}: Operation): readonly ProblemCode[] {
  const writes = method !== 'GET';
  const takesJson = writes && rawBody !== true;
  const byNobodyKnown = who.includes('anyone') || who.includes('provider');
  const codes: Readonly<Partial<Record<ProblemCode, boolean>>> = {
    bad_parameter: true,
    malformed_json: writes,
    idempotency_key_required: idempotency !== undefined,
    webhook_refused: who.includes('provider'),
    unauthenticated: !byNobodyKnown,
    forbidden_for_role: !byNobodyKnown,
    origin_not_allowed: who.includes('person'),
    signed_in_as_another: who.includes('person'),
    vetoed: writes && answer === 'ContractAnswer',
    // The query of a stream names contracts.
    not_found: path.includes('{') || query === 'StreamContractsQuery',
    body_too_slow: writes,
    conflict: writes,
    uploads_not_configured: path.includes('/files') || path.includes('/uploads'),
    edited_meanwhile: command !== undefined && ifMatch !== 'ignored',
    body_too_large: writes,
    unsupported_media_type: takesJson,
    invalid_request: takesJson,
    idempotency_key_reused: writes && answer === 'ContractAnswer',
    if_match_required: ifMatch === 'required',
    too_many_requests: who.includes('person'),
    internal_error: true,
    unavailable: true,
  };
  return (Object.keys(codes) as ProblemCode[]).filter((code) => codes[code]);
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

function schemaNamed(name: string): z.ZodType {
  const found = schemaEntries.find(([key]) => key === name);
  if (found === undefined) throw new Error(`the operations table names a schema that is not in schemas.ts: ${name}`);
  return found[1];
}

function isInput(name: string): boolean {
  return name.endsWith('Body') || name.endsWith('Query');
}

function isAllOptional(name: string): boolean {
  return schemaNamed(name).safeParse({}).success;
}

function jsonSchema(schema: z.ZodType, input: boolean): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: input ? 'input' : 'output',
    target: 'draft-2020-12',
    unrepresentable: 'any',
    override(context) {
      if (context.zodSchema !== schemas.Event) return;
      for (const key of Object.keys(context.jsonSchema)) delete context.jsonSchema[key];
      Object.assign(context.jsonSchema, reference('Event'));
    },
  });
  return rest;
}

/** `Event`, discriminated by its type, and a schema for each type, such as `MilestoneReleasedEvent`. */
function eventComponents(): [name: string, schema: Json][] {
  const named = Object.entries(eventSchemas).map(([type, schema]) => [type, eventComponentName(type), schema] as const);
  const mapping = Object.fromEntries(named.map(([type, name]) => [type, `#/components/schemas/${name}`]));
  const event = {
    oneOf: named.map(([, name]) => reference(name)),
    discriminator: { propertyName: 'type', mapping },
  };
  return [['Event', event], ...named.map(([, name, schema]): [string, Json] => [name, jsonSchema(schema, false)])];
}

function eventComponentName(type: string): string {
  const words = type.split(/[._]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}Event`;
}

/** The messages to webhook endpoints; `WebhookMessage.data` is discriminated by its `type`. */
function describeWebhook(): Json {
  return {
    post: {
      operationId: 'receiveEvent',
      summary: 'Something happened on a contract',
      description:
        'Signed as Standard Webhooks describes. Sent at least once and in order per contract; answer with a 2xx status.',
      tags: ['Webhooks'],
      // Authenticated by its signature.
      security: [],
      requestBody: { required: true, content: { 'application/json': { schema: reference('WebhookMessage') } } },
      responses: { '2XX': { description: 'Taken; anything else is sent again later' } },
    },
  };
}
