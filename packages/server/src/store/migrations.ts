import { generatedMigrations } from './generated-migrations.ts';

/** A migration of the schema. After its release its text never changes; later changes are new migrations. */
export interface Migration {
  readonly name: string;
  /** `{schema}` is replaced by the quoted name of the schema. */
  readonly sql: string;
}

// No foreign keys: every insert of a commit selects from the guarded update of its contract, which
// already proves that the contract exists, and they would cost a fifth of the throughput.
// Never ANALYZE here: statistics of empty tables lead to sequential plans until autovacuum runs.
const contracts = `
create table {schema}.contract (
  id text collate "C" primary key,
  seq bigint not null check (seq > 0),
  version bigint not null check (version > 0),
  head text not null check (length(head) = 64),
  title text not null,
  metadata jsonb not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  status text not null check (status in ('offered', 'declined', 'withdrawn', 'active', 'ending', 'ended')),
  client_id text not null,
  client_name text not null,
  freelancer_id text not null,
  freelancer_name text not null,
  members jsonb not null,
  mediator jsonb,
  deposited bigint not null,
  released bigint not null,
  refunded bigint not null,
  bonuses bigint not null,
  carried bigint not null,
  held bigint not null,
  carried_lots jsonb not null,
  sources jsonb not null,
  refund_request jsonb,
  dispute jsonb,
  policy jsonb not null,
  search_text text not null,
  next_deadline_ms bigint,
  created_at_ms bigint not null,
  updated_at_ms bigint not null,
  ended_at_ms bigint,
  constraint contract_amounts check (
    least(deposited, released, refunded, bonuses, carried, held) >= 0
    and greatest(deposited, released, refunded, bonuses, carried, held) <= 9007199254740991),
  constraint contract_adds_up check (deposited = released + refunded + carried + held),
  constraint contract_ended_is_empty check (status <> 'ended' or held + carried = 0)
) with (fillfactor = 80);
create index contract_due on {schema}.contract (next_deadline_ms) where next_deadline_ms is not null;

create table {schema}.contract_party (
  contract_id text collate "C" not null,
  person_id text not null,
  role text not null check (role in ('client', 'freelancer', 'mediator')),
  primary key (contract_id, person_id, role)
);
create index contract_party_person on {schema}.contract_party (person_id, contract_id);

create table {schema}.milestone (
  contract_id text collate "C" not null,
  id text collate "C" not null,
  position integer not null check (position >= 0),
  title text not null,
  description text not null,
  amount bigint not null,
  due_on text,
  state text not null check (state in ('planned', 'funding', 'funded', 'submitted', 'changes_requested',
    'refund_requested', 'disputed', 'paid', 'refunded', 'cancelled')),
  detail jsonb not null,
  deposited bigint not null,
  carried_in bigint not null,
  released bigint not null,
  refunded bigint not null,
  carried_out bigint not null,
  held bigint not null,
  lots jsonb not null,
  submission jsonb,
  change_request jsonb,
  refund_withdrawn boolean not null,
  primary key (contract_id, id),
  constraint milestone_amounts check (
    least(amount, deposited, carried_in, released, refunded, carried_out, held) >= 0
    and greatest(amount, deposited, carried_in, released, refunded, carried_out, held) <= 9007199254740991),
  constraint milestone_adds_up check (deposited + carried_in = released + refunded + carried_out + held)
) with (fillfactor = 80);

create table {schema}.payment (
  contract_id text collate "C" not null,
  id text collate "C" not null,
  kind text not null check (kind in ('charge', 'transfer', 'refund')),
  purpose text not null check (purpose in ('deposit', 'bonus', 'release', 'refund')),
  milestone_id text,
  amount bigint not null,
  fee bigint not null,
  source text collate "C",
  status text not null check (status in ('pending', 'requires_action', 'succeeded', 'failed', 'parked', 'cancelled')),
  failure jsonb,
  client_action jsonb,
  action_by_ms bigint,
  reference text,
  payment_method text,
  created_at_ms bigint not null,
  attempts integer not null check (attempts >= 0),
  next_attempt_at_ms bigint,
  lease_until_ms bigint,
  primary key (contract_id, id),
  constraint payment_amounts check (least(amount, fee) >= 0 and greatest(amount, fee) <= 9007199254740991),
  constraint payment_source check ((kind = 'charge') = (source is null))
) with (fillfactor = 80);
create index payment_due on {schema}.payment (next_attempt_at_ms) where next_attempt_at_ms is not null;
`;

