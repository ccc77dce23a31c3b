import type { WorkroomSchema } from './schema.ts';

/** A table as statements name it, and its columns but those that the database fills in. */
export interface Table<Key extends string = string> {
  /** `"workroom"."contract"` */
  readonly name: string;
  readonly columns: readonly Column<Key>[];
}

export interface Column<Key extends string = string> {
  /** What the column is called in a row that is JSON. */
  readonly key: Key;
  readonly name: string;
  readonly type: string;
  readonly isNullable: boolean;
  /** A text that the table holds to letters, so that it is its own JSON between quotes. */
  readonly isWord: boolean;
}

/** The Drizzle schema's tables. A test holds the two together. */
export type Tables = {
  readonly [Name in Exclude<keyof WorkroomSchema, 'migration'>]: Table<KeyOf<Name>>;
};

type FilledIn = 'createdAt' | 'transaction';
type KeyOf<Name extends keyof WorkroomSchema> = Exclude<keyof WorkroomSchema[Name]['$inferSelect'] & string, FilledIn>;

const id = 'text collate "C"';

// Not taken from the Drizzle schema itself: loading Drizzle costs a process 200 ms of CPU time and 120 MB on Node 24,
// which reads the package's list of 1,200 exports again for each of its hundred modules that it loads.
const columnTypes: { readonly [Name in keyof Tables]: Readonly<Record<KeyOf<Name>, string>> } = {
  contract: {
    id,
    seq: 'bigint',
    version: 'bigint',
    head: 'text',
    title: 'text',
    metadata: 'jsonb',
    currency: 'text',
    status: 'text',
    clientId: 'text',
    clientName: 'text',
    freelancerId: 'text',
    freelancerName: 'text',
    members: 'jsonb',
    mediator: 'jsonb',
    deposited: 'bigint',
    released: 'bigint',
    refunded: 'bigint',
    bonuses: 'bigint',
    carried: 'bigint',
    held: 'bigint',
    carriedLots: 'jsonb',
    sources: 'jsonb',
    proposals: 'jsonb',
    refundRequest: 'jsonb',
    dispute: 'jsonb',
    policy: 'jsonb',
    searchText: 'text',
    nextDeadlineMs: 'bigint',
    createdAtMs: 'bigint',
    updatedAtMs: 'bigint',
    endedAtMs: 'bigint',
  },
  contractParty: { contractId: id, personId: 'text', role: 'text' },
  milestone: {
    contractId: id,
    id,
    position: 'integer',
    title: 'text',
    description: 'text',
    amount: 'bigint',
    dueOn: 'text',
    state: 'text',
    detail: 'jsonb',
    deposited: 'bigint',
    carriedIn: 'bigint',
    released: 'bigint',
    refunded: 'bigint',
    carriedOut: 'bigint',
    held: 'bigint',
    lots: 'jsonb',
    submission: 'jsonb',
    changeRequest: 'jsonb',
    refundWithdrawn: 'boolean',
    pendingIncrease: 'jsonb',
  },
  payment: {
    contractId: id,
    id,
    kind: 'text',
    purpose: 'text',
    milestoneId: 'text',
    amount: 'bigint',
    fee: 'bigint',
    source: id,
    status: 'text',
    failure: 'jsonb',
    clientAction: 'jsonb',
    actionByMs: 'bigint',
    reference: 'text',
    paymentMethod: 'text',
    bonus: 'jsonb',
    createdAtMs: 'bigint',
    attempts: 'integer',
    nextAttemptAtMs: 'bigint',
    leaseUntilMs: 'bigint',
  },
  event: {
    contractId: id,
    seq: 'bigint',
    id: 'text',
    type: 'text',
    actor: 'jsonb',
    commandId: 'text',
    occurredAtMs: 'bigint',
    recordedAtMs: 'bigint',
    data: 'jsonb',
    hash: 'text',
  },
  movement: {
    contractId: id,
    seq: 'bigint',
    id,
    eventId: 'text',
    debit: 'text',
    credit: 'text',
    amount: 'bigint',
    atMs: 'bigint',
  },
  idempotency: { contractId: id, actor: 'text', key: 'text', bodyHash: 'text', status: 'integer', seq: 'bigint' },
  creationKey: { actor: 'text', key: 'text', bodyHash: 'text', contractId: id },
  notification: {
    contractId: id,
    seq: 'bigint',
    personId: 'text',
    eventId: id,
    type: 'text',
    milestoneId: 'text',
    contractTitle: 'text',
    title: 'text',
    text: 'text',
    createdAtMs: 'bigint',
    readAtMs: 'bigint',
  },
  sessionRevocation: { personId: 'text', untilMs: 'bigint' },
  providerBook: { key: id, entry: 'text', revision: 'bigint' },
  outboxReader: { name: id, watermark: 'xid8', createdAtMs: 'bigint' },
  outboxPlace: {
    contractId: id,
    reader: id,
    seq: 'bigint',
    wantedSeq: 'bigint',
    attempts: 'integer',
    failingSinceMs: 'bigint',
    nextAttemptAtMs: 'bigint',
    leaseUntilMs: 'bigint',
  },
  webhookEndpoint: {
    id,
    url: 'text',
    description: 'text',
    types: 'jsonb',
    secrets: 'jsonb',
    enabled: 'boolean',
    disabledReason: 'text',
    failingSinceMs: 'bigint',
    restUntilMs: 'bigint',
    createdAtMs: 'bigint',
  },
  webhookDelivery: {
    endpointId: id,
    messageId: id,
    id,
    contractId: id,
    seq: 'bigint',
    type: 'text',
    status: 'text',
    attempts: 'integer',
    answerStatus: 'integer',
    error: 'text',
    firstAttemptAtMs: 'bigint',
    lastAttemptAtMs: 'bigint',
  },
  upload: { contractId: id, id, personId: 'text', size: 'bigint', announcedAtMs: 'bigint', named: 'boolean' },
  heartbeat: { duty: 'text', atMs: 'bigint' },
};

