import { nameOf } from './columns.ts';
import type { Tables } from './tables.ts';

/** Parameters: people. */
export function revokedUntilStatement({ sessionRevocation }: Tables): string {
  return `select json_build_array(person_id, until_ms)::text as row from ${nameOf(sessionRevocation)}
where person_id = any($1::text::text[])`;
}

export function readRevocation(json: string): [personId: string, untilMs: number] {
  return JSON.parse(json) as [string, number];
}

/** Parameters: person, until when, and from when on others are still worth keeping. */
export function revokeSessionsStatement({ sessionRevocation }: Tables): string {
  const table = nameOf(sessionRevocation);
  return `with forgotten as (
  delete from ${table} where until_ms < $3::text::bigint and person_id <> $1::text
)
insert into ${table} as r (person_id, until_ms) values ($1::text, $2::text::bigint)
on conflict (person_id) do update set until_ms = greatest(r.until_ms, excluded.until_ms)
returning r.person_id as row`;
}
