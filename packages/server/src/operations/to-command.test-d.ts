import type { CommandName, CommandOf, FileReference } from '@workroom/core';
import type { OperationName, Output, operations, ParametersOf } from '@workroom/core/api';

// Compiled, never run: the body and path of each operation, put together, are its command.

type Table = typeof operations;
type Given = { [Name in OperationName]: Table[Name] extends { command: CommandName } ? Name : never }[OperationName];

type Parsed<Name extends Given> = Table[Name] extends {
  body: infer Body extends keyof typeof import('@workroom/core/api').schemas;
}
  ? Output<Body>
  : unknown;
/** What the pattern of each parameter has checked. */
type Ids<Name extends Given> = { [Key in Exclude<ParametersOf<Name>, 'contractId'>]: never };
type Sent<Name extends Given> = { type: Table[Name]['command'] } & WithoutUndefined<Found<Labelled<Parsed<Name>>>> &
  Ids<Name>;

/** Schemas leave out what is not sent, where their types allow `undefined`. */
type WithoutUndefined<Value> = Value extends readonly (infer Item)[]
  ? readonly WithoutUndefined<Item>[]
  : Value extends object
    ? { [Key in keyof Value]: WithoutUndefined<Exclude<Value[Key], undefined>> }
    : Value;
/** `withFiles` puts what was uploaded in place of its id. */
type Found<Body> = Body extends { files?: unknown } ? Omit<Body, 'files'> & { files: FileReference[] } : Body;
/** `toCommand` gives every link a label, or none. */
type Labelled<Body> = Body extends { links?: unknown }
  ? Omit<Body, 'links'> & { links: { url: string; label: string | null }[] }
  : Body;

type Mismatched = {
  [Name in Given]: Sent<Name> extends CommandOf<Table[Name]['command']> ? never : Name;
}[Given];

/** An operation named here in an error does not have the shape of its command. */
export const mismatched: [Mismatched] extends [never] ? true : Mismatched = true;
