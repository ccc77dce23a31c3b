import { type ContractId, type Instant, instant } from '@workroom/core';
import { noDetails } from '../../billing-details.ts';
import { type Connections, type Database, overConnections } from '../database.ts';
import type { WebhookEndpoint } from '../outbox.ts';
import type { Change, ListQuery, NotificationQuery } from '../store.ts';
import { storeOver, type WorkroomStore } from '../store-over.ts';
import { dana, dealsIn, milestoneAt } from './suite-deals.ts';

/** A query of the store, and the indexes that the database must use for it. */
export interface StoreQuery {
  /** The method's name; a colon precedes what is special about this call. */
  readonly name: string;
  readonly ask: (store: WorkroomStore) => Promise<unknown>;
  readonly indexes: readonly string[];
  /** Tables that it may scan completely. */
  readonly whole?: readonly string[];
  /** Concerns one contract, whose id every table is filtered by. */
  readonly ofOne?: true;
  /** A statement to run before. */
  readonly before?: string;
}

/**
 * Small tables, with one row per endpoint, job or recently revoked session, or for trying out: a full scan is the
 * fastest way.
 */
const small = ['webhook_endpoint', 'outbox_reader', 'heartbeat', 'session_revocation', 'provider_book'];

/** Every query of the store, with that contract id and person id. */
export function storeQueries(id: ContractId, personId: string): readonly StoreQuery[] {
  const now: Instant = instant(2);
  const list = (query: Partial<ListQuery>) => (store: WorkroomStore) =>
    store.listContracts({ personId, sort: 'newest', limit: 20, ...blankList, ...query });
  const listed = (query: Partial<NotificationQuery>) => (store: WorkroomStore) =>
    store.notifications({
      personId,
      unreadOnly: false,
      limit: 20,
      cursor: undefined,
      contractIds: undefined,
      ...query,
    });
  const work = { ...place, contractId: id };
  const noAccess = { contractId: undefined, operatorId: undefined, after: undefined, limit: 20 };
  return [
    {
      name: 'load',
      ask: (store) => store.load([{ id, payments: ['pay_1'], idempotency: { actor: 'a', key: 'k' } }]),
      indexes: ['contract_pkey', 'milestone_pkey', 'payment_pkey', 'idempotency_pkey'],
      ofOne: true,
    },
    {
      name: 'load: several',
      ask: (store) =>
        store.load([{ id, payments: ['pay_1'], idempotency: { actor: 'a', key: 'k' } }, { id: 'ctr_0018' }]),
      // If contracts have only a few statuses, PostgreSQL 18 skips through `contract_status` at the same cost.
      indexes: ['contract_', 'milestone_pkey', 'payment_pkey', 'idempotency_pkey'],
    },
    ...(['message', 'money', 'work', 'any', 'erasure'] as const).map(
      (kind): StoreQuery => ({
        name: `commit: ${kind}`,
        ask: async (store) => store.commit([await changeOf(store, id, kind)]),
        indexes: ['contract_pkey', 'idempotency_pkey', ...written[kind]],
        ofOne: true,
      }),
    ),
    {
      name: 'commit: several',
      ask: async (store) =>
        store.commit([await changeOf(store, id, 'any'), await changeOf(store, 'ctr_0018', 'message')]),
      indexes: ['contract_pkey', 'idempotency_pkey', ...written.any],
    },
    {
      name: 'commit: creation',
      ask: (store) => {
        const deals = dealsIn(store);
        const idempotency = { actor: 'server', key: deals.newId('command'), bodyHash: 'b', status: 201 };
        return store.commit([deals.change(null, deals.offer(), { idempotency })]);
      },
      indexes: ['contract_pkey', 'idempotency_pkey'],
      ofOne: true,
    },
    {
      name: 'wasCommitted',
      ask: (store) => store.wasCommitted(id, 'cmd_1', 2),
      indexes: ['event_pkey'],
      ofOne: true,
    },
    {
      name: 'findCreated',
      ask: (store) => store.findCreated({ actor: 'server', key: 'k7' }),
      indexes: ['creation_key_pkey'],
    },
    {
      name: 'forgetKeys',
      before: `update workroom.idempotency set created_at = now() - interval '8 days' where right(contract_id, 2) = '00';
        update workroom.creation_key set created_at = now() - interval '8 days' where right(key, 2) = '00'`,
      ask: (store) => store.forgetKeys(86_400, 3),
      indexes: ['idempotency_age', 'idempotency_pkey', 'creation_key_age', 'creation_key_pkey'],
    },
    { name: 'listContracts', ask: list({}), indexes: ['contract_party_person'] },
    { name: 'listContracts: next page', ask: list({ cursor: later }), indexes: ['contract_party_person'] },
    {
      name: 'listContracts: narrowed',
      ask: list({ role: 'client', text: 'x', status: 'active' }),
      indexes: ['contract_party_person'],
    },
    {
      name: 'listContracts: everybody’s',
      ask: list({ personId: null, cursor: later }),
      indexes: ['contract_pkey'],
    },
    {
      name: 'listContracts: everybody’s of a status',
      ask: list({ personId: null, status: 'ending' }),
      indexes: ['contract_status'],
    },
    {
      name: 'listContracts: by metadata',
      ask: list({ personId: null, metadata: { order: '42' } }),
      indexes: ['contract_metadata', 'contract_'],
    },
    {
      name: 'listContracts: a person’s by metadata',
      ask: list({ metadata: { order: '42' } }),
      indexes: ['contract_metadata', 'contract_party_'],
    },
    {
      name: 'timeline',
      ask: (store) => store.timeline(id, 2, 50),
      indexes: ['event_pkey', 'word_pkey', 'word_name'],
      ofOne: true,
    },
    { name: 'movements', ask: (store) => store.movements(id), indexes: ['movement_pkey'], ofOne: true },
    {
      name: 'books',
      ask: (store) => store.books(id, 1),
      indexes: ['contract_pkey', 'milestone_pkey', 'payment_pkey', 'movement_pkey'],
      ofOne: true,
    },
    { name: 'dueContracts', ask: (store) => store.dueContracts(now, 16_000), indexes: ['contract_due'] },
    {
      name: 'claimPayments',
      ask: (store) => store.claimPayments(1, 2, 10),
      indexes: ['payment_due', 'payment_pkey', 'contract_pkey'],
    },
    {
      name: 'openPayments',
      ask: (store) => store.openPayments({ status: 'pending', after: '', limit: 20 }),
      indexes: ['payment_open', 'contract_pkey'],
    },
    {
      name: 'paymentWork',
      ask: (store) => store.paymentWork(id, ['pay_1']),
      indexes: ['payment_pkey', 'contract_pkey'],
      ofOne: true,
    },
    {
      name: 'postponePayment',
      ask: (store) => store.postponePayment(id, 'pay_1', 3, 'pending'),
      indexes: ['payment_'],
      ofOne: true,
    },
    { name: 'notifications', ask: listed({}), indexes: ['notification_person', 'notification_unread'] },
    { name: 'notifications: next page', ask: listed({ cursor: 'evt_2' }), indexes: ['notification_person'] },
    { name: 'notifications: unread', ask: listed({ unreadOnly: true }), indexes: ['notification_'] },
    {
      name: 'notificationsOf',
      ask: (store) => store.notificationsOf(id, 3),
      indexes: ['notification_pkey'],
      ofOne: true,
    },
    {
      name: 'eventsAt',
      ask: (store) => store.eventsAt([{ contractId: id, seq: 3 }]),
      indexes: ['event_pkey'],
    },
    { name: 'markRead', ask: (store) => store.markRead(personId, null, now), indexes: ['notification_unread'] },
    {
      name: 'changedSince',
      ask: (store) => store.changedSince('999999999'),
      // The statement inside the function is checked separately.
      indexes: ['Function Scan on committed_between'],
    },
    {
      name: 'erasure.contractsOf',
      ask: ({ erasure }) => erasure.contractsOf(personId, '', 20),
      indexes: ['contract_party_person', 'word_person', 'notification_person'],
    },
    {
      name: 'erasure.deleteNotifications',
      ask: ({ erasure }) => erasure.deleteNotifications(id, personId),
      indexes: ['notification_'],
      ofOne: true,
    },
    {
      name: 'erasure.deleteNotifications: everybody’s',
      ask: ({ erasure }) => erasure.deleteNotifications(id, null),
      indexes: ['notification_'],
      ofOne: true,
    },
    {
      name: 'erasure.ended',
      ask: ({ erasure }) => erasure.ended({ kept: 'all', endedBy: now, after: { id, endedAt: instant(1) }, limit: 20 }),
      indexes: ['contract_kept'],
    },
    {
      name: 'erasure.markKept',
      ask: ({ erasure }) => erasure.markKept(id, 1, 'texts'),
      indexes: ['contract_'],
      ofOne: true,
    },
    { name: 'erasure.erasedOf', ask: ({ erasure }) => erasure.erasedOf(personId), indexes: ['word_person'] },
    {
      name: 'listContracts: the queue',
      ask: list({ personId: null, sort: 'waiting', attention: ['disputed'] }),
      indexes: ['contract_attention'],
    },
    {
      name: 'listContracts: the queue, next page',
      ask: list({ personId: null, sort: 'waiting', attention: ['disputed'], cursor: '1.ctr_0001' }),
      indexes: ['contract_attention'],
    },
    {
      name: 'listContracts: the queue of a person',
      ask: list({ sort: 'waiting', attention: ['disputed'] }),
      indexes: ['contract_', 'contract_party_'],
    },
    { name: 'attention', ask: (store) => store.attention([id]), indexes: ['contract_'] },
    { name: 'markBroken', ask: (store) => store.markBroken(id, now), indexes: ['contract_'], ofOne: true },
    // Sums over all rows: what is held, and the events of a period.
    {
      name: 'totals',
      ask: (store) => store.totals({ from: now, to: instant(3) }),
      indexes: [],
      whole: ['contract', 'event', 'movement', 'payment'],
    },
    {
      name: 'accessLog.add',
      ask: ({ accessLog }) => accessLog.add({ id: 'acc_1', contractId: id, operatorId: personId, at: now }),
      indexes: [],
      ofOne: true,
    },
    {
      name: 'accessLog.list',
      ask: ({ accessLog }) => accessLog.list({ ...noAccess, after: 'acc_1' }),
      indexes: ['operator_access_id'],
    },
    {
      name: 'accessLog.list: of a contract',
      ask: ({ accessLog }) => accessLog.list({ ...noAccess, contractId: id }),
      indexes: ['operator_access_pkey'],
      ofOne: true,
    },
    {
      name: 'accessLog.list: of an operator',
      ask: ({ accessLog }) => accessLog.list({ ...noAccess, operatorId: personId, after: 'acc_1' }),
      indexes: ['operator_access_'],
    },
    {
      name: 'documents.events',
      ask: ({ documents }) => documents.events(id),
      indexes: ['event_pkey', 'word_'],
      ofOne: true,
    },
    {
      name: 'documents.movements',
      ask: ({ documents }) => documents.movements(id),
      indexes: ['movement_pkey', 'event_pkey'],
      ofOne: true,
    },
    { name: 'documents.kept', ask: ({ documents }) => documents.kept(id), indexes: ['kept_document_'], ofOne: true },
    {
      name: 'documents.keep',
      ask: ({ documents }) => documents.keep(id, [{ documentId: 'doc_2', words: keptWords, since: now }]),
      indexes: [],
      ofOne: true,
    },
    {
      name: 'documents.forgetKept',
      ask: ({ documents }) => documents.forgetKept(now),
      indexes: ['kept_document_age'],
    },
    {
      name: 'feed.events',
      ask: ({ feed }) => feed.events({ after: feedPlace, types: undefined, limit: 20 }),
      indexes: ['event_transaction', 'event_pkey'],
    },
    {
      name: 'feed.events: of some types',
      ask: ({ feed }) => feed.events({ after: feedPlace, types: ['milestone.released'], limit: 20 }),
      indexes: ['event_transaction', 'event_pkey'],
    },
    {
      name: 'feed.missedBefore',
      ask: ({ feed }) => feed.missedBefore(feedPlace),
      indexes: ['event_'],
      ofOne: true,
    },
    {
      name: 'feed.movements',
      ask: ({ feed }) => feed.movements({ after: feedPlace, from: undefined, to: undefined, limit: 20 }),
      indexes: ['event_transaction', 'contract_pkey'],
      // Until there are statistics.
      whole: ['movement'],
    },
    {
      name: 'feed.settlements',
      ask: ({ feed }) => feed.settlements(settled),
      indexes: ['contract_party_person', 'event_pkey', 'movement_pkey', 'milestone_pkey'],
    },
    { name: 'people.current', ask: ({ people }) => people.current([personId]), indexes: ['billing_details_pkey'] },
    { name: 'people.versions', ask: ({ people }) => people.versions([personId]), indexes: ['billing_details_pkey'] },
    {
      name: 'people.add',
      ask: ({ people }) => people.add(personId, { ...noDetails, version: 1, from: now }),
      indexes: [],
    },
    {
      name: 'people.forgetVersions',
      ask: ({ people }) => people.forgetVersions(now),
      indexes: ['billing_details_later', 'billing_details_pkey', 'contract_party_', 'contract_pkey'],
    },
    { name: 'people.erase', ask: ({ people }) => people.erase(personId), indexes: ['billing_details_pkey'] },
    {
      name: 'uploads.add',
      ask: ({ uploads }) =>
        uploads.add({ contractId: id, id: `upl_${crypto.randomUUID()}`, personId, size: 1, announcedAtMs: 1 }),
      indexes: [],
    },
    { name: 'uploads.remove', ask: ({ uploads }) => uploads.remove(id, 'upl_1'), indexes: ['upload_'] },
    {
      name: 'uploads.retire',
      ask: ({ uploads }) => uploads.retire(id, 'upl_1', personId, 2),
      indexes: ['upload_', 'event_pkey'],
    },
    {
      name: 'uploads.use',
      ask: ({ uploads }) => uploads.use(id, personId),
      indexes: ['upload_'],
      whole: ['upload'],
    },
    { name: 'uploads.markNamed', ask: ({ uploads }) => uploads.markNamed(id, ['upl_1']), indexes: ['upload_'] },
    {
      name: 'uploads.outdated',
      ask: ({ uploads }) => uploads.outdated(id, ['upl_1'], 2),
      indexes: ['upload_', 'event_pkey'],
    },
    {
      name: 'uploads.unnamed',
      ask: ({ uploads }) => uploads.unnamed(2, 10),
      indexes: ['upload_', 'event_pkey'],
    },
    { name: 'sessionsRevokedUntil', ask: (store) => store.sessionsRevokedUntil([personId]), indexes: [], whole: small },
    { name: 'revokeSessions', ask: (store) => store.revokeSessions(personId, 2, 1), indexes: [], whole: small },

    { name: 'providerBooks.read', ask: ({ providerBooks }) => providerBooks.read('pay_1'), indexes: [], whole: small },
    {
      name: 'providerBooks.write',
      ask: ({ providerBooks }) => providerBooks.write('pay_1', '', 1),
      indexes: [],
      whole: small,
    },
    { name: 'providerBooks.keys', ask: ({ providerBooks }) => providerBooks.keys(), indexes: [], whole: small },

    { name: 'outbox.addReader', ask: ({ outbox }) => outbox.addReader('mail', 1), indexes: [] },
    {
      name: 'outbox.spread',
      ask: ({ outbox }) => outbox.spread(1),
      indexes: ['Function Scan on committed_between', 'outbox_place_'],
      whole: small,
    },
    {
      name: 'outbox.spread: after a restored dump',
      ask: ({ outbox }) => outbox.spread(1),
      before: "update workroom.outbox_reader set watermark = '900000000000'",
      indexes: ['event_pkey'],
      // Runs once, and reads every contract.
      whole: [...small, 'contract', 'outbox_place'],
    },
    {
      name: 'outbox.claim',
      ask: ({ outbox }) => outbox.claim(1, 2, 10, ['mail']),
      indexes: ['outbox_due', 'outbox_place_pkey', 'contract_pkey'],
      whole: small,
    },
    {
      name: 'outbox.advance',
      ask: ({ outbox }) => outbox.advance(work, 3),
      indexes: ['outbox_place_pkey'],
      ofOne: true,
    },
    {
      name: 'outbox.release',
      ask: ({ outbox }) => outbox.release(work, 1),
      indexes: ['outbox_place_pkey'],
      ofOne: true,
    },
    {
      name: 'outbox.postpone',
      ask: ({ outbox }) => outbox.postpone(work, 2, 1),
      indexes: ['outbox_place_pkey'],
      ofOne: true,
    },

    {
      name: 'webhooks.addEndpoint',
      ask: ({ webhooks }) => webhooks.addEndpoint(endpoint, 50),
      indexes: [],
      whole: small,
    },
    { name: 'webhooks.endpoints', ask: ({ webhooks }) => webhooks.endpoints(), indexes: [], whole: small },
    { name: 'webhooks.endpoint', ask: ({ webhooks }) => webhooks.endpoint(endpoint.id), indexes: [], whole: small },
    {
      name: 'webhooks.editEndpoint',
      ask: ({ webhooks }) =>
        webhooks.editEndpoint(
          endpoint.id,
          { enabled: { value: true, disabledReason: null, forgetsFailures: true } },
          1,
        ),
      indexes: [],
      // Runs rarely, and may concern every contract.
      whole: [...small, 'outbox_place'],
    },
    {
      name: 'webhooks.removeEndpoint',
      ask: ({ webhooks }) => webhooks.removeEndpoint(endpoint.id),
      indexes: ['outbox_place_', 'webhook_delivery_'],
      whole: small,
    },
    {
      name: 'webhooks.replaceSecrets',
      ask: ({ webhooks }) => webhooks.replaceSecrets(endpoint.id, [], []),
      indexes: [],
      whole: small,
    },
    {
      name: 'webhooks.recordAttempt',
      ask: ({ webhooks }) => webhooks.recordAttempt(attempt(id), null),
      indexes: [],
      whole: small,
    },
    {
      name: 'webhooks.deliveries',
      ask: ({ webhooks }) => webhooks.deliveries({ endpointId: endpoint.id, limit: 20 }),
      indexes: ['webhook_delivery_id'],
    },
    {
      name: 'webhooks.delivery',
      ask: ({ webhooks }) => webhooks.delivery(endpoint.id, attempt(id).id),
      indexes: ['webhook_delivery_id'],
    },
    {
      name: 'webhooks.forgetDeliveries',
      ask: ({ webhooks }) => webhooks.forgetDeliveries(3, 3),
      indexes: ['webhook_delivery_age', 'webhook_delivery_pkey'],
    },

    {
      name: 'figures.read',
      ask: ({ figures }) => figures.read(now, 1),
      indexes: ['contract_due', 'payment_open'],
      // Runs a few times per minute, and counts all rows.
      whole: [...small, 'contract', 'payment', 'outbox_place'],
    },
    { name: 'figures.beat', ask: ({ figures }) => figures.beat('sweep', 1), indexes: [] },
  ];
}