const history = `
create table {schema}.event (
  contract_id text collate "C" not null,
  seq bigint not null check (seq > 0),
  id text not null,
  type text not null,
  actor jsonb not null,
  command_id text not null,
  occurred_at_ms bigint not null,
  recorded_at_ms bigint not null,
  data jsonb not null,
  hash text not null check (length(hash) = 64),
  primary key (contract_id, seq)
);

create table {schema}.movement (
  contract_id text collate "C" not null,
  seq bigint not null,
  id text collate "C" not null,
  event_id text not null,
  debit text not null,
  credit text not null,
  amount bigint not null,
  at_ms bigint not null,
  primary key (contract_id, seq, id),
  constraint movement_moves check (amount > 0 and amount <= 9007199254740991 and debit <> credit)
);

create function {schema}.refuse_change() returns trigger language plpgsql as $function$
begin
  raise exception '%.% is append-only: a correction is a new row', tg_table_schema, tg_table_name
    using errcode = 'restrict_violation';
end
$function$;
create trigger event_is_append_only before update or delete or truncate on {schema}.event
  for each statement execute function {schema}.refuse_change();
create trigger movement_is_append_only before update or delete or truncate on {schema}.movement
  for each statement execute function {schema}.refuse_change();

create table {schema}.idempotency (
  contract_id text collate "C" not null,
  actor text not null,
  key text not null,
  body_hash text not null,
  status integer not null,
  seq bigint not null,
  created_at timestamptz not null default now(),
  primary key (contract_id, actor, key)
);
create index idempotency_age on {schema}.idempotency (created_at);

create table {schema}.creation_key (
  actor text not null,
  key text not null,
  body_hash text not null,
  contract_id text collate "C" not null,
  created_at timestamptz not null default now(),
  primary key (actor, key)
);
create index creation_key_age on {schema}.creation_key (created_at);
`;

// Notifications, and how other processes learn of a commit. A watermark by transaction, not by a
// sequence, because sequence numbers are assigned in one order and committed in another.
const feed = `
create table {schema}.notification (
  contract_id text collate "C" not null,
  seq bigint not null,
  person_id text not null,
  event_id text collate "C" not null,
  type text not null,
  milestone_id text,
  contract_title text not null,
  title text not null,
  text text not null,
  created_at_ms bigint not null,
  read_at_ms bigint,
  primary key (contract_id, seq, person_id)
);
create index notification_person on {schema}.notification (person_id, event_id);
create index notification_unread on {schema}.notification (person_id) where read_at_ms is null;

alter table {schema}.event add column transaction xid8 not null default pg_current_xact_id();
create index event_transaction on {schema}.event (transaction);
`;

const agreement = `
alter table {schema}.contract add column proposals jsonb not null default '[]';
alter table {schema}.milestone add column pending_increase jsonb;
`;