const nullable: { readonly [Name in keyof Tables]?: readonly KeyOf<Name>[] } = {
  contract: ['mediator', 'refundRequest', 'dispute', 'nextDeadlineMs', 'endedAtMs'],
  milestone: ['dueOn', 'submission', 'changeRequest', 'pendingIncrease'],
  payment: [
    'milestoneId',
    'source',
    'failure',
    'clientAction',
    'actionByMs',
    'reference',
    'paymentMethod',
    'bonus',
    'nextAttemptAtMs',
    'leaseUntilMs',
  ],
  notification: ['milestoneId', 'readAtMs'],
  outboxPlace: ['failingSinceMs', 'nextAttemptAtMs', 'leaseUntilMs'],
  webhookEndpoint: ['types', 'disabledReason', 'failingSinceMs', 'restUntilMs'],
  webhookDelivery: ['contractId', 'seq', 'answerStatus', 'error'],
};

/** None of them can be null. */
const words: { readonly [Name in keyof Tables]?: readonly KeyOf<Name>[] } = {
  contract: ['currency', 'status'],
  milestone: ['state'],
  payment: ['kind', 'purpose', 'status'],
};

/** The tables in a Postgres schema of that name. */
export function tablesIn(schema: string): Tables {
  const isIn = (named: Readonly<Record<string, readonly string[]>>, table: string, key: string) =>
    named[table]?.includes(key) ?? false;
  const tables = Object.entries<Readonly<Record<string, string>>>(columnTypes).map(([name, types]) => [
    name,
    {
      name: `"${schema}"."${inSql(name)}"`,
      columns: Object.entries(types).map(([key, type]) => {
        return { key, name: inSql(key), type, isNullable: isIn(nullable, name, key), isWord: isIn(words, name, key) };
      }),
    },
  ]);
  return Object.fromEntries(tables) as Tables;
}

/** `nextDeadlineMs` is `next_deadline_ms` to the database. */
function inSql(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
