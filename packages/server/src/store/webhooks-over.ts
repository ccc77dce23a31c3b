import { jsonOf, nameOf, wholeNumber } from './columns.ts';
import type { Database } from './database.ts';
import type { Delivery, DeliveryQuery, WebhookEndpoint, WebhookStore } from './outbox.ts';
import { addReaderStatement } from './outbox-over.ts';
import { isStorable, storableJson } from './storable-text.ts';
import type { Tables } from './tables.ts';

/** Endpoints and what was sent to them, over a database. */
export function webhooksOver(query: Database['query'], tables: Tables): WebhookStore {
  const { webhookEndpoint, webhookDelivery } = tables;
  const endpointJson = jsonOf('w', webhookEndpoint, ['restUntilMs']);
  const statements = {
    addReader: addReaderStatement(tables),
    add: addEndpointStatement(tables),
    all: `select ${endpointJson}::text as row from ${nameOf(webhookEndpoint)} w order by w.id`,
    one: `select ${endpointJson}::text as row from ${nameOf(webhookEndpoint)} w where w.id = $1::text`,
    edit: editEndpointStatement(tables),
    remove: removeEndpointStatement(tables),
    replaceSecrets: `update ${nameOf(webhookEndpoint)} set secrets = $3::text::jsonb
where id = $1::text and secrets = $2::text::jsonb returning id as row`,
    record: recordAttemptStatement(tables),
    delivery: `select ${jsonOf('d', webhookDelivery)}::text as row from ${nameOf(webhookDelivery)} d
where d.endpoint_id = $1::text and d.id = $2::text`,
  };
  return {
    async addEndpoint(endpoint, most) {
      // First the reader: an endpoint without one would wait for ever, a reader without an endpoint only for the next try.
      await query(statements.addReader, [endpoint.id, String(endpoint.createdAtMs)]);
      await query(statements.add, [storableJson([endpoint])]);
      // Looked at afterwards: of those who are added at once none sees the others before.
      if ((await query(statements.all)).length <= most) return true;
      await query(statements.remove, [endpoint.id]);
      return false;
    },
    endpoints: async () => (await query(statements.all)).map(readEndpoint),
    async endpoint(id) {
      const [found] = isStorable(id) ? await query(statements.one, [id]) : [];
      return found === undefined ? null : readEndpoint(found);
    },
    async editEndpoint(id, { types, enabled, ...change }, nowMs) {
      const named = {
        ...change,
        id,
        changesTypes: types !== undefined,
        types: types ?? null,
        changesEnabled: enabled !== undefined,
        enabled: enabled?.value ?? null,
        disabledReason: enabled?.disabledReason ?? null,
        forgetsFailures: enabled?.forgetsFailures ?? false,
      };
      const [edited] = await query(statements.edit, [storableJson([named]), String(nowMs)]);
      return edited === undefined ? null : readEndpoint(edited);
    },
    async removeEndpoint(id) {
      await query(statements.remove, [id]);
    },
    async replaceSecrets(id, before, after) {
      const [replaced] = await query(statements.replaceSecrets, [id, JSON.stringify(before), JSON.stringify(after)]);
      return replaced !== undefined;
    },
    async recordAttempt(attempt, restUntilMs) {
      const [recorded] = await query(statements.record, [storableJson([attempt]), String(restUntilMs ?? '')]);
      if (recorded === undefined) throw new TypeError('the statement answers one row');
      return readDelivery(recorded);
    },
    async deliveries(asked) {
      if (asked.cursor !== undefined && !isStorable(asked.cursor)) return { data: [], nextCursor: null };
      const { statement, parameters } = deliveriesStatement(tables, asked);
      const found = (await query(statement, parameters)).map(readDelivery);
      const data = found.slice(0, asked.limit);
      return { data, nextCursor: found.length > data.length ? (data.at(-1)?.id ?? null) : null };
    },
    async delivery(endpointId, id) {
      const [found] = await query(statements.delivery, [endpointId, id]);
      return found === undefined ? null : readDelivery(found);
    },
    async forgetDeliveries(beforeMs, limit) {
      const [count] = await query(forgetDeliveriesStatement(tables, limit), [String(beforeMs)]);
      return Number(count);
    },
  };
}

const endpointRow = `json_to_recordset($1::text::json) as r(
  id text, url text, description text, types jsonb, secrets jsonb, enabled boolean, "disabledReason" text,
  "failingSinceMs" bigint, "createdAtMs" bigint)`;

/** Parameters: endpoint. */
function addEndpointStatement({ webhookEndpoint }: Tables): string {
  return `insert into ${nameOf(webhookEndpoint)}
  (id, url, description, types, secrets, enabled, disabled_reason, failing_since_ms, created_at_ms)
select r.id, r.url, r.description, nullif(r.types, 'null'), r.secrets, r.enabled, r."disabledReason", r."failingSinceMs", r."createdAtMs"
from ${endpointRow} returning id as row`;
}

/**
 * What waits for an endpoint is due exactly while the endpoint is switched on. What was not named stays as another
 * change of the same moment has left it. Parameters: change, now.
 */
