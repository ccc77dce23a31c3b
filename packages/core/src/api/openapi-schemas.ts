import { z } from 'zod';
import { type Operation, operations } from './operations.ts';
import { eventSchemas } from './schemas/events.ts';
import * as schemas from './schemas.ts';

// Schemas as components of the OpenAPI document.

export type Json = { readonly [key: string]: unknown };

export function schemaComponents(): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    schemaEntries
      .filter(([name]) => referenced.has(name) && name !== 'Event')
      .map(([name, schema]) => [name, jsonSchema(schema, isInput(name))])
      .concat(eventComponents()),
  );
}

const schemaEntries: readonly (readonly [name: string, schema: z.ZodType])[] = Object.entries(schemas);

/** Queries are inlined as parameters, and the parts of a response are inlined in it. */
const referenced: ReadonlySet<string> = new Set([
  'Problem',
  'WebhookMessage',
  ...Object.values<Operation>(operations).flatMap(({ answer, body }) =>
    body === undefined ? [answer] : [answer, body],
  ),
]);

export function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

export function schemaNamed(name: string): z.ZodType {
  const found = schemaEntries.find(([key]) => key === name);
  if (found === undefined) throw new Error(`the operations table names a schema that is not in schemas.ts: ${name}`);
  return found[1];
}

function isInput(name: string): boolean {
  return name.endsWith('Body') || name.endsWith('Query');
}

export function isAllOptional(name: string): boolean {
  return schemaNamed(name).safeParse({}).success;
}

export function jsonSchema(schema: z.ZodType, input: boolean): Json {
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
