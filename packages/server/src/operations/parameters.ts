import { type ContractId, type Id, type IdKind, idPrefixes } from '@workroom/core';
import type { Operation } from '@workroom/core/api';
import { Problem } from '../problem.ts';

/** The parameters of a path with their values. An invalid id is not found. @throws Problem 404 */
export function validParameters(
  { path }: Pick<Operation, 'path'>,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    namesIn(path).map((name) => {
      const value = given[name];
      if (typeof value !== 'string' || !pattern(name).test(value)) throw new Problem('not_found');
      return [name, value];
    }),
  );
}

const names = new Map<string, readonly string[]>();

/** Computed once for each path of the operations table. */
function namesIn(path: string): readonly string[] {
  let found = names.get(path);
  if (found === undefined) {
    found = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
    names.set(path, found);
  }
  return found;
}

/** The id of this kind in a path. @throws Problem 404 if there is none */
export function idIn<Kind extends IdKind>(kind: Kind, parameters: Readonly<Record<string, string>>): Id<Kind> {
  const id = parameters[`${kind}Id`];
  if (id === undefined || !isId(kind, id)) throw new Problem('not_found');
  return id;
}

export function contractIdIn(parameters: Readonly<Record<string, string>>): ContractId {
  return idIn('contract', parameters);
}

/** The host's id of a person. @throws Problem 404 if the path has none */
export function personIdIn({ personId }: Readonly<Record<string, string>>): string {
  if (personId === undefined) throw new Problem('not_found');
  return personId;
}

function isId<Kind extends IdKind>(kind: Kind, text: string): text is Id<Kind> {
  return pattern(`${kind}Id`).test(text);
}

function pattern(name: string): RegExp {
  const known = patterns.get(name);
  if (known === undefined) throw new Error(`The operations table names a parameter that is not an id: ${name}`);
  return known;
}

/** `milestoneId` is an id of the kind `milestone`. */
const patterns: ReadonlyMap<string, RegExp> = new Map([
  ...(Object.keys(idPrefixes) as IdKind[]).map(
    (kind) => [`${kind}Id`, new RegExp(`^${idPrefixes[kind]}_[0-9A-Za-z]{1,40}$`)] as const,
  ),
  ['personId', /^(?=.*\S).{1,200}$/su],
]);
