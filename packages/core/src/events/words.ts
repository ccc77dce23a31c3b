import type { EventActor, EventData, EventType } from './event.ts';

// Rule 67: which fields of an event are words, that is, text that people wrote. Words enter the hash chain as salted
// commitments, so that they can be erased without breaking it. All other fields are hashed directly.

/**
 * - `own`: written by the event's actor.
 * - `quoted`: written by the first author of this text on the contract, else by the actor: the title of a milestone that is
 *   removed, the terms of a proposal that somebody else accepts.
 * - `plain`: no personal words: a date, a code, an id.
 */
type WordKind = 'own' | 'quoted' | 'plain';

/**
 * The declaration of an event's data: `own` or `quoted` for each field of free text, at any depth, or `plain` for a
 * whole branch. Ids and enumerations need no declaration. `{ id, name }` is a person, whose name is always a word.
 */
export type WordsOf<Data> = {
  readonly [Key in KeyOf<Data> as HasText<ValueOf<Data, Key>> extends true ? Key : never]: FieldWords<
    NonNullable<ValueOf<Data, Key>>
  >;
};
type FieldWords<Value> = [Value] extends [string]
  ? WordKind
  : [Value] extends [readonly (infer Item)[]]
    ? FieldWords<NonNullable<Item>>
    : [Value] extends [{ readonly id: string; readonly name: string }]
      ? 'person'
      : [Value] extends [Readonly<Record<string, string>>]
        ? WordKind
        : WordsOf<Value> | 'plain';
type KeyOf<Union> = Union extends unknown ? keyof Union : never;
type ValueOf<Union, Key> = Union extends unknown ? (Key extends keyof Union ? Union[Key] : never) : never;
type HasText<Value> = true extends TextIn<NonNullable<Value>> ? true : false;
type TextIn<Value> = Value extends string
  ? string extends Value
    ? true
    : false
  : Value extends readonly (infer Item)[]
    ? TextIn<NonNullable<Item>>
    : Value extends object
      ? { [Key in keyof Value]-?: TextIn<NonNullable<Value[Key]>> }[keyof Value]
      : false;

const terms = { title: 'own', description: 'own', dueOn: 'plain' } as const;
const quotedTerms = { title: 'quoted', description: 'quoted', dueOn: 'plain' } as const;
/** The hash of a widely known file would reveal which file it is. */
const files = { name: 'own', contentType: 'plain', sha256: 'own' } as const;

/** Every event type, so that a new type must declare its words. */
export const eventWords = {
  'contract.created': { title: 'own', currency: 'plain', client: 'person', freelancer: 'person', policy: 'plain' },
  'contract.accepted': {},
  'contract.declined': { reason: 'own' },
  'contract.withdrawn': { reason: 'own' },
  'contract.edited': { title: 'own', metadata: 'own' },
  'contract.mediator_appointed': { mediator: 'person', previous: 'person' },
  'contract.members_changed': {
    client: 'person',
    freelancer: 'person',
    added: 'person',
    removed: 'person',
    changed: 'person',
  },
  'contract.ending': { reason: 'quoted' },
  'contract.ended': { reason: 'quoted' },
  'contract.frozen': { reason: 'own' },
  'contract.unfrozen': { reason: 'own' },
  'operator.released': { reason: 'own' },
  'operator.refunded': { reason: 'own' },
  'operator.extended': { reason: 'own', endsAt: 'plain' },
  'operator.ended': { reason: 'own' },
  'milestone.added': { title: 'quoted', dueOn: 'plain' },
  'milestone.edited': { before: quotedTerms, after: quotedTerms },
  'milestone.removed': { title: 'quoted' },
  'milestones.reordered': {},
  'milestone.funding': { fees: 'plain' },
  'milestone.funded': {},
  'milestone.increase_agreed': {},
  'milestone.submitted': { message: 'own', links: { url: 'own', label: 'own' }, files, reviewEndsAt: 'plain' },
  'milestone.submission_withdrawn': {},
  'milestone.changes_requested': { message: 'own' },
  'milestone.review_extended': { reviewEndsAt: 'plain' },
  'review.reminder': { reviewEndsAt: 'plain' },
  'milestone.released': { fees: 'plain', note: 'own' },
  'milestone.auto_released': { fees: 'plain' },
  'milestone.refunded': { fees: 'plain' },
  'milestone.cancelled': {},
  'bonus.given': { fees: 'plain', note: 'own' },
  'funds.carried': {},
  'funds.hold_ending': { holdUntil: 'plain' },
  'funds.released': { fees: 'plain' },
  'funds.refunded': { fees: 'plain' },
  'proposal.made': { changes: { add: terms, edit: { before: quotedTerms, after: terms } }, note: 'own' },
  'proposal.accepted': {},
  'proposal.rejected': { reason: 'own' },
  'proposal.withdrawn': {},
  'proposal.outdated': {},
  'refund.requested': { reason: 'own', answerBy: 'plain' },
  'refund.withdrawn': {},
  'refund.voided': {},
  'refund.agreed': {},
  'refund.expired': {},
  'refund.volunteered': { reason: 'own' },
  'dispute.opened': { reason: 'own', decideBy: 'plain' },
  'dispute.statement': { message: 'own', files },
  'dispute.offer': {},
  'dispute.no_overlap': {},
  'dispute.voided': {},
  'dispute.settled': {},
  'dispute.decided': { note: 'own' },
  'dispute.defaulted': {},
  'payment.pending': { fees: 'plain' },
  'payment.requires_action': { actionBy: 'plain' },
  'payment.succeeded': { reason: 'own' },
  'payment.failed': { failure: { code: 'own', message: 'own' } },
  'payment.parked': { failure: { code: 'own', message: 'own' } },
  'payment.reversed': {},
  'payment.retried': { fees: 'plain', reason: 'own' },
  'payment.cancelled': {},
  'payout.scheduled': { dueAt: 'plain' },
  'payout.held': {},
  'payout.sent': {},
  'return.made': { reason: 'own' },
  'return.completed': {},
  'return.parked': {},
  'return.cancelled': { reason: 'own' },
  'return.borne': { reason: 'own' },
  'chargeback.inquiry': {},
  'chargeback.opened': { reason: 'own' },
  'chargeback.updated': { reason: 'own' },
  'chargeback.won': { reason: 'own' },
  'chargeback.lost': { reason: 'own' },
  'chargeback.evidence_sent': {},
  'payment.external': { currency: 'plain', reference: 'plain' },
  'payment.flagged': { reference: 'plain' },
  'difference.acknowledged': { reason: 'own' },
  'approval.requested': { request: 'own' },
  'approval.approved': {},
  'approval.rejected': { reason: 'own' },
  'approval.withdrawn': {},
  'approval.expired': {},
  'approval.voided': {},
  'message.posted': { text: 'own', files },
  'text.erased': {},
} as const satisfies { readonly [Type in EventType]: WordsOf<EventData[Type]> };

