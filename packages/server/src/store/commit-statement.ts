import type { WrittenChange } from './changes.ts';
import { assignments, insertFrom, nameOf, recordset } from './columns.ts';
import { keptColumns } from './contract-row.ts';
import { keptMilestoneColumns } from './milestone-row.ts';
import type { Tables } from './tables.ts';

/** The statement that some changes are written with, and what its parameters say. */
export interface CommitStatement {
  readonly text: string;
  /** After the ids and the contracts: whose rows each further parameter has. */
  readonly parts: readonly CommitPart[];
}

/** Rows that a commit may write beside the contract's own. */
interface CommitPart {
  readonly rowsOf: (change: WrittenChange) => readonly object[];
  /** @param parameter which one has the rows */
  readonly text: (tables: Tables, parameter: number) => string;
}

/** What a statement must be able to do beside its parts. */
interface Abilities {
  /** Contracts are made, perhaps under an idempotency key. */
  readonly creates: boolean;
  /** Idempotency keys are looked for and kept. */
  readonly keys: boolean;
  /** Some are kept for what changed nothing. */
  readonly quietKeys: boolean;
}

const ofWritten = 'join written w on w.id = r."contractId"';
/** By it the planner knows that the contracts are few, and takes the index. */
const ofThese = 'any(array(select unnest($1::text::text[])))';

const allParts: readonly CommitPart[] = [
  {
    rowsOf: ({ events }) => events,
    text: ({ event }, parameter) => `events as (
  ${insertFrom('r', event)} from ${recordset(parameter, 'r', event)} ${ofWritten}
)`,
  },
  {
    rowsOf: ({ movements }) => movements,
    text: ({ movement }, parameter) => `movements as (
  ${insertFrom('r', movement)} from ${recordset(parameter, 'r', movement)} ${ofWritten}
)`,
  },
  {
    rowsOf: ({ notifications }) => notifications,
    text: ({ notification }, parameter) => `notifications as (
  ${insertFrom('r', notification, { personId: 'p.id' })} from ${recordset(parameter, 'r', notification, { personIds: 'text[]' })} ${ofWritten}
  cross join unnest(r."personIds") p(id)
)`,
  },
  {
    rowsOf: ({ newMilestones }) => newMilestones,
    text: ({ milestone }, parameter) => `new_milestones as (
  ${insertFrom('r', milestone)} from ${recordset(parameter, 'r', milestone)} ${ofWritten}
)`,
  },
  {
    rowsOf: ({ changedMilestones }) => changedMilestones,
    text: ({ milestone }, parameter) => `changed_milestones as (
  update ${nameOf(milestone)} m set
    ${assignments('r', 'm', milestone, { except: ['contractId', 'id', 'submission'], kept: keptMilestoneColumns })},
    submission = case when r."isResubmitted" then r.submission else m.submission end
  from ${recordset(parameter, 'r', milestone, { isResubmitted: 'boolean' })} ${ofWritten}
  where m.contract_id = r."contractId" and m.id = r.id and m.contract_id = ${ofThese}
)`,
  },
  {
    rowsOf: ({ newPayments }) => newPayments,
    text: ({ payment }, parameter) => `new_payments as (
  ${insertFrom('r', payment)} from ${recordset(parameter, 'r', payment)} ${ofWritten}
)`,
  },
  {
    rowsOf: ({ changedPayments }) => changedPayments,
    text: ({ payment }, parameter) => `changed_payments as (
  update ${nameOf(payment)} p set
    status = r.status, failure = r.failure, client_action = r."clientAction", action_by_ms = r."actionByMs",
    reference = r.reference,
    attempts = p.attempts + case when r.scheduled then r.attempts else 0 end,
    next_attempt_at_ms = case when r.scheduled then r."nextAttemptAtMs" else p.next_attempt_at_ms end,
    lease_until_ms = case when r.scheduled then r."leaseUntilMs" else p.lease_until_ms end
  from ${recordset(parameter, 'r', payment, { scheduled: 'boolean' })} ${ofWritten}
  where p.contract_id = r."contractId" and p.id = r.id and p.contract_id = ${ofThese}
)`,
  },
  {
    rowsOf: ({ parties }) => parties,
    text: ({ contractParty }, parameter) => `parties as (
  ${insertFrom('r', contractParty)} from ${recordset(parameter, 'r', contractParty)} ${ofWritten}
)`,
  },
  {
    rowsOf: ({ formerParties }) => formerParties,
    text: ({ contractParty }, parameter) => `former_parties as (
  delete from ${nameOf(contractParty)} p using ${recordset(parameter, 'r', contractParty)} ${ofWritten}
  where p.contract_id = r."contractId" and p.person_id = r."personId" and p.role = r.role
    and p.contract_id = ${ofThese}
)`,
  },
  {
    rowsOf: ({ removedMilestones }) => removedMilestones,
    text: ({ milestone }, parameter) => `removed_milestones as (
  delete from ${nameOf(milestone)} m
  using json_to_recordset($${parameter}::text::json) as r("contractId" text, id text) ${ofWritten}
  where m.contract_id = r."contractId" and m.id = r.id and m.contract_id = ${ofThese}
)`,
  },
];