/** The indexes that a commit uses to find the rows that it changes. */
const written = {
  message: [],
  money: ['milestone_pkey', 'payment_pkey'],
  work: ['milestone_pkey', 'payment_pkey'],
  any: ['milestone_pkey', 'payment_pkey', 'contract_party_'],
  erasure: ['milestone_pkey', 'payment_pkey', 'contract_party_', 'word_pkey', 'event_pkey'],
} as const;

/** A change of a contract for each kind of commit. */
async function changeOf(store: WorkroomStore, id: ContractId, kind: keyof typeof written): Promise<Change> {
  const stored = (await store.load([{ id }])).get(id);
  if (stored === undefined) throw new Error(`there is no contract ${id}`);
  const deals = dealsIn(store);
  const commands = {
    message: { type: 'post_message', text: 'x' },
    money: {
      type: 'release',
      milestoneId: milestoneAt(stored, 0).id,
      amount: 1_000,
      leftover: { to: 'next_milestone' },
    },
    work: {
      type: 'release',
      milestoneId: milestoneAt(stored, 0).id,
      amount: 1_000,
      leftover: { to: 'next_milestone' },
      note: 'x',
    },
    erasure: { type: 'post_message', text: 'x' },
    any: { type: 'remove_milestone', milestoneId: milestoneAt(stored, 1).id },
  } as const;
  const idempotency = { actor: 'person:u1', key: `new-${kind}`, bodyHash: 'b', status: 200 };
  const pointer = '/data/message';
  const erased = {
    personId: 'u2',
    atMs: deals.now(),
    words: [{ seq: 7, pointer, kind: 'own', isNew: false } as const],
    // No events of format 1, which cannot be changed in other ways.
    events: [{ seq: 999_999, actor: {}, data: {} }],
  };
  return deals.change(stored, deals.decide(stored, commands[kind], dana), {
    idempotency,
    ...(kind === 'erasure' ? { erased } : {}),
  });
}

