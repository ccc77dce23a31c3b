import type { ContractId } from '@workroom/core';
import { type WrittenChange, writtenChange } from './changes.ts';
import { assignments, insertFrom, nameOf, recordset, takeExcluded, textArray } from './columns.ts';
import { CommitUnknown, type Database, DatabaseUnavailable } from './database.ts';
import { storableJson } from './storable-text.ts';
import type { Change, CommitResult } from './store.ts';
import type { Tables } from './tables.ts';

/**
 * One statement for everything that a batch of changes writes. The guard stands on the row that the
 * statement itself updates, and every other part selects from what passed it: a change that lost its
 * race writes nothing at all, and one that breaks a constraint takes the whole statement with it.
 *
 * - Two commits on one `seq`: the second waits for the row, is checked against its new version, and finds no row.
 * - Two commits with one idempotency key: whoever is later was decided on a later `seq`, which it can only
 *   have read together with the key; the `not exists` sees the key for whoever did not ask. Only changes
 *   without an event leave `seq` as it is, and of these any number may win: they write nothing but the key.
 * - Two creations with one key: the second waits for the first one's key and makes nothing.
 *
 * Parameters: ids, contracts, parties, former parties, milestones, removed milestones, new payments,
 * changed payments, events, movements, notifications.
 */
export function commitStatement(tables: Tables): string {
  const { contract, contractParty, milestone, payment, event, movement, idempotency, creationKey, notification } =
    tables;
  const keyed = { baseSeq: 'bigint', actor: 'text', key: 'text', bodyHash: 'text', answerStatus: 'integer' };
  return `with change as (
  select * from ${recordset(2, 'r', contract, keyed)}
), changed as (
  update ${nameOf(contract)} c set ${assignments('r', contract, ['id', 'currency', 'policy', 'createdAtMs'])}
  from change r
  where c.id = r.id and c.seq = r."baseSeq" and c.id = any(array(select unnest($1::text::text[])))
    and not exists (
      select from ${nameOf(idempotency)} k where k.contract_id = r.id and k.actor = r.actor and k.key = r.key)
  returning c.id
), claimed as (
  insert into ${nameOf(creationKey)} (actor, key, body_hash, contract_id)
  select r.actor, r.key, r."bodyHash", r.id from change r
  where r."baseSeq" is null and r.key is not null and not exists (select from ${nameOf(contract)} c where c.id = r.id)
  on conflict do nothing
  returning contract_id as id
), created as (
  ${insertFrom('r', contract)} from change r
  where r."baseSeq" is null and (r.key is null or r.id in (select id from claimed))
  on conflict (id) do nothing
  returning id
), written as (
  select id from changed union all select id from created
), parties as (
  ${insertFrom('r', contractParty)} from ${recordset(3, 'r', contractParty)} join written w on w.id = r."contractId"
), former_parties as (
  delete from ${nameOf(contractParty)} p using ${recordset(4, 'r', contractParty)} join written w on w.id = r."contractId"
  where p.contract_id = r."contractId" and p.person_id = r."personId" and p.role = r.role
    and p.contract_id = any(array(select unnest($1::text::text[])))
), milestones as (
  ${insertFrom('r', milestone)} from ${recordset(5, 'r', milestone)} join written w on w.id = r."contractId"
  on conflict (contract_id, id) do update set ${takeExcluded(milestone, ['contractId', 'id'])}
), removed_milestones as (
  delete from ${nameOf(milestone)} m
  using json_to_recordset($6::text::json) as r("contractId" text, id text) join written w on w.id = r."contractId"
  where m.contract_id = r."contractId" and m.id = r.id and m.contract_id = any(array(select unnest($1::text::text[])))
), new_payments as (
  ${insertFrom('r', payment)} from ${recordset(7, 'r', payment)} join written w on w.id = r."contractId"
), changed_payments as (
  update ${nameOf(payment)} p set
    status = r.status, failure = r.failure, client_action = r."clientAction", action_by_ms = r."actionByMs",
    reference = r.reference,
    attempts = p.attempts + case when r.scheduled then r.attempts else 0 end,
    next_attempt_at_ms = case when r.scheduled then r."nextAttemptAtMs" else p.next_attempt_at_ms end,
    lease_until_ms = case when r.scheduled then r."leaseUntilMs" else p.lease_until_ms end
  from ${recordset(8, 'r', payment, { scheduled: 'boolean' })} join written w on w.id = r."contractId"
  where p.contract_id = r."contractId" and p.id = r.id and p.contract_id = any(array(select unnest($1::text::text[])))
), events as (
  ${insertFrom('r', event)} from ${recordset(9, 'r', event)} join written w on w.id = r."contractId"
), movements as (
  ${insertFrom('r', movement)} from ${recordset(10, 'r', movement)} join written w on w.id = r."contractId"
), notifications as (
  ${insertFrom('r', notification)} from ${recordset(11, 'r', notification)} join written w on w.id = r."contractId"
), keys as (
  insert into ${nameOf(idempotency)} (contract_id, actor, key, body_hash, status, seq)
  select r.id, r.actor, r.key, r."bodyHash", r."answerStatus", r.seq from change r join changed w on w.id = r.id
  where r.key is not null and r.seq > r."baseSeq"
), keys_of_nothing as (
  insert into ${nameOf(idempotency)} (contract_id, actor, key, body_hash, status, seq)
  select r.id, r.actor, r.key, r."bodyHash", r."answerStatus", r.seq from change r join changed w on w.id = r.id
  where r.key is not null and r.seq = r."baseSeq"
  on conflict do nothing
)
select id as row from written`;
}

export async function commit(
  database: Database,
  statement: string,
  changes: readonly Change[],
): Promise<readonly CommitResult[]> {
  if (changes.length === 0) return [];
  const written = changes.map(writtenChange);
  const ids = written.map(({ id }) => id);
  if (new Set(ids).size < ids.length)
    throw new TypeError('A batch changes a contract once. Commit the second change after the first.');
  const committed = await send(database, statement, ids, written);
  return written.map(({ id, head }) => (committed.has(id) ? { committed: true, head } : { committed: false }));
}

async function send(
  database: Database,
  statement: string,
  ids: readonly ContractId[],
  written: readonly WrittenChange[],
): Promise<ReadonlySet<string>> {
  const all = (rows: (change: WrittenChange) => readonly object[]) => storableJson(written.flatMap(rows));
  const parameters = [
    textArray(ids),
    all((change) => [change.contract]),
    all((change) => change.parties),
    all((change) => change.formerParties),
    all((change) => change.milestones),
    all((change) => change.removedMilestones),
    all((change) => change.newPayments),
    all((change) => change.changedPayments),
    all((change) => change.events),
    all((change) => change.movements),
    all((change) => change.notifications),
  ];
  try {
    return new Set(await database.query(statement, parameters));
  } catch (error) {
    throw error instanceof DatabaseUnavailable && error.sent ? new CommitUnknown(error.cause) : error;
  }
}
