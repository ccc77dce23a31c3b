import type { Migration } from './migrations.ts';

/** Steps that `pnpm run generate-migration` found in the schema, after those written by hand. */
export const generatedMigrations: readonly Migration[] = [
  {
    name: '0013-words',
    sql: `
CREATE TABLE {schema}."word" (
	"contract_id" text collate "C" NOT NULL,
	"seq" bigint NOT NULL,
	"pointer" text NOT NULL,
	"kind" text NOT NULL,
	"person_id" text,
	"commitment" text,
	"salt" text,
	"text" text,
	"erased_at_ms" bigint,
	CONSTRAINT "word_pkey" PRIMARY KEY("contract_id","seq","pointer"),
	CONSTRAINT "word_kind_check" CHECK ({schema}."word"."kind" in ('own', 'quoted', 'name')),
	CONSTRAINT "word_is_whole_or_erased" CHECK (num_nonnulls({schema}."word"."commitment", {schema}."word"."salt", {schema}."word"."text") = 3 and {schema}."word"."erased_at_ms" is null
        or num_nonnulls({schema}."word"."salt", {schema}."word"."text") = 0 and {schema}."word"."erased_at_ms" is not null)
);

ALTER TABLE {schema}."contract" ADD COLUMN "names" jsonb DEFAULT '[]'::jsonb NOT NULL;
ALTER TABLE {schema}."event" ADD COLUMN "format" integer DEFAULT 1 NOT NULL;
ALTER TABLE {schema}."event" ADD COLUMN "erased_at_ms" bigint;
CREATE INDEX "word_person" ON {schema}."word" USING btree ("person_id","contract_id") WHERE {schema}."word"."person_id" is not null;
CREATE INDEX "word_name" ON {schema}."word" USING btree ("contract_id") WHERE {schema}."word"."kind" in ('name');

-- What format 1 hashed as it was may be erased, and nothing else of an event ever changes.
create function {schema}.refuse_event_change() returns trigger language plpgsql as $function$
begin
  if old.format = 1 and new.erased_at_ms is not null
    and (to_jsonb(new) - 'actor' - 'data' - 'erased_at_ms') = (to_jsonb(old) - 'actor' - 'data' - 'erased_at_ms') then
    return new;
  end if;
  raise exception '%.% is append-only: a correction is a new row', tg_table_schema, tg_table_name
    using errcode = 'restrict_violation';
end
$function$;
drop trigger event_is_append_only on {schema}.event;
create trigger event_is_append_only before delete or truncate on {schema}.event
  for each statement execute function {schema}.refuse_change();
create trigger event_is_never_rewritten before update on {schema}.event
  for each row execute function {schema}.refuse_event_change();
`,
  },
  {
    name: '0014-contract-status',
    sql: `
ALTER TABLE {schema}."contract" ADD COLUMN "forecast" jsonb DEFAULT '[]'::jsonb NOT NULL;
CREATE VIEW {schema}."contract_status_v1" AS (
select {schema}."contract"."id" as contract_id,
  coalesce(due.value ->> 'status', {schema}."contract"."status") as status,
  {schema}."contract"."currency" as currency,
  coalesce((due.value ->> 'held')::bigint, {schema}."contract"."held") as held,
  coalesce((due.value ->> 'carried')::bigint, {schema}."contract"."carried") as carried,
  coalesce((due.value ->> 'released')::bigint, {schema}."contract"."released") as released,
  coalesce((due.value ->> 'refunded')::bigint, {schema}."contract"."refunded") as refunded,
  to_timestamp((case when due.value is null then {schema}."contract"."next_deadline_ms" else (due.value ->> 'nextDeadline')::bigint end) / 1000.0) as next_deadline
from {schema}."contract"
left join lateral (
  select value from jsonb_array_elements({schema}."contract"."forecast") where (value ->> 'at')::bigint <= (extract(epoch from now()) * 1000)::bigint order by (value ->> 'at')::bigint desc limit 1
) due on true);
`,
  },
  {
    name: '0015-retention',
    sql: `
ALTER TABLE {schema}."contract" ADD COLUMN "kept" text DEFAULT 'all' NOT NULL;
CREATE INDEX "contract_kept" ON {schema}."contract" USING btree ("kept","ended_at_ms","id") WHERE {schema}."contract"."ended_at_ms" is not null;
ALTER TABLE {schema}."contract" ADD CONSTRAINT "contract_kept_check" CHECK ({schema}."contract"."kept" in ('all', 'texts', 'nothing'));
`,
  },
  {
    name: '0016-access-log',
    sql: `
CREATE TABLE {schema}."operator_access" (
	"contract_id" text collate "C" NOT NULL,
	"operator_id" text NOT NULL,
	"hour" integer NOT NULL,
	"id" text collate "C" NOT NULL,
	"at_ms" bigint NOT NULL,
	CONSTRAINT "operator_access_pkey" PRIMARY KEY("contract_id","operator_id","hour")
);

CREATE INDEX "operator_access_id" ON {schema}."operator_access" USING btree ("id");
CREATE INDEX "operator_access_operator" ON {schema}."operator_access" USING btree ("operator_id","id");
`,
  },
  {
    name: '0017-approvals',
    sql: `
ALTER TABLE {schema}."contract" ADD COLUMN "approval_rules" jsonb DEFAULT '{"client":[],"freelancer":[]}'::jsonb NOT NULL;
ALTER TABLE {schema}."contract" ADD COLUMN "approvals" jsonb DEFAULT '[]'::jsonb NOT NULL;
`,
  },
  {
    name: '0018-attention',
    sql: `
ALTER TABLE {schema}."contract" ADD COLUMN "attention" jsonb DEFAULT '[]'::jsonb NOT NULL;
ALTER TABLE {schema}."contract" ADD COLUMN "attention_since_ms" bigint;
CREATE INDEX "contract_attention" ON {schema}."contract" USING btree ("attention_since_ms","id") WHERE {schema}."contract"."attention_since_ms" is not null;
CREATE INDEX "event_recorded" ON {schema}."event" USING brin ("recorded_at_ms");
UPDATE {schema}."contract" c SET "attention" = found.list, "attention_since_ms" = found.since
FROM (
  SELECT id, jsonb_agg(jsonb_build_object('reason', reason, 'since', since)) AS list, min(since) AS since FROM (
    SELECT "id", 'disputed' AS reason, ("dispute" ->> 'openedAt')::bigint AS since
    FROM {schema}."contract" WHERE "dispute" IS NOT NULL
    UNION ALL
    SELECT "contract_id", 'payment_parked', min("created_at_ms")
    FROM {schema}."payment" WHERE "status" = 'parked' GROUP BY 1
    UNION ALL
    SELECT "id", 'hold_ending', min((source ->> 'since')::bigint + 86400000 * (
      ("policy" ->> 'maxHoldDays')::int - least(14, ("policy" ->> 'maxHoldDays')::int / 2)))
    FROM {schema}."contract" CROSS JOIN LATERAL jsonb_array_elements("sources") source
    WHERE (source ->> 'warned')::boolean AND (source ->> 'held')::bigint > 0 GROUP BY 1
  ) each WHERE since IS NOT NULL GROUP BY 1
) found WHERE found.id = c."id";
`,
  },
  {
    name: '0019-freezes',
    sql: `
ALTER TABLE {schema}."payment" DROP CONSTRAINT "payment_status_check";
ALTER TABLE {schema}."contract" ADD COLUMN "freezes" jsonb DEFAULT '[]'::jsonb NOT NULL;
ALTER TABLE {schema}."payment" ADD COLUMN "left_ms" bigint;
ALTER TABLE {schema}."payment" ADD CONSTRAINT "payment_status_check" CHECK ({schema}."payment"."status" in ('waiting', 'pending', 'requires_action', 'succeeded', 'failed', 'parked', 'cancelled'));
`,
  },
  {
    name: '0020-documents',
    sql: `
CREATE TABLE {schema}."billing_details" (
	"person_id" text NOT NULL,
	"version" integer NOT NULL,
	"from_ms" bigint NOT NULL,
	"legal_name" text,
	"address" text,
	"tax_id" text,
	"email" text,
	"locale" text,
	"time_zone" text,
	CONSTRAINT "billing_details_pkey" PRIMARY KEY("person_id","version"),
	CONSTRAINT "billing_details_version_check" CHECK ({schema}."billing_details"."version" > 0)
);

CREATE TABLE {schema}."kept_document" (
	"contract_id" text collate "C" NOT NULL,
	"document_id" text collate "C" NOT NULL,
	"words" jsonb NOT NULL,
	"since_ms" bigint NOT NULL,
	CONSTRAINT "kept_document_pkey" PRIMARY KEY("contract_id","document_id")
);

ALTER TABLE {schema}."contract" ADD COLUMN "documents" integer DEFAULT 0 NOT NULL;
CREATE INDEX "kept_document_age" ON {schema}."kept_document" USING btree ("since_ms");
`,
  },
  {
    name: '0021-chargebacks',
    sql: `
ALTER TABLE {schema}."contract" DROP CONSTRAINT "contract_amounts";
ALTER TABLE {schema}."contract" DROP CONSTRAINT "contract_adds_up";
ALTER TABLE {schema}."milestone" DROP CONSTRAINT "milestone_state_check";
ALTER TABLE {schema}."milestone" DROP CONSTRAINT "milestone_amounts";
ALTER TABLE {schema}."milestone" DROP CONSTRAINT "milestone_adds_up";
ALTER TABLE {schema}."contract" ADD COLUMN "charged_back" bigint DEFAULT 0 NOT NULL;
ALTER TABLE {schema}."contract" ADD COLUMN "chargebacks" jsonb DEFAULT '[]'::jsonb NOT NULL;
ALTER TABLE {schema}."contract" ADD COLUMN "differences" jsonb DEFAULT '[]'::jsonb NOT NULL;
ALTER TABLE {schema}."milestone" ADD COLUMN "charged_back" bigint DEFAULT 0 NOT NULL;
ALTER TABLE {schema}."milestone" ADD COLUMN "shortfall" bigint DEFAULT 0 NOT NULL;
ALTER TABLE {schema}."contract" ADD CONSTRAINT "contract_amounts" CHECK (least({schema}."contract"."deposited", {schema}."contract"."released", {schema}."contract"."refunded", {schema}."contract"."charged_back", {schema}."contract"."bonuses", {schema}."contract"."carried", {schema}."contract"."held") >= 0 and greatest({schema}."contract"."deposited", {schema}."contract"."released", {schema}."contract"."refunded", {schema}."contract"."charged_back", {schema}."contract"."bonuses", {schema}."contract"."carried", {schema}."contract"."held") <= 9007199254740991);
ALTER TABLE {schema}."contract" ADD CONSTRAINT "contract_adds_up" CHECK ({schema}."contract"."deposited" = {schema}."contract"."released" + {schema}."contract"."refunded" + {schema}."contract"."charged_back" + {schema}."contract"."carried" + {schema}."contract"."held");
ALTER TABLE {schema}."milestone" ADD CONSTRAINT "milestone_state_check" CHECK ({schema}."milestone"."state" in ('planned', 'funding', 'funded', 'submitted', 'changes_requested', 'refund_requested', 'disputed', 'charged_back', 'paid', 'refunded', 'cancelled'));
ALTER TABLE {schema}."milestone" ADD CONSTRAINT "milestone_amounts" CHECK (least({schema}."milestone"."amount", {schema}."milestone"."deposited", {schema}."milestone"."carried_in", {schema}."milestone"."released", {schema}."milestone"."refunded", {schema}."milestone"."carried_out", {schema}."milestone"."charged_back", {schema}."milestone"."held", {schema}."milestone"."shortfall") >= 0 and greatest({schema}."milestone"."amount", {schema}."milestone"."deposited", {schema}."milestone"."carried_in", {schema}."milestone"."released", {schema}."milestone"."refunded", {schema}."milestone"."carried_out", {schema}."milestone"."charged_back", {schema}."milestone"."held", {schema}."milestone"."shortfall") <= 9007199254740991);
ALTER TABLE {schema}."milestone" ADD CONSTRAINT "milestone_adds_up" CHECK ({schema}."milestone"."deposited" + {schema}."milestone"."carried_in" = {schema}."milestone"."released" + {schema}."milestone"."refunded" + {schema}."milestone"."carried_out" + {schema}."milestone"."charged_back" + {schema}."milestone"."held");
`,
  },
  {
    name: '0022-returns',
    sql: `
ALTER TABLE {schema}."contract" DROP CONSTRAINT "contract_amounts";
ALTER TABLE {schema}."payment" DROP CONSTRAINT "payment_kind_check";
ALTER TABLE {schema}."payment" DROP CONSTRAINT "payment_purpose_check";
ALTER TABLE {schema}."contract" ADD COLUMN "returned" bigint DEFAULT 0 NOT NULL;
ALTER TABLE {schema}."contract" ADD COLUMN "payouts" jsonb DEFAULT '[]'::jsonb NOT NULL;
ALTER TABLE {schema}."contract" ADD COLUMN "returns" jsonb DEFAULT '[]'::jsonb NOT NULL;
ALTER TABLE {schema}."payment" ADD COLUMN "outside" boolean DEFAULT false NOT NULL;
ALTER TABLE {schema}."contract" ADD CONSTRAINT "contract_amounts" CHECK (least({schema}."contract"."deposited", {schema}."contract"."released", {schema}."contract"."refunded", {schema}."contract"."charged_back", {schema}."contract"."bonuses", {schema}."contract"."returned", {schema}."contract"."carried", {schema}."contract"."held") >= 0 and greatest({schema}."contract"."deposited", {schema}."contract"."released", {schema}."contract"."refunded", {schema}."contract"."charged_back", {schema}."contract"."bonuses", {schema}."contract"."returned", {schema}."contract"."carried", {schema}."contract"."held") <= 9007199254740991);
ALTER TABLE {schema}."payment" ADD CONSTRAINT "payment_kind_check" CHECK ({schema}."payment"."kind" in ('charge', 'transfer', 'refund', 'reversal'));
ALTER TABLE {schema}."payment" ADD CONSTRAINT "payment_purpose_check" CHECK ({schema}."payment"."purpose" in ('deposit', 'bonus', 'release', 'refund', 'return'));

-- Every charge that counted, with where its money is. A charge that came too late never counted, and was refunded.
UPDATE {schema}."contract" c SET "sources" = found.list
FROM (
  SELECT p."contract_id", jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
    'payment', p."id", 'purpose', p."purpose", 'amount', p."amount", 'fee', p."fee",
    'refunded', coalesce(drawn.refunded, 0), 'feeReturned', coalesce(drawn.fee_returned, 0), 'returned', 0, 'borne', 0,
    'held', coalesce((old.source ->> 'held')::bigint, 0), 'waiting', coalesce(drawn.waiting, 0),
    'paidOut', p."amount" - coalesce(drawn.refunded, 0) - coalesce(drawn.waiting, 0) - coalesce((old.source ->> 'held')::bigint, 0),
    'chargedBack', 0,
    'since', CASE WHEN old.source IS NULL THEN coalesce(funded.at, p."created_at_ms") ELSE (old.source ->> 'since')::bigint END,
    'warned', coalesce((old.source ->> 'warned')::boolean, false)
  )) ORDER BY p."id") AS list
  FROM {schema}."payment" p
  JOIN {schema}."contract" k ON k."id" = p."contract_id"
  LEFT JOIN LATERAL (
    SELECT value AS source FROM jsonb_array_elements(k."sources") WHERE value ->> 'payment' = p."id"
  ) old ON true
  LEFT JOIN LATERAL (
    SELECT sum(d."amount") FILTER (WHERE d."kind" = 'refund') AS refunded,
      sum(d."fee") FILTER (WHERE d."kind" = 'refund') AS fee_returned,
      sum(d."amount") FILTER (WHERE d."kind" = 'transfer' AND d."status" <> 'succeeded') AS waiting
    FROM {schema}."payment" d
    WHERE d."contract_id" = p."contract_id" AND d."source" = p."id" AND d."status" <> 'cancelled'
  ) drawn ON true
  LEFT JOIN LATERAL (
    SELECT min(e."occurred_at_ms") AS at FROM {schema}."event" e
    WHERE e."contract_id" = p."contract_id" AND e."type" = 'milestone.funded' AND e."data" ->> 'paymentId' = p."id"
  ) funded ON true
  WHERE p."kind" = 'charge' AND p."status" = 'succeeded'
    AND CASE p."purpose" WHEN 'deposit' THEN funded.at IS NOT NULL ELSE coalesce(drawn.refunded, 0) = 0 END
  GROUP BY p."contract_id"
) found WHERE found."contract_id" = c."id";

-- A payout for each transfer, since nothing says which of them one release asked for.
UPDATE {schema}."contract" c SET "payouts" = found.list
FROM (
  SELECT t."contract_id", jsonb_agg(jsonb_build_object(
    'id', 'pot_' || substr(t."id", 5), 'milestoneId', t."milestone_id", 'purpose', t."purpose",
    'releasedAt', t."created_at_ms", 'dueAt', null,
    'parts', jsonb_build_array(jsonb_build_object('source', t."source", 'payment', t."id", 'amount', t."amount",
      'fee', t."fee", 'returned', 0, 'feeReturned', 0, 'borne', 0))
  ) ORDER BY t."id") AS list
  FROM {schema}."payment" t WHERE t."kind" = 'transfer' AND t."status" <> 'cancelled' GROUP BY t."contract_id"
) found WHERE found."contract_id" = c."id";
`,
  },
  {
    name: '0023-fee-rows',
    sql: `
ALTER TABLE {schema}."payment" ADD COLUMN "fees" jsonb;
`,
  },
  {
    name: '0024-notifications-in-every-language',
    sql: `
ALTER TABLE {schema}."notification" ALTER COLUMN "contract_title" DROP NOT NULL;
ALTER TABLE {schema}."notification" ALTER COLUMN "title" DROP NOT NULL;
ALTER TABLE {schema}."notification" ALTER COLUMN "text" DROP NOT NULL;
`,
  },
  {
    name: '0025-metadata',
    sql: `
CREATE INDEX "contract_metadata" ON {schema}."contract" USING gin ("metadata" jsonb_path_ops);
`,
  },
  {
    name: '0026-later-billing-details',
    sql: `
CREATE INDEX "billing_details_later" ON {schema}."billing_details" USING btree ("from_ms") WHERE {schema}."billing_details"."version" > 1;
`,
  },
  {
    name: '0027-refunds-borne',
    sql: `
ALTER TABLE {schema}."payment" ADD COLUMN "borne" boolean DEFAULT false NOT NULL;
`,
  },
];
