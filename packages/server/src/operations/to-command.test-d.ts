import type { CommandName, CommandOf, FileReference } from '@workroom/core';
import type { OperationName, Output, operations, ParametersOf } from '@workroom/core/api';

// Compiled, never run: the body and path of each operation together have the type of its command.

type Table = typeof operations;
type Given = { [Name in OperationName]: Table[Name] extends { command: CommandName } ? Name : never }[OperationName];

type Parsed<Name extends Given> = Table[Name] extends {
  body: infer Body extends keyof typeof import('@workroom/core/api').schemas;
}
  ? Output<Body>
  : unknown;
/** The type of each parameter after its pattern was checked. */
type Ids<Name extends Given> = { [Key in Exclude<ParametersOf<Name>, 'contractId'>]: never };
type Sent<Name extends Given> = { type: Table[Name]['command'] } & WithoutUndefined<Found<Labelled<Parsed<Name>>>> &
  Ids<Name>;

/** Schemas leave out missing fields, although their types allow `undefined`. */
type WithoutUndefined<Value> = Value extends readonly (infer Item)[]
  ? readonly WithoutUndefined<Item>[]
  : Value extends object
    ? { [Key in keyof Value]: WithoutUndefined<Exclude<Value[Key], undefined>> }
    : Value;
/** `withFiles` replaces ids by uploaded files. */
type Found<Body> = Body extends { files?: unknown } ? Omit<Body, 'files'> & { files: FileReference[] } : Body;
/** `toCommand` sets a missing label of a link to `null`. */
type Labelled<Body> = Body extends { links?: unknown }
  ? Omit<Body, 'links'> & { links: { url: string; label: string | null }[] }
  : Body;

type Mismatched = {
  [Name in Given]: Sent<Name> extends CommandOf<Table[Name]['command']> ? never : Name;
}[Given];

/** A compile error here names an operation whose input does not match its command. */
export const mismatched: [Mismatched] extends [never] ? true : Mismatched = true;
