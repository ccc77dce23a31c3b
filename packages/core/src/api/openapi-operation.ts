import { approvableCommands, operatorApprovableCommands } from '../approval-request.ts';
import { isAllOptional, type Json, jsonSchema, reference, schemaNamed } from './openapi-schemas.ts';
import { isCommand, type Operation, type OperationName } from './operations.ts';
import { type ProblemCode, problemKind } from './problems.ts';

/** In the order of the documentation. */
export const tags = {
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

export function describeOperation(name: OperationName, operation: Operation): Json {
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