/** Different statements that are prepared at most; what would be one more is written by the one that can do all. */
const mostStatements = 32;

/**
 * Finds the statement for some changes: one with only the parts that they have rows for. To set up a statement
 * takes the database longer than to write a release: alone it took 590 µs of its CPU with all parts always there, and
 * takes 400 with those that it needs and only the columns that it changes.
 */
export function commitStatements(tables: Tables): (changes: readonly WrittenChange[]) => CommitStatement {
  const made = new Map<string, CommitStatement>();
  const whole = wholeCommitStatement(tables);
  return (changes) => {
    const parts = allParts.filter(({ rowsOf }) => changes.some((change) => rowsOf(change).length > 0));
    const abilities: Abilities = {
      creates: changes.some(({ creates }) => creates),
      keys: changes.some(({ contract }) => contract.key !== undefined),
      quietKeys: changes.some(({ contract }) => contract.key !== undefined && contract.seq === contract.baseSeq),
    };
    const name = JSON.stringify([parts.map((part) => allParts.indexOf(part)), abilities]);
    const known = made.get(name);
    if (known !== undefined) return known;
    if (made.size >= mostStatements) return whole;
    const statement = commitStatement(tables, parts, abilities);
    made.set(name, statement);
    return statement;
  };
}

/** The one for any changes at all. */
export function wholeCommitStatement(tables: Tables): CommitStatement {
  return commitStatement(tables, allParts, { creates: true, keys: true, quietKeys: true });
}

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
 * Parameters: ids, contracts, and the rows of each part.
 */
function commitStatement(
  tables: Tables,
  parts: readonly CommitPart[],
  { creates, keys, quietKeys }: Abilities,
): CommitStatement {
  const { contract, idempotency } = tables;
  const given = { baseSeq: 'bigint', actor: 'text', key: 'text', bodyHash: 'text', answerStatus: 'integer' };
  const isNew = `and not exists (
      select from ${nameOf(idempotency)} k where k.contract_id = r.id and k.actor = r.actor and k.key = r.key)`;
  const newKeys = `insert into ${nameOf(idempotency)} (contract_id, actor, key, body_hash, status, seq)
  select r.id, r.actor, r.key, r."bodyHash", r."answerStatus", r.seq from change r
  join ${creates ? 'changed' : 'written'} w on w.id = r.id where r.key is not null`;
  const ctes = [
    `change as (
  select * from ${recordset(2, 'r', contract, given)}
)`,
    `${creates ? 'changed' : 'written'} as (
  update ${nameOf(contract)} c set
    ${assignments('r', 'c', contract, { except: ['id', 'currency', 'policy', 'createdAtMs'], kept: keptColumns })}
  from change r
  where c.id = r.id and c.seq = r."baseSeq" and c.id = ${ofThese} ${keys ? isNew : ''}
  returning c.id
)`,
    ...(creates ? creations(tables) : []),
    ...parts.map(({ text }, place) => text(tables, place + 3)),
    ...(keys ? [`keys as (\n  ${newKeys}${quietKeys ? ' and r.seq > r."baseSeq"' : ''}\n)`] : []),
    ...(quietKeys ? [`quiet_keys as (\n  ${newKeys} and r.seq = r."baseSeq" on conflict do nothing\n)`] : []),
  ];
  return { text: `with ${ctes.join(', ')}\nselect id as row from written`, parts };
}

function creations({ contract, creationKey }: Tables): readonly string[] {
  return [
    `claimed as (
  insert into ${nameOf(creationKey)} (actor, key, body_hash, contract_id)
  select r.actor, r.key, r."bodyHash", r.id from change r
  where r."baseSeq" is null and r.key is not null and not exists (select from ${nameOf(contract)} c where c.id = r.id)
  on conflict do nothing
  returning contract_id as id
)`,
    `created as (
  ${insertFrom('r', contract)} from change r
  where r."baseSeq" is null and (r.key is null or r.id in (select id from claimed))
  on conflict (id) do nothing
  returning id
)`,
    `written as (
  select id from changed union all select id from created
)`,
  ];
}
