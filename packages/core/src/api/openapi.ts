import { describeOperation, tags } from './openapi-operation.ts';
import { type Json, reference, schemaComponents } from './openapi-schemas.ts';
import { type OperationName, operations } from './operations.ts';

/** The version of the wire format, not of the packages. */
const apiVersion = '1.0.0';

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
      schemas: schemaComponents(),
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
