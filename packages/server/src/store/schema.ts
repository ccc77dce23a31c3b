import {
  type AccessEntryId,
  type Amount,
  type Attention,
  type BonusTerms,
  type CalendarDate,
  type ChangeRequest,
  type CommandId,
  type Contract,
  type ContractId,
  type ContractStatus,
  contractStatuses,
  type Dispute,
  type DocumentId,
  type EventId,
  type EventType,
  type EventWord,
  type Fee,
  type Instant,
  type Lot,
  type MilestoneId,
  type MilestoneState,
  type Movement,
  type MovementId,
  milestoneStates,
  type Party,
  type Payment,
  type PaymentId,
  type PaymentKind,
  type PaymentPurpose,
  type PaymentStatus,
  type PendingIncrease,
  type Person,
  type PinnedPolicy,
  type RefundRequest,
  type Source,
  type Submission,
  type UploadId,
  zero,
} from '@workroom/core';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { amountsIn, identifier, isHash, isSet, oneOf, xid8 } from './column-types.ts';
import type { ChainFormat, CommittedName } from './commitments.ts';
import { contractStatusView, type ForecastEntry } from './contract-status-view.ts';
import type { KeptDocumentWords } from './kept-words.ts';
import { outboxTables } from './outbox-schema.ts';

const partyRoles = ['client', 'freelancer', 'mediator'] as const satisfies readonly (Party | 'mediator')[];
/** The role of a person in `contract_party`. A mediator has a row only while the contract is disputed. */
export type PartyRole = (typeof partyRoles)[number];

const keptParts = ['all', 'texts', 'nothing'] as const;
/** The personal texts that a contract still has: `texts` without the notifications, which quote them. */
export type KeptPart = (typeof keptParts)[number];

/** Whole minor units; CHECKs limit them to 0 to 2^53 − 1. */
const amount = (name: string) => bigint(name, { mode: 'number' }).$type<Amount>().notNull();
/** Milliseconds since 1970: exact in both directions, whatever the session's time zone. */
const at = (name: string) => bigint(name, { mode: 'number' }).$type<Instant>();
const count = (name: string) => bigint(name, { mode: 'number' }).notNull();

/**
 * The tables, from which the store builds its statements and drizzle-kit generates migrations. The migrations also
 * contain hand-written parts that Drizzle cannot express: the triggers that keep the timeline and the ledger
 * append-only, `committed_between`, and the tables' fill factor.
 *
 * Every key of a contract's own tables starts with `contract_id`, so that Citus can distribute the tables on it.
 *
 * @param name the Postgres schema; use one per marketplace
 */