function editEndpointStatement({ webhookEndpoint, outboxPlace }: Tables): string {
  return `with change as (
  select * from json_to_recordset($1::text::json) as r(
    id text, url text, description text, "changesTypes" boolean, types jsonb, "changesEnabled" boolean, enabled boolean,
    "disabledReason" text, "forgetsFailures" boolean, "whileUrl" text)
), edited as (
  update ${nameOf(webhookEndpoint)} w set
    url = coalesce(r.url, w.url), description = coalesce(r.description, w.description),
    types = case when r."changesTypes" then nullif(r.types, 'null') else w.types end,
    enabled = case when r."changesEnabled" then r.enabled else w.enabled end,
    disabled_reason = case when r."changesEnabled" then r."disabledReason" else w.disabled_reason end,
    failing_since_ms = case when r."forgetsFailures" then null else w.failing_since_ms end,
    rest_until_ms = null
  from change r where w.id = r.id and (r."whileUrl" is null or w.url = r."whileUrl") returning w.*
), placed as (
  update ${nameOf(outboxPlace)} p set
    next_attempt_at_ms = case when e.enabled and p.wanted_seq > p.seq then $2::text::bigint end,
    attempts = 0, failing_since_ms = null
  from edited e where p.reader = e.id
    and ((p.next_attempt_at_ms is null) = e.enabled or p.attempts > 0)
)
select ${jsonOf('w', webhookEndpoint, ['restUntilMs'])}::text as row from edited w`;
}

/** Parameters: endpoint. */
function removeEndpointStatement({ webhookEndpoint, webhookDelivery, outboxPlace, outboxReader }: Tables): string {
  return `with deliveries as (delete from ${nameOf(webhookDelivery)} where endpoint_id = $1::text),
places as (delete from ${nameOf(outboxPlace)} where reader = $1::text),
readers as (delete from ${nameOf(outboxReader)} where name = $1::text)
delete from ${nameOf(webhookEndpoint)} where id = $1::text returning id as row`;
}

/** Parameters: attempt, rest until or nothing. */
function recordAttemptStatement({ webhookDelivery, webhookEndpoint }: Tables): string {
  return `with attempt as (
  select * from json_to_recordset($1::text::json) as r(
    id text, "endpointId" text, "messageId" text, "contractId" text, seq bigint, type text, status text,
    "answerStatus" integer, error text, "lastAttemptAtMs" bigint)
), recorded as (
  insert into ${nameOf(webhookDelivery)} as d (endpoint_id, message_id, id, contract_id, seq, type, status, attempts,
    answer_status, error, first_attempt_at_ms, last_attempt_at_ms)
  select r."endpointId", r."messageId", r.id, r."contractId", r.seq, r.type, r.status, 1, r."answerStatus", r.error,
    r."lastAttemptAtMs", r."lastAttemptAtMs" from attempt r
  on conflict (endpoint_id, message_id) do update set
    status = excluded.status, attempts = d.attempts + 1, answer_status = excluded.answer_status,
    error = excluded.error, last_attempt_at_ms = excluded.last_attempt_at_ms
  returning d.*
), endpoint as (
  update ${nameOf(webhookEndpoint)} w set
    failing_since_ms = case when r.status = 'succeeded' then null else coalesce(w.failing_since_ms, r."lastAttemptAtMs") end,
    rest_until_ms = nullif($2::text, '')::bigint
  from attempt r where w.id = r."endpointId" and (r.status <> 'succeeded' or w.failing_since_ms is not null)
)
select ${jsonOf('d', webhookDelivery)}::text as row from recorded d`;
}

/** A page, newest first, and one more that tells whether there is another page. */
function deliveriesStatement(
  { webhookDelivery }: Tables,
  { endpointId, status, limit, cursor }: DeliveryQuery,
): { readonly statement: string; readonly parameters: readonly string[] } {
  const parameters: string[] = [];
  const given = (value: string) => `$${parameters.push(value)}::text`;
  const conditions = [
    `d.endpoint_id = ${given(endpointId)}`,
    status !== undefined && `d.status = ${given(status)}`,
    cursor !== undefined && `d.id < ${given(cursor)}`,
  ].filter((condition) => condition !== false);
  const statement = `select ${jsonOf('d', webhookDelivery)}::text as row from ${nameOf(webhookDelivery)} d
where ${conditions.join(' and ')} order by d.id desc limit ${given(String(limit + 1))}::bigint`;
  return { statement, parameters };
}

/** The limit stands in the text, as in `claimPaymentsStatement`. Parameters: before. */
function forgetDeliveriesStatement({ webhookDelivery }: Tables, limit: number): string {
  return `with old as (
  select endpoint_id, message_id from ${nameOf(webhookDelivery)}
  where last_attempt_at_ms < $1::text::bigint order by last_attempt_at_ms limit ${wholeNumber(limit)}
), forgotten as (
  delete from ${nameOf(webhookDelivery)} d using old o
  where d.endpoint_id = o.endpoint_id and d.message_id = o.message_id returning 1
)
select count(*)::text as row from forgotten`;
}

function readEndpoint(json: string): WebhookEndpoint {
  return JSON.parse(json) as WebhookEndpoint;
}

function readDelivery(json: string): Delivery {
  return JSON.parse(json) as Delivery;
}