/** One field of words of an event. */
export interface EventWord {
  /** Its place in the event, as a JSON pointer (RFC 6901): `/data/links/0/url`. */
  readonly pointer: string;
  readonly kind: 'own' | 'quoted' | 'name';
  readonly text: string;
  /** The author: the event's actor, or the person it names; `null` for the marketplace's server and the system. */
  readonly personId: string | null;
}

interface WithWords {
  readonly type: EventType;
  readonly actor: EventActor;
  readonly data: object;
}

/**
 * An event's actor and data with every word replaced.
 *
 * @param replace called for each word, in order
 */
export function mapWords(
  { type, actor, data }: WithWords,
  replace: (word: EventWord) => unknown,
): { readonly actor: object; readonly data: object } {
  const writer = 'id' in actor ? actor.id : null;
  const nameOf = (id: string, text: string, pointer: string) =>
    replace({ pointer: `${pointer}/name`, kind: 'name', text, personId: id });

  function mapped(value: unknown, words: Words | undefined, pointer: string): unknown {
    if (words === undefined || words === 'plain' || value === null || value === undefined) return value;
    if (Array.isArray(value)) return value.map((item, index) => mapped(item, words, `${pointer}/${index}`));
    if (typeof value === 'string' && typeof words === 'string' && words !== 'person') {
      return replace({ pointer, kind: words, text: value, personId: writer });
    }
    if (typeof value !== 'object') return value;
    if (words === 'person') {
      const { id } = value as { readonly id: string };
      const name = (key: string, each: unknown) =>
        key === 'name' && typeof each === 'string' ? nameOf(id, each, pointer) : each;
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, name(key, each)]));
    }
    return mappedFields(value as Readonly<Record<string, unknown>>, words, pointer);
  }

  /** Returns the same object if none of its fields is a word, as in most events. */
  function mappedFields(value: Readonly<Record<string, unknown>>, words: Exclude<Words, 'plain'>, pointer: string) {
    let copy: Record<string, unknown> | null = null;
    for (const key of Object.keys(value)) {
      const own = typeof words === 'string' ? words : Object.hasOwn(words, key) ? words[key] : undefined;
      if (own === undefined || own === 'plain') continue;
      copy ??= { ...value };
      copy[key] = mapped(value[key], own, `${pointer}/${escaped(key)}`);
    }
    return copy ?? value;
  }

  return {
    actor: 'id' in actor ? { ...actor, name: nameOf(actor.id, actor.name, '/actor') } : actor,
    data: mapped(data, eventWords[type], '/data') as object,
  };
}

type Words = WordKind | 'person' | { readonly [Key in string]?: Words };

/** A member's name as a token of a JSON pointer. */
function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Replaces erased words. Screens show it in the reader's language. */
export const erasedText = '[deleted]';
/** Replaces an erased name. */
export const erasedName = 'Deleted user';