/** A statement as it was sent, with its parameters. */
export type Sent = readonly [statement: string, parameters: readonly unknown[]];

/** The statements that a store sends for a query. */
export async function sentFor(
  { ask }: StoreQuery,
  send: Connections['send'],
  close: Connections['close'],
): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const database: Database = overConnections('postgres', async () => ({
    send(statement, parameters) {
      sent.push([statement, parameters]);
      return send(statement, parameters);
    },
    close,
  }));
  await ask(storeOver(database, 'workroom'));
  return sent;
}

const later = 'ctr_2000';
const blankList = { role: undefined, status: undefined, text: undefined, contractIds: undefined, cursor: undefined };

const endpoint: WebhookEndpoint = {
  id: 'whk_1',
  url: 'https://example.com',
  description: '',
  types: null,
  secrets: [],
  enabled: true,
  disabledReason: null,
  failingSinceMs: null,
  createdAtMs: 1,
};

const keptWords = { recipient: { ...noDetails, name: 'Dana' }, titles: {}, of: [] };

const feedPlace = { transaction: '1', contractId: 'ctr_0017', seq: 3, movementId: '' } as const;

const settled = {
  personId: 'u2-17',
  contractIds: undefined,
  types: ['payment.succeeded'],
  from: instant(1),
  to: instant(3),
  after: null,
  limit: 20,
} as const;

const place = {
  reader: 'mail',
  seq: 1,
  wantedSeq: 2,
  attempts: 0,
  failingSinceMs: null,
  leaseUntilMs: 2,
  head: { seq: 2, hash: '' },
  endpoint: null,
};

const attempt = (contractId: ContractId) =>
  ({
    id: 'dlv_1',
    endpointId: endpoint.id,
    messageId: 'msg_1',
    contractId,
    seq: 1,
    type: 'milestone.paid',
    status: 'failed',
    answerStatus: 500,
    error: null,
    lastAttemptAtMs: 1,
  }) as const;
