import { balances, type Contract, formatInstant, type Instant, kindOf, type Movement, type Side } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { type Commitment, mapCommitted } from '../store/commitments.ts';
import { chainStart } from '../store/hash-chain.ts';
import type { Store, StoredEvent } from '../store/store.ts';
import { roundOfTheLoop } from '../timer.ts';

export type Evidence = Output<'Evidence'>;
export type EvidenceEvent = Evidence['events'][number];
/** Also reads the previous version. */
export type EvidenceFile = Omit<Evidence, 'format'> & Pick<EvidenceSource, 'format'>;
export type EvidenceMovement = Evidence['movements'][number];

/** The evidence of a contract, read page by page, because a history may be larger than a process's memory. */
export interface EvidenceSource extends Pick<Evidence, 'exportedAt' | 'contract' | 'head'> {
  readonly format: keyof typeof howToCheck;
  /** Starts from the first event on each call. */
  readonly events: () => AsyncIterable<readonly EvidenceEvent[]>;
  readonly movements: () => AsyncIterable<readonly EvidenceMovement[]>;
}

export const howToCheck = {
  'workroom-evidence/2':
    'Run `npx @workroom/server verify <this file>`, which needs no network. By hand: the hash of each event of format 2 is the SHA-256, in hex, of {"format": 2, "previous": hash of the event before it (64 zeros for the first), "event": the event without its format and hash, and with {"commitment": …} alone for each word, "movements": its movements in order of their ids}, as JSON in the canonical form of RFC 8785. A commitment is the SHA-256, in hex, of the 16 bytes of the salt and the UTF-8 of the text. The documentation has every byte. Compare `head` with the one in a webhook or mail about this contract.',
  'workroom-evidence/1':
    'Run `npx @workroom/server verify <this file>`, which needs no network. By hand: the hash of each event is the SHA-256, in hex, of {"previous": hash of the event before it (64 zeros for the first), "event": the event without its hash, "movements": its movements in order of their ids}, as JSON in the canonical form of RFC 8785. Compare `head` with the one in a webhook or mail about this contract.',
} as const;

/** An event may be as large as a request: 256 KiB. */
const eventsAtOnce = 20;
/** Most events have no movements, and none has many. */
const eventsOfMovementsAtOnce = 500;

/**
 * The evidence up to the given state of the contract; later commits belong to a later export.
 *
 * @param reader the reader's side: only a side itself and the marketplace can read its approval requests
 */
export async function readEvidence(
  store: Pick<Store, 'timeline' | 'movements'>,
  { id, seq, title, currency, client, freelancer, createdAt }: Contract,
  now: Instant,
  reader: Side | null,
): Promise<EvidenceSource> {
  const [last] = await store.timeline(id, seq - 1, 1);

  async function* events() {
    for (let after = 0; after < seq; after += eventsAtOnce) {
      const page = await store.timeline(id, after, Math.min(eventsAtOnce, seq - after));
      yield page.map((stored) => evidenceEvent(id, stored, reader));
      // An embedded database answers within the same turn of the event loop, which would block everybody else.
      await roundOfTheLoop();
    }
  }
  return {
    format: 'workroom-evidence/2',
    exportedAt: formatInstant(now),
    contract: { id, title, currency, client, freelancer, createdAt: formatInstant(createdAt) },
    events,
    movements: () => movementPages(store, { id, seq }),
    head: last?.hash ?? chainStart,
  };
}

function evidenceEvent(
  contractId: Contract['id'],
  { event: { id, seq, type, occurredAt, recordedAt }, hash, chained: { format, actor, data } }: StoredEvent,
  reader: Side | null,
): EvidenceEvent {
  const side = 'side' in data ? data.side : null;
  const isShown = kindOf(type).ofSide !== true || reader === side || reader === 'server' || reader === 'operator';
  return {
    id,
    contractId,
    seq,
    format,
    type,
    actor: actor as EvidenceEvent['actor'],
    occurredAt: formatInstant(occurredAt),
    recordedAt: formatInstant(recordedAt),
    data: isShown ? { ...data } : (mapCommitted(data, withheld) as EvidenceEvent['data']),
    hash,
  };
}

function withheld({ commitment }: Commitment) {
  return { commitment, withheld: true };
}

/** A contract's ledger up to its event `seq`, page by page. */
export async function* movementPages(
  store: Pick<Store, 'movements'>,
  { id, seq }: Pick<Contract, 'id' | 'seq'>,
): AsyncGenerator<readonly EvidenceMovement[]> {
  for (let after = 0; after < seq; after += eventsOfMovementsAtOnce) {
    const through = Math.min(after + eventsOfMovementsAtOnce, seq);
    const page = await store.movements(id, { after, through });
    yield page.map(({ at, ...movement }) => ({ ...movement, at: formatInstant(at) }));
    await roundOfTheLoop();
  }
}

/** The evidence from a complete file. */
export function sourceOf({ events, movements, ...rest }: EvidenceFile): EvidenceSource {
  const once = <Item>(items: readonly Item[]) =>
    async function* () {
      yield items;
    };
  return { ...rest, events: once(events), movements: once(movements) };
}

/** Adds up streamed movements. */
export function runningBalances() {
  const totals = new Map<string, number>();
  return {
    add(movements: readonly EvidenceMovement[]): void {
      // The edge: accounts are text on the wire.
      for (const [account, balance] of balances(movements as unknown as readonly Movement[])) {
        totals.set(account, (totals.get(account) ?? 0) + balance);
      }
    },
    result: (): Evidence['balances'] => Object.fromEntries(totals),
  };
}