// Consumers of events in this kit: webhook endpoints, mail, the host's own function. Each reader has a
// watermark up to which events were searched, and for each contract with events a position up to which it has them.
const outbox = `
create table {schema}.outbox_reader (
  name text collate "C" primary key,
  watermark xid8 not null,
  created_at_ms bigint not null
);

create table {schema}.outbox_place (
  contract_id text collate "C" not null,
  reader text collate "C" not null,
  seq bigint not null check (seq >= 0),
  wanted_seq bigint not null check (wanted_seq >= seq),
  attempts integer not null check (attempts >= 0),
  failing_since_ms bigint,
  next_attempt_at_ms bigint,
  lease_until_ms bigint,
  primary key (contract_id, reader)
) with (fillfactor = 80);
create index outbox_due on {schema}.outbox_place (next_attempt_at_ms) where next_attempt_at_ms is not null;
create index outbox_place_reader on {schema}.outbox_place (reader);

create table {schema}.webhook_endpoint (
  id text collate "C" primary key,
  url text not null,
  description text not null,
  types jsonb,
  secrets jsonb not null,
  enabled boolean not null,
  disabled_reason text,
  failing_since_ms bigint,
  rest_until_ms bigint,
  created_at_ms bigint not null
);

create table {schema}.webhook_delivery (
  endpoint_id text collate "C" not null,
  message_id text collate "C" not null,
  id text collate "C" not null,
  contract_id text collate "C",
  seq bigint,
  type text not null,
  status text not null check (status in ('pending', 'succeeded', 'failed')),
  attempts integer not null,
  answer_status integer,
  error text,
  first_attempt_at_ms bigint not null,
  last_attempt_at_ms bigint not null,
  primary key (endpoint_id, message_id)
);
create index webhook_delivery_id on {schema}.webhook_delivery (endpoint_id, id);
create index webhook_delivery_age on {schema}.webhook_delivery (last_attempt_at_ms);

create table {schema}.heartbeat (
  duty text primary key,
  at_ms bigint not null
);
`;

const sessions = `
create table {schema}.session_revocation (
  person_id text primary key,
  until_ms bigint not null
);
create index session_revocation_age on {schema}.session_revocation (until_ms);
`;

const openPayments = `
create index payment_open on {schema}.payment (id) where status in ('pending', 'requires_action', 'parked');
`;

// A function, so that the planner expects the few rows that it returns. Otherwise it expects a two-hundredth
// of all events ever written, and with 20,000,000 events compiles the statement each time, which takes 370 ms.
const atSize = `
create function {schema}.committed_between(first xid8, before xid8) returns table (contract_id text, seq bigint)
language sql stable rows 100 set jit = off as $function$
  select e.contract_id, e.seq from {schema}.event e where e.transaction >= first and e.transaction < before
$function$;

create index contract_status on {schema}.contract (status, id);
`;

// The data of a bonus's event once its charge has succeeded.
const bonusTerms = `
alter table {schema}.payment add column bonus jsonb;
`;

const providerBooks = `
create table {schema}.provider_book (
  key text collate "C" primary key,
  entry text not null,
  revision bigint not null check (revision > 0)
);
`;

const uploads = `
create table {schema}.upload (
  contract_id text collate "C" not null,
  id text collate "C" not null,
  person_id text not null,
  size bigint not null check (size > 0 and size <= 9007199254740991),
  announced_at_ms bigint not null,
  named boolean not null,
  primary key (contract_id, id)
);
create index upload_unnamed on {schema}.upload (announced_at_ms) where not named;
create index upload_person on {schema}.upload (person_id) where not named;
`;

// In PL/pgSQL, because Citus plans no statement of an SQL function with its parameters.
const feedOnCitus = `
create or replace function {schema}.committed_between(first xid8, before xid8) returns table (contract_id text, seq bigint)
language plpgsql stable rows 100 set jit = off as $function$
begin
  return query select e.contract_id, e.seq from {schema}.event e where e.transaction >= first and e.transaction < before;
end
$function$;
`;

export const migrations: readonly Migration[] = [
  { name: '0001-contracts', sql: contracts },
  { name: '0002-history', sql: history },
  { name: '0003-feed', sql: feed },
  { name: '0004-agreement', sql: agreement },
  { name: '0005-outbox', sql: outbox },
  { name: '0006-sessions', sql: sessions },
  { name: '0007-open-payments', sql: openPayments },
  { name: '0008-at-size', sql: atSize },
  { name: '0009-bonus-terms', sql: bonusTerms },
  { name: '0010-provider-books', sql: providerBooks },
  { name: '0011-uploads', sql: uploads },
  { name: '0012-feed-on-citus', sql: feedOnCitus },
  ...generatedMigrations,
];
