import type { Person } from '@workroom/core';
import { type Output, schemas } from '@workroom/core/api';
import { z } from 'zod';
import { type FieldError, Problem } from './problem.ts';
import { escapePointer, unknownMessage, unstorableParts } from './storable.ts';

const nothing = z.strictObject({});
const schemaTable: Readonly<Record<string, unknown>> = schemas;

/** The body as its schema understands it, defaults filled in; an operation without one takes no fields. @throws Problem 422 */
export function validBody(schemaName: string | undefined, body: unknown): unknown {
  return valid(schemaNamed(schemaName), body ?? {}, 'invalid_request');
}

/** @throws Problem 400 */
export function validQuery(schemaName: string | undefined, query: unknown): unknown {
  return valid(schemaNamed(schemaName), query ?? {}, 'bad_parameter');
}

/** What a call in the process takes, checked like a body that came over HTTP. @throws Problem 422 */
export function validInput<Name extends keyof typeof schemas>(name: Name, value: unknown): Output<Name> {
  return validBody(name, value) as Output<Name>;
}

/** Hosts hand over users of their own, who have more fields than these. */
const anyPerson = z.object(schemas.Person.shape);

/** A person whom the host vouches for, without what else its user has. @throws Problem 422 */
export function validPerson(value: unknown): Person {
  const { id, name } = valid(anyPerson, value, 'invalid_request') as Person;
  return { id, name };
}

function schemaNamed(name: string | undefined): z.ZodType {
  if (name === undefined) return nothing;
  const schema = schemaTable[name];
  if (schema instanceof z.ZodType) return schema;
  throw new Error(`The operations table names a schema that there is not: ${name}`);
}

function valid(schema: z.ZodType, value: unknown, code: 'invalid_request' | 'bad_parameter'): unknown {
  const unstorable = unstorableParts(value);
  if (unstorable.length > 0) throw new Problem(code, { errors: unstorable });
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Problem(code, { errors: parsed.error.issues.flatMap((issue) => fieldErrors(issue, value)).slice(0, 50) });
}

function fieldErrors(issue: z.core.$ZodIssue, value: unknown): readonly FieldError[] {
  const pointer = issue.path.map((key) => `/${escapePointer(String(key))}`).join('');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: `${pointer}/${escapePointer(key)}`,
      code: 'unknown_field',
      message: unknownMessage(key),
    }));
  }
  const meant = issue.code === 'invalid_union' ? meantForm(issue.errors) : undefined;
  if (meant !== undefined) {
    return meant.flatMap((each) => fieldErrors({ ...each, path: [...issue.path, ...each.path] }, value));
  }
  if (issue.code === 'invalid_type' && issue.path.length > 0 && valueAt(value, issue.path) === undefined) {
    return [{ pointer, code: 'required', message: 'This field is required.' }];
  }
  return [{ pointer, code: issue.code, message: issue.message.slice(0, 500) }];
}

/** Of the forms that a value may have, the only one that is wrong somewhere inside rather than as a whole. */
function meantForm(forms: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const near = forms.filter((issues) => issues.length > 0 && issues.every(({ path }) => path.length > 0));
  return near.length === 1 ? near[0] : undefined;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}
