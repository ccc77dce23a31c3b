import type { ContractId, DeliveryId, EventType, WebhookEndpointId } from '@workroom/core';
import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, jsonb, type PgSchema, primaryKey, text } from 'drizzle-orm/pg-core';
import { identifier, isSet, oneOf, xid8 } from './column-types.ts';
import type { DeliveryStatus, WebhookSecret } from './outbox.ts';

/** System time. */
const ms = (name: string) => bigint(name, { mode: 'number' });

/** The tables of the outbox: readers, their positions, and deliveries to webhook endpoints. */
export function outboxTables(within: PgSchema) {
  /** The consumers of events: an endpoint's id, or an internal name. */
  const outboxReader = within.table('outbox_reader', {
    name: identifier('name').primaryKey(),
    /** The transaction up to which its events were found. */
    watermark: xid8('watermark').notNull(),
    createdAtMs: ms('created_at_ms').notNull(),
  });

  /** The position of a reader on a contract. */
  const outboxPlace = within.table(
    'outbox_place',
    {
      contractId: identifier('contract_id').$type<ContractId>().notNull(),
      reader: identifier('reader').notNull(),
      /** Its last delivered event. */
      seq: ms('seq').notNull(),
      /** The last event for this reader. */
      wantedSeq: ms('wanted_seq').notNull(),
      /** The number of failed attempts of the next event. */
      attempts: integer('attempts').notNull(),
      failingSinceMs: ms('failing_since_ms'),
      nextAttemptAtMs: ms('next_attempt_at_ms'),
      leaseUntilMs: ms('lease_until_ms'),
    },
    (table) => [
      primaryKey({ name: 'outbox_place_pkey', columns: [table.contractId, table.reader] }),
      index('outbox_due').on(table.nextAttemptAtMs).where(isSet(table.nextAttemptAtMs)),
      index('outbox_place_reader').on(table.reader),
      check('outbox_place_seq_check', sql`${table.seq} >= 0`),
      check('outbox_place_check', sql`${table.wantedSeq} >= ${table.seq}`),
      check('outbox_place_attempts_check', sql`${table.attempts} >= 0`),
    ],
  );

  const webhookEndpoint = within.table('webhook_endpoint', {
    id: identifier('id').$type<WebhookEndpointId>().primaryKey(),
    url: text('url').notNull(),
    description: text('description').notNull(),
    types: jsonb('types').$type<readonly EventType[]>(),
    secrets: jsonb('secrets').$type<readonly WebhookSecret[]>().notNull(),
    enabled: boolean('enabled').notNull(),
    disabledReason: text('disabled_reason'),
    failingSinceMs: ms('failing_since_ms'),
    /** The pause of a failing endpoint. */
    restUntilMs: ms('rest_until_ms'),
    createdAtMs: ms('created_at_ms').notNull(),
  });

  const webhookDelivery = within.table(
    'webhook_delivery',
    {
      endpointId: identifier('endpoint_id').$type<WebhookEndpointId>().notNull(),
      /** The event's id, or the id of a test. */
      messageId: identifier('message_id').notNull(),
      id: identifier('id').$type<DeliveryId>().notNull(),
      contractId: identifier('contract_id').$type<ContractId>(),
      seq: ms('seq'),
      type: text('type').notNull(),
      status: text('status').$type<DeliveryStatus>().notNull(),
      attempts: integer('attempts').notNull(),
      answerStatus: integer('answer_status'),
      error: text('error'),
      firstAttemptAtMs: ms('first_attempt_at_ms').notNull(),
      lastAttemptAtMs: ms('last_attempt_at_ms').notNull(),
    },
    (table) => [
      primaryKey({ name: 'webhook_delivery_pkey', columns: [table.endpointId, table.messageId] }),
      index('webhook_delivery_id').on(table.endpointId, table.id),
      index('webhook_delivery_age').on(table.lastAttemptAtMs),
      check('webhook_delivery_status_check', oneOf(table.status, ['pending', 'succeeded', 'failed'])),
    ],
  );

  /** When each background job last ran. */
  const heartbeat = within.table('heartbeat', { duty: text('duty').primaryKey(), atMs: ms('at_ms').notNull() });

  return { heartbeat, outboxReader, outboxPlace, webhookEndpoint, webhookDelivery };
}
