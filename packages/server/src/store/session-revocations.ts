import { nameOf } from './columns.ts';
import type { Tables } from './tables.ts';

/** Parameters: person. */
export function revokedUntilStatement({ sessionRevocation }: Tables): string {
  return `select until_ms::text as row from ${nameOf(sessionRevocation)} where person_id = $1::text`;
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
