import {
  type Contract,
  type ContractEvent,
  type ContractId,
  formatInstant,
  instant,
  type Movement,
  peopleConcerned,
} from '@workroom/core';
import {
  type Commitment,
  type CommittedWord,
  mapCommitted,
  type NewWord,
  readable,
  type SealedEvent,
} from './commitments.ts';
import type { Row, SentRow } from './rows.ts';
import type { ErasedRows, ErasedWord, StoredEvent, StoredNotification } from './store.ts';

// The schema edge for what has happened on a contract: events with their words, movements and notifications.

export function eventRow(
  contractId: ContractId,
  event: ContractEvent,
  sealed: SealedEvent,
  hash: string,
): Omit<Row<'event'>, 'transaction' | 'erasedAtMs'> {
  const { occurredAt, recordedAt, ...same } = event;
  const at = { occurredAtMs: occurredAt, recordedAtMs: recordedAt };
  return { contractId, ...same, ...sealed, ...at, hash, format: 2 };
}

export function wordRow(contractId: ContractId, seq: number, word: NewWord): Omit<Row<'word'>, 'erasedAtMs'> {
  return { contractId, seq, ...word };
}

export function movementRow(contractId: ContractId, { at, ...same }: Movement): Row<'movement'> {
  return { contractId, ...same, atMs: at };
}

/**
 * The people whom an event concerns (rule 38), one row each. The text is rendered for each reader, so it is not stored.
 */
export type NotificationRow = SentRow<Omit<Row<'notification'>, 'personId'>> & {
  readonly personIds: readonly string[];
};

export function notificationRows(contract: Contract, event: ContractEvent): readonly NotificationRow[] {
  const people = peopleConcerned(contract, event);
  if (people.length === 0) return [];
  return [
    {
      contractId: contract.id,
      seq: event.seq,
      personIds: people.map(({ id }) => id),
      eventId: event.id,
      type: event.type,
      milestoneId: 'milestoneId' in event.data ? (event.data.milestoneId ?? undefined) : undefined,
      createdAtMs: event.recordedAt,
    },
  ];
}

export function erasedRow(
  contractId: ContractId,
  { seq, pointer, kind }: ErasedWord,
  { personId, atMs }: ErasedRows,
): Row<'word'> {
  return { contractId, seq, pointer, kind, personId, commitment: null, salt: null, text: null, erasedAtMs: atMs };
}

/** The words behind an event's commitments: some of its contract's words, and none in format 1. */
export type FoundWord = readonly [
  commitment: string,
  salt: string | null,
  text: string | null,
  erasedAtMs: number | null,
];

export function toEvent(
  { contractId: _, transaction: __, erasedAtMs: ___, ...row }: Row<'event'>,
  words: readonly FoundWord[],
): StoredEvent {
  const { occurredAtMs, recordedAtMs, hash, format, actor, data, ...same } = row;
  const sealed = format === 1 ? { actor, data } : withWords({ actor, data }, words);
  const event = { ...same, ...readable(sealed), occurredAt: occurredAtMs, recordedAt: recordedAtMs };
  return { event: event as ContractEvent, hash, chained: { format, ...sealed } };
}

function withWords({ actor, data }: SealedEvent, words: readonly FoundWord[]): SealedEvent {
  const found = (sealed: Commitment): CommittedWord => {
    const { commitment } = sealed;
    const [, salt = null, text = null, erasedAtMs = null] = words.find(([each]) => each === commitment) ?? [];
    if (salt !== null && text !== null) return { commitment, salt, text };
    return { commitment, erasedAt: formatInstant(instant(erasedAtMs ?? 0)) };
  };
  return { actor: mapCommitted(actor, found) as object, data: mapCommitted(data, found) as object };
}

export function toMovement({ contractId: _, atMs, ...same }: Row<'movement'>): Movement {
  return { ...same, at: atMs };
}

export function toNotification(row: Row<'notification'>): StoredNotification {
  const { eventId, type, contractId, seq, milestoneId, createdAtMs, readAtMs } = row;
  return { id: eventId, type, contractId, seq, milestoneId, createdAt: createdAtMs, readAt: readAtMs };
}