export function workroomSchema(name = 'workroom') {
  const within = pgSchema(name);

  const contract = within.table(
    'contract',
    {
      id: identifier('id').$type<ContractId>().primaryKey(),
      seq: count('seq'),
      version: count('version'),
      /** Hash of the last event. */
      head: text('head').notNull(),
      title: text('title').notNull(),
      metadata: jsonb('metadata').$type<Contract['metadata']>().notNull(),
      currency: text('currency').notNull(),
      status: text('status').$type<ContractStatus>().notNull(),
      /** The names that the chain has committed, as they are now. */
      names: jsonb('names').$type<readonly CommittedName[]>().notNull().default([]),
      clientId: text('client_id').notNull(),
      clientName: text('client_name').notNull(),
      freelancerId: text('freelancer_id').notNull(),
      freelancerName: text('freelancer_name').notNull(),
      members: jsonb('members').$type<Contract['members']>().notNull(),
      mediator: jsonb('mediator').$type<Person>(),
      deposited: amount('deposited'),
      released: amount('released'),
      refunded: amount('refunded'),
      chargedBack: amount('charged_back').default(zero),
      bonuses: amount('bonuses'),
      returned: amount('returned').default(zero),
      /** Sums of the lots, so that the database can check that the money adds up. */
      carried: amount('carried'),
      held: amount('held'),
      carriedLots: jsonb('carried_lots').$type<readonly Lot[]>().notNull(),
      sources: jsonb('sources').$type<readonly Source[]>().notNull(),
      proposals: jsonb('proposals').$type<Contract['proposals']>().notNull(),
      refundRequest: jsonb('refund_request').$type<RefundRequest>(),
      dispute: jsonb('dispute').$type<Dispute>(),
      approvalRules: jsonb('approval_rules')
        .$type<Contract['approvalRules']>()
        .notNull()
        .default({ client: [], freelancer: [] }),
      approvals: jsonb('approvals').$type<Contract['approvals']>().notNull().default([]),
      payouts: jsonb('payouts').$type<Contract['payouts']>().notNull().default([]),
      returns: jsonb('returns').$type<Contract['returns']>().notNull().default([]),
      freezes: jsonb('freezes').$type<Contract['freezes']>().notNull().default([]),
      chargebacks: jsonb('chargebacks').$type<Contract['chargebacks']>().notNull().default([]),
      differences: jsonb('differences').$type<Contract['differences']>().notNull().default([]),
      policy: jsonb('policy').$type<PinnedPolicy>().notNull(),
      /** The number of the contract's last document (rule 59). */
      documents: integer('documents').notNull().default(0),
      /**
       * The text that searches match, case-folded in the application, because `lower()` depends on the database's
       * locale.
       */
      searchText: text('search_text').notNull(),
      nextDeadlineMs: at('next_deadline_ms'),
      /** The changes that time alone will make: for views, which cannot run the rules. */
      forecast: jsonb('forecast').$type<readonly ForecastEntry[]>().notNull().default([]),
      createdAtMs: at('created_at_ms').notNull(),
      updatedAtMs: at('updated_at_ms').notNull(),
      endedAtMs: at('ended_at_ms'),
      /** Why it needs the marketplace's staff (rule 48), and since when the first reason exists. */
      attention: jsonb('attention').$type<readonly Attention[]>().notNull().default([]),
      attentionSinceMs: at('attention_since_ms'),
      /** The data that retention has kept since the last event (rule 69). */
      kept: text('kept').$type<KeptPart>().notNull().default('all'),
    },
    (table) => [
      index('contract_due').on(table.nextDeadlineMs).where(isSet(table.nextDeadlineMs)),
      index('contract_status').on(table.status, table.id),
      index('contract_attention').on(table.attentionSinceMs, table.id).where(isSet(table.attentionSinceMs)),
      index('contract_metadata').using('gin', table.metadata.op('jsonb_path_ops')),
      index('contract_kept').on(table.kept, table.endedAtMs, table.id).where(isSet(table.endedAtMs)),
      check('contract_seq_check', sql`${table.seq} > 0`),
      check('contract_version_check', sql`${table.version} > 0`),
      check('contract_head_check', isHash(table.head)),
      check('contract_currency_check', sql`${table.currency} ~ '^[A-Z]{3}$'`),
      check('contract_status_check', oneOf(table.status, contractStatuses)),
      check('contract_kept_check', oneOf(table.kept, keptParts)),
      check(
        'contract_amounts',
        amountsIn(
          table.deposited,
          table.released,
          table.refunded,
          table.chargedBack,
          table.bonuses,
          table.returned,
          table.carried,
          table.held,
        ),
      ),
      check(
        'contract_adds_up',
        sql`${table.deposited} = ${table.released} + ${table.refunded} + ${table.chargedBack} + ${table.carried} + ${table.held}`,
      ),
      check('contract_ended_is_empty', sql`${table.status} <> 'ended' or ${table.held} + ${table.carried} = 0`),
    ],
  );

  const contractParty = within.table(
    'contract_party',
    {
      contractId: identifier('contract_id').$type<ContractId>().notNull(),
      personId: text('person_id').notNull(),
      role: text('role').$type<PartyRole>().notNull(),
    },
    (table) => [
      primaryKey({ name: 'contract_party_pkey', columns: [table.contractId, table.personId, table.role] }),
      index('contract_party_person').on(table.personId, table.contractId),
      check('contract_party_role_check', oneOf(table.role, partyRoles)),
    ],
  );

  const milestone = within.table(
    'milestone',
    {
      contractId: identifier('contract_id').$type<ContractId>().notNull(),
      id: identifier('id').$type<MilestoneId>().notNull(),
      /** Its position in the plan, from 0 without a gap. */
      position: integer('position').notNull(),
      title: text('title').notNull(),
      description: text('description').notNull(),
      amount: amount('amount'),
      /** `YYYY-MM-DD` as given: for information only, no statement calculates with it. */
      dueOn: text('due_on').$type<CalendarDate>(),
      state: text('state').$type<MilestoneState>().notNull(),
      /** The fields that only this state has. */
      detail: jsonb('detail').$type<Readonly<Record<string, unknown>>>().notNull(),
      deposited: amount('deposited'),
      carriedIn: amount('carried_in'),
      released: amount('released'),
      refunded: amount('refunded'),
      carriedOut: amount('carried_out'),
      chargedBack: amount('charged_back').default(zero),
      held: amount('held'),
      shortfall: amount('shortfall').default(zero),
      lots: jsonb('lots').$type<readonly Lot[]>().notNull(),
      submission: jsonb('submission').$type<Submission>(),
      changeRequest: jsonb('change_request').$type<ChangeRequest>(),
      refundWithdrawn: boolean('refund_withdrawn').notNull(),
      pendingIncrease: jsonb('pending_increase').$type<PendingIncrease>(),
    },
    (table) => [
      primaryKey({ name: 'milestone_pkey', columns: [table.contractId, table.id] }),
      check('milestone_position_check', sql`${table.position} >= 0`),
      check('milestone_state_check', oneOf(table.state, milestoneStates)),
      check(
        'milestone_amounts',
        amountsIn(
          table.amount,
          table.deposited,
          table.carriedIn,
          table.released,
          table.refunded,
          table.carriedOut,
          table.chargedBack,
          table.held,
          table.shortfall,
        ),
      ),
      check(
        'milestone_adds_up',
        sql`${table.deposited} + ${table.carriedIn} = ${table.released} + ${table.refunded} + ${table.carriedOut} + ${table.chargedBack} + ${table.held}`,
      ),
    ],
  );

  const payment = within.table(
    'payment',
    {
      contractId: identifier('contract_id').$type<ContractId>().notNull(),
      id: identifier('id').$type<PaymentId>().notNull(),
      kind: text('kind').$type<PaymentKind>().notNull(),
      purpose: text('purpose').$type<PaymentPurpose>().notNull(),
      milestoneId: text('milestone_id').$type<MilestoneId>(),
      amount: amount('amount'),
      fee: amount('fee'),
      source: identifier('source').$type<PaymentId>(),
      status: text('status').$type<PaymentStatus>().notNull(),
      failure: jsonb('failure').$type<NonNullable<Payment['failure']>>(),
      clientAction: jsonb('client_action').$type<NonNullable<Payment['clientAction']>>(),
      actionByMs: at('action_by_ms'),
      /** The remaining time when a freeze stopped the clock; `action_by_ms` is null then. */
      leftMs: bigint('left_ms', { mode: 'number' }),
      reference: text('reference'),
      paymentMethod: text('payment_method'),
      /** Settled by other means than the provider. */
      outside: boolean('outside').notNull().default(false),
      /** A refund that the marketplace pays instead of the freelancer. */
      borne: boolean('borne').notNull().default(false),
      bonus: jsonb('bonus').$type<BonusTerms>(),
      fees: jsonb('fees').$type<readonly Fee[]>(),
      /** Why the provider has not carried it out yet. */
      pendingReason: jsonb('pending_reason').$type<NonNullable<Payment['pendingReason']>>(),
      createdAtMs: at('created_at_ms').notNull(),
      // The payment runner's own columns, in system time.
      attempts: integer('attempts').notNull(),
      nextAttemptAtMs: bigint('next_attempt_at_ms', { mode: 'number' }),
      leaseUntilMs: bigint('lease_until_ms', { mode: 'number' }),
    },
    (table) => [
      primaryKey({ name: 'payment_pkey', columns: [table.contractId, table.id] }),
      index('payment_due').on(table.nextAttemptAtMs).where(isSet(table.nextAttemptAtMs)),
      index('payment_open')
        .on(table.id)
        .where(oneOf(table.status, ['pending', 'requires_action', 'parked'])),
      check('payment_kind_check', oneOf(table.kind, ['charge', 'transfer', 'refund', 'reversal'])),
      check('payment_purpose_check', oneOf(table.purpose, ['deposit', 'bonus', 'release', 'refund', 'return'])),
      check(
        'payment_status_check',
        oneOf(table.status, ['waiting', 'pending', 'requires_action', 'succeeded', 'failed', 'parked', 'cancelled']),
      ),
      check('payment_attempts_check', sql`${table.attempts} >= 0`),
      check('payment_amounts', amountsIn(table.amount, table.fee)),
      check('payment_source', sql`(${table.kind} = 'charge') = (${table.source} is null)`),
    ],
  );

  const event = within.table(
    'event',
    {
      contractId: identifier('contract_id').$type<ContractId>().notNull(),
      seq: count('seq'),
      id: text('id').$type<EventId>().notNull(),
      type: text('type').$type<EventType>().notNull(),
      /** As hashed: since format 2, words are commitments. */
      actor: jsonb('actor').$type<object>().notNull(),
      commandId: text('command_id').$type<CommandId>().notNull(),
      occurredAtMs: at('occurred_at_ms').notNull(),
      recordedAtMs: at('recorded_at_ms').notNull(),
      data: jsonb('data').$type<object>().notNull(),
      hash: text('hash').notNull(),
      format: integer('format').$type<ChainFormat>().notNull().default(1),
      /** Only for format 1, whose words are in the event itself: the last time that some were erased. */
      erasedAtMs: at('erased_at_ms'),
      /** Lets other processes find new commits. */
      transaction: xid8('transaction').notNull().default(sql`pg_current_xact_id()`),
    },
    (table) => [
      primaryKey({ name: 'event_pkey', columns: [table.contractId, table.seq] }),
      index('event_transaction').on(table.transaction),
      index('event_recorded').using('brin', table.recordedAtMs),
      check('event_seq_check', sql`${table.seq} > 0`),
      check('event_hash_check', isHash(table.hash)),
    ],
  );

  /**
   * Texts of people, separate from the events that commit to them, so that they can be erased (rule 67). A name is
   * stored with its first commitment. An event of format 1 only has rows for erased texts.
   */
  const word = within.table(
    'word',
    {
      contractId: identifier('contract_id').$type<ContractId>().notNull(),
      seq: count('seq'),
      /** The position in the event, as a JSON pointer. */
      pointer: text('pointer').notNull(),
      kind: text('kind').$type<EventWord['kind']>().notNull(),
      /** The owner, or the person it was erased for; `null` for the marketplace's own. */
      personId: text('person_id'),
      commitment: text('commitment'),
      salt: text('salt'),
      text: text('text'),
      erasedAtMs: at('erased_at_ms'),
    },
    (table) => [
      primaryKey({ name: 'word_pkey', columns: [table.contractId, table.seq, table.pointer] }),
      index('word_person').on(table.personId, table.contractId).where(isSet(table.personId)),
      index('word_name')
        .on(table.contractId)
        .where(oneOf(table.kind, ['name'])),
      check('word_kind_check', oneOf(table.kind, ['own', 'quoted', 'name'])),
      check(
        'word_is_whole_or_erased',
        sql`num_nonnulls(${table.commitment}, ${table.salt}, ${table.text}) = 3 and ${table.erasedAtMs} is null
        or num_nonnulls(${table.salt}, ${table.text}) = 0 and ${table.erasedAtMs} is not null`,
      ),
    ],
  );

  const movement = within.table(
    'movement',
    {
      contractId: identifier('contract_id').$type<ContractId>().notNull(),
      seq: count('seq'),
      id: identifier('id').$type<MovementId>().notNull(),
      eventId: text('event_id').$type<EventId>().notNull(),
      debit: text('debit').$type<Movement['debit']>().notNull(),
      credit: text('credit').$type<Movement['credit']>().notNull(),
      amount: amount('amount'),
      atMs: at('at_ms').notNull(),
    },
    (table) => [
      primaryKey({ name: 'movement_pkey', columns: [table.contractId, table.seq, table.id] }),
      check(
        'movement_moves',
        sql`${table.amount} > 0 and ${table.amount} <= 9007199254740991 and ${table.debit} <> ${table.credit}`,
      ),
    ],
  );

  const idempotency = within.table(
    'idempotency',
    {
      contractId: identifier('contract_id').$type<ContractId>().notNull(),
      actor: text('actor').notNull(),
      key: text('key').notNull(),
      bodyHash: text('body_hash').notNull(),
      status: integer('status').notNull(),
      seq: count('seq'),
      createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    },
    (table) => [
      primaryKey({ name: 'idempotency_pkey', columns: [table.contractId, table.actor, table.key] }),
      index('idempotency_age').on(table.createdAt),
    ],
  );

  /** The idempotency keys of creations: the only table of keys without a contract, because there is none yet. */
  const creationKey = within.table(
    'creation_key',
    {
      actor: text('actor').notNull(),
      key: text('key').notNull(),
      bodyHash: text('body_hash').notNull(),
      contractId: identifier('contract_id').$type<ContractId>().notNull(),
      createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    },
    (table) => [
      primaryKey({ name: 'creation_key_pkey', columns: [table.actor, table.key] }),
      index('creation_key_age').on(table.createdAt),
    ],
  );

  const notification = within.table(
    'notification',
    {
      contractId: identifier('contract_id').$type<ContractId>().notNull(),
      seq: count('seq'),
      personId: text('person_id').notNull(),
      eventId: identifier('event_id').$type<EventId>().notNull(),
      type: text('type').$type<EventType>().notNull(),
      milestoneId: text('milestone_id').$type<MilestoneId>(),
      /** Sentences, in rows of versions before rule 70. Unused now. */
      contractTitle: text('contract_title'),
      title: text('title'),
      text: text('text'),
      createdAtMs: at('created_at_ms').notNull(),
      readAtMs: at('read_at_ms'),
    },
    (table) => [
      primaryKey({ name: 'notification_pkey', columns: [table.contractId, table.seq, table.personId] }),
      index('notification_person').on(table.personId, table.eventId),
      index('notification_unread').on(table.personId).where(sql`${table.readAtMs} is null`),
    ],
  );

  /** The time before which a person's session tokens are revoked. */
  const sessionRevocation = within.table(
    'session_revocation',
    { personId: text('person_id').primaryKey(), untilMs: bigint('until_ms', { mode: 'number' }).notNull() },
    (table) => [index('session_revocation_age').on(table.untilMs)],
  );

  /** Which operator opened which contract, once an hour (rule 43). */
  const operatorAccess = within.table(
    'operator_access',
    {
      contractId: identifier('contract_id').$type<ContractId>().notNull(),
      operatorId: text('operator_id').notNull(),
      /** Hours since 1970, in system time. */
      hour: integer('hour').notNull(),
      /** By time, over all contracts. */
      id: identifier('id').$type<AccessEntryId>().notNull(),
      atMs: at('at_ms').notNull(),
    },
    (table) => [
      primaryKey({ name: 'operator_access_pkey', columns: [table.contractId, table.operatorId, table.hour] }),
      index('operator_access_id').on(table.id),
      index('operator_access_operator').on(table.operatorId, table.id),
    ],
  );

  /**
   * Details of people and of the marketplace for documents (rule 60), by version: a document keeps the version that was
   * current at its creation. The newest one has a person's language and time zone.
   */
  const billingDetails = within.table(
    'billing_details',
    {
      /** Empty for the marketplace itself. */
      personId: text('person_id').notNull(),
      /** From 1 without a gap. */
      version: integer('version').notNull(),
      fromMs: at('from_ms').notNull(),
      legalName: text('legal_name'),
      address: text('address'),
      taxId: text('tax_id'),
      email: text('email'),
      locale: text('locale'),
      timeZone: text('time_zone'),
    },
    (table) => [
      primaryKey({ name: 'billing_details_pkey', columns: [table.personId, table.version] }),
      index('billing_details_later').on(table.fromMs).where(sql`${table.version} > 1`),
      check('billing_details_version_check', sql`${table.version} > 0`),
    ],
  );

  /** The words that a document keeps after they were erased elsewhere (rule 68), until `documentDays` have passed. */
  const keptDocument = within.table(
    'kept_document',
    {
      contractId: identifier('contract_id').$type<ContractId>().notNull(),
      documentId: identifier('document_id').$type<DocumentId>().notNull(),
      words: jsonb('words').$type<KeptDocumentWords>().notNull(),
      /** The start of these days: the end of the contract, or the document's own date if that is later. */
      sinceMs: at('since_ms').notNull(),
    },
    (table) => [
      primaryKey({ name: 'kept_document_pkey', columns: [table.contractId, table.documentId] }),
      index('kept_document_age').on(table.sinceMs),
    ],
  );

  /** The records of a provider that is part of the host (`keepBooksIn`), such as the simulated one. */
  const providerBook = within.table(
    'provider_book',
    {
      key: identifier('key').primaryKey(),
      entry: text('entry').notNull(),
      revision: bigint('revision', { mode: 'number' }).notNull(),
    },
    (table) => [check('provider_book_revision_check', sql`${table.revision} > 0`)],
  );

  /** Announced files. Files that are unused after a day are removed. */
  const upload = within.table(
    'upload',
    {
      contractId: identifier('contract_id').$type<ContractId>().notNull(),
      id: identifier('id').$type<UploadId>().notNull(),
      personId: text('person_id').notNull(),
      /** In bytes. */
      size: count('size'),
      announcedAtMs: count('announced_at_ms'),
      /** Whether a submission or a statement is known to use it. */
      named: boolean('named').notNull(),
    },
    (table) => [
      primaryKey({ name: 'upload_pkey', columns: [table.contractId, table.id] }),
      index('upload_unnamed').on(table.announcedAtMs).where(sql`not ${table.named}`),
      index('upload_person').on(table.personId).where(sql`not ${table.named}`),
      check('upload_size_check', sql`${table.size} > 0 and ${table.size} <= 9007199254740991`),
    ],
  );

  const migration = within.table('migration', {
    name: text('name').primaryKey(),
    checksum: text('checksum').notNull(),
    appliedAt: timestamp('applied_at', { withTimezone: true }).notNull().defaultNow(),
  });

  return {
    ...outboxTables(within),
    contract,
    contractParty,
    milestone,
    payment,
    event,
    word,
    movement,
    idempotency,
    creationKey,
    notification,
    sessionRevocation,
    operatorAccess,
    billingDetails,
    keptDocument,
    upload,
    providerBook,
    migration,
    contractStatusV1: contractStatusView(within, contract),
  };
}

export type WorkroomSchema = ReturnType<typeof workroomSchema>;

/** The tables and views in the default schema. A host with another schema uses `workroomSchema(name)`. */
export const schema: WorkroomSchema = workroomSchema();
