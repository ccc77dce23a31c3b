import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { eventTypes } from '../events/catalogue.ts';
import { openApi } from './openapi.ts';
import { isCommand, type OperationName, operations } from './operations.ts';

interface Described {
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, { readonly description: string; readonly headers?: object }>>;
  readonly tags: readonly string[];
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
}

const document = openApi({ serverUrl: '/workroom' });
const { paths, tags } = document as unknown as Document;

function described(name: OperationName): Described {
  const { path, method } = operations[name];
  const found = paths[path]?.[method.toLowerCase()];
  if (found === undefined) throw new Error(`${name} is not described`);
  return found;
}

const headersOf = (name: OperationName) =>
  described(name)
    .parameters.filter((each) => each.in === 'header')
    .map((each) => each.name);

test('passes Redocly’s strict rules', async () => {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const source = JSON.stringify(document);
  const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  expect(problems.map(({ ruleId, message, location: [at] }) => `${ruleId}: ${message} ${at?.pointer}`)).toEqual([]);
}, 240_000);

test('headers are listed exactly where the server honours them', () => {
  for (const name of Object.keys(operations) as OperationName[]) {
    expect([name, headersOf(name).includes('Idempotency-Key')]).toEqual([name, isCommand(name)]);
    const forCommands = headersOf(name).filter((header) => ['If-Match', 'Prefer'].includes(header));
    if (!isCommand(name)) expect([name, forCommands]).toEqual([name, []]);
  }
  expect(headersOf('createUpload')).toEqual(['X-Workroom-Person']);
  expect(headersOf('streamEvents')).toEqual(['X-Workroom-Person', 'Last-Event-ID']);
});

test('both file operations document the problem for a server without file storage', () => {
  for (const name of ['createUpload', 'getFile'] as const) {
    const descriptions = Object.values(described(name).responses).map(({ description }) => description);
    expect(descriptions.join()).toContain('Uploads not configured');
  }
});

test('only rate-limited operations document 429, with `Retry-After`', () => {
  expect(described('createSession').responses[429]).toBeUndefined();
  expect(described('listContracts').responses[429]?.headers).toHaveProperty('Retry-After');
});

test('each operation has one tag, and each tag a description and an operation', () => {
  const used = Object.values(paths).flatMap((methods) => Object.values(methods).map((each) => each.tags));
  expect(used.filter((each) => each.length !== 1)).toEqual([]);
  expect(new Set(used.flat())).toEqual(new Set(tags.map(({ name }) => name)));
});

test('events are discriminated by type, here and in webhooks', () => {
  const { components, webhooks } = document as unknown as {
    components: { schemas: Readonly<Record<string, unknown>> };
    webhooks: Readonly<Record<string, unknown>>;
  };
  const { Event, Timeline, MilestoneReleasedEvent } = components.schemas;
  const of = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  expect(Event).toMatchObject({ discriminator: { propertyName: 'type' } });
  const { oneOf, discriminator } = Event as { oneOf: object[]; discriminator: { mapping: Record<string, string> } };
  expect(Object.keys(discriminator.mapping)).toEqual(eventTypes);
  expect(oneOf).toEqual(Object.values(discriminator.mapping).map(($ref) => ({ $ref })));
  expect(discriminator.mapping['milestone.released']).toBe('#/components/schemas/MilestoneReleasedEvent');
  expect(MilestoneReleasedEvent).toMatchObject({
    properties: { type: { const: 'milestone.released' }, data: { required: expect.arrayContaining(['leftoverTo']) } },
  });
  expect(Timeline).toMatchObject({ properties: { data: { items: of('Event') } } });
  expect(components.schemas.WebhookMessage).toMatchObject({ properties: { data: of('Event') } });
  expect(webhooks).toMatchObject({
    event: { post: { requestBody: { content: { 'application/json': { schema: of('WebhookMessage') } } } } },
  });
});
