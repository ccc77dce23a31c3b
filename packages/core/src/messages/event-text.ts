import { amountAtProvider } from '../amount-at-provider.ts';
import type { EventActor, EventData, EventType } from '../events/event.ts';
import type english from './en/events.ts';
import type { Words } from './words.ts';

export type EventWords = Words<keyof typeof english>;

/** An event of the timeline. */
export interface DescribedEvent {
  readonly type: string;
  readonly actor: EventActor;
  readonly data: object;
}

/** The contract data that an event's sentence uses. */
export interface DescribedContract {
  readonly currency: string;
  readonly client: { readonly name: string };
  readonly freelancer: { readonly name: string };
}

/** The text of an event: a sentence, and below it the person's own text, if any. */
export interface EntryText {
  readonly text: string;
  readonly quote: string | null;
}

/** An event on the wire, with its data by type. */
type Happened = { [Type in EventType]: { readonly type: Type; readonly data: EventData[Type] } }[EventType];

/** Titles of all milestones, by id, including deleted ones. */
export function titlesOf(
  contract: { readonly milestones: readonly { readonly id: string; readonly title: string }[] },
  events: readonly DescribedEvent[],
): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const { data } of events) {
    const { milestoneId, title } = data as { readonly milestoneId?: string | null; readonly title?: string };
    if (milestoneId && title !== undefined) titles.set(milestoneId, title);
  }
  for (const { id, title } of contract.milestones) titles.set(id, title);
  return titles;
}

/**
 * The text of an event on the timeline, in the evidence, and as the title of its notification. Events of an unknown
 * type have no text.
 *
 * @param seen a person's name as the reader sees it
 */
export function eventText(
  event: DescribedEvent,
  contract: DescribedContract,
  titles: ReadonlyMap<string, string>,
  words: EventWords,
  seen: (name: string, side: string) => string = (name) => name,
): EntryText | null {
  const { text, money, instant, written } = words;
  const cash = (amount: number) => money(amount, contract.currency);
  const who = seen(whoOf(event.actor, words), event.actor.side);
  const nameOfActor = 'name' in event.actor ? event.actor.name : who;
  const people = {
    who,
    client: seen(contract.client.name, 'client'),
    freelancer: seen(contract.freelancer.name, 'freelancer'),
  };
  const titled = (id: string | null) => titles.get(id ?? '') ?? '';
  const entryText = (sentence: string, quote: string | null = null): EntryText => ({
    text: sentence,
    quote: quote ? written(quote) : null,
  });
  const paymentOf = (payment: EventData['payment.succeeded']) =>
    paymentWords(payment, titled(payment.milestoneId), cash, words);

  // The schema leaves `data` open; the types come from core, and the default branch handles newer types.
  const happened = event as unknown as Happened;
  const { type } = happened;
  const plain = `event.${type}` as const;
  switch (happened.type) {
    case 'contract.created':
      if (happened.data.status === 'offered') return entryText(text('event.contract.created.offered', people));
      if (happened.data.milestones === 0) return entryText(text('event.contract.created.empty', people));
      return entryText(text(plain, { ...people, count: happened.data.milestones }));
    case 'contract.declined':
    case 'contract.withdrawn':
    case 'contract.ending':
    case 'contract.ended':
      return entryText(text(plain, people), happened.data.reason);
    case 'contract.frozen':
      // Nobody wrote the reason of a freeze by a chargeback, so it is a text in the reader's language.
      if (event.actor.side === 'system') return entryText(text('event.contract.frozen.bank', people));
      return entryText(text(plain, people), happened.data.reason);
    case 'contract.unfrozen': {
      const isBanks = event.actor.side === 'system';
      if (happened.data.stillFrozen)
        return entryText(text('event.contract.unfrozen.still', people), isBanks ? null : happened.data.reason);
      if (isBanks) return entryText(text('event.contract.unfrozen.bank', people));
      return entryText(text(plain, people), happened.data.reason);
    }
    case 'operator.released':
    case 'operator.refunded':
      return entryText(
        text(plain, { ...people, who: nameOfActor, amount: cash(happened.data.amount) }),
        happened.data.reason,
      );
    case 'operator.extended': {
      const { deadline, days, reason } = happened.data;
      return entryText(text(plain, { ...people, count: days, deadline: text(`deadline.${deadline}`) }), reason);
    }
    case 'operator.ended': {
      const { toFreelancer, toClient, reason } = happened.data;
      const split = { toFreelancer: cash(toFreelancer), toClient: cash(toClient) };
      return entryText(text(plain, { ...people, who: nameOfActor, ...split }), reason);
    }
    case 'contract.accepted':
    case 'contract.members_changed':
    case 'milestones.reordered':
      return entryText(text(plain, people));
    case 'contract.edited': {
      const { title } = happened.data;
      return entryText(
        title === undefined ? text(plain, people) : text('event.contract.edited.title', { ...people, title }),
      );
    }
    case 'contract.mediator_appointed': {
      const { mediator } = happened.data;
      if (mediator === null) return entryText(text('event.contract.mediator_appointed.none'));
      return entryText(text(plain, { mediator: mediator.name }));
    }
    case 'milestone.added':
    case 'milestone.auto_released':
    case 'milestone.refunded': {
      const { milestoneId, amount } = happened.data;
      return entryText(text(plain, { ...people, milestone: titled(milestoneId), amount: cash(amount) }));
    }
    case 'milestone.edited': {
      const changes = changeWords(happened.data, cash, words);
      return entryText(text(plain, { ...people, milestone: titled(happened.data.milestoneId), changes }));
    }
    case 'milestone.removed':
      return entryText(text(plain, { ...people, milestone: happened.data.title }));
    case 'milestone.funding': {
      const { milestoneId, charged, fee } = happened.data;
      return entryText(text(plain, { ...people, milestone: titled(milestoneId), amount: cash(charged + fee) }));
    }
    case 'milestone.funded': {
      const { milestoneId, amount, carried, increase } = happened.data;
      const values = { milestone: titled(milestoneId), amount: cash(amount), carried: cash(carried) };
      if (increase) return entryText(text('event.milestone.funded.increase', values));
      return entryText(text(carried > 0 ? 'event.milestone.funded.carried' : plain, values));
    }
    case 'milestone.increase_agreed': {
      const { milestoneId, increase, amount } = happened.data;
      return entryText(text(plain, { milestone: titled(milestoneId), increase: cash(increase), amount: cash(amount) }));
    }
    case 'review.reminder': {
      const { milestoneId, daysLeft } = happened.data;
      return entryText(text(plain, { ...people, milestone: titled(milestoneId), count: daysLeft }));
    }
    case 'proposal.made':
      return entryText(text(plain, { ...people, count: happened.data.changes.length }), happened.data.note);
    case 'proposal.rejected':
    case 'approval.rejected':
      return entryText(text(plain, people), happened.data.reason);
    case 'proposal.accepted':
    case 'proposal.withdrawn':
    case 'proposal.outdated':
    case 'approval.requested':
    case 'approval.approved':
    case 'approval.withdrawn':
    case 'approval.expired':
    case 'approval.voided':
      return entryText(text(plain, people));
    case 'milestone.submitted': {
      const { milestoneId, message, reviewEndsAt } = happened.data;
      return entryText(
        text(plain, { ...people, milestone: titled(milestoneId), until: instant(reviewEndsAt) }),
        message,
      );
    }
    case 'milestone.changes_requested':
      return entryText(text(plain, { ...people, milestone: titled(happened.data.milestoneId) }), happened.data.message);
    case 'milestone.submission_withdrawn':
    case 'milestone.cancelled':
      return entryText(text(plain, { ...people, milestone: titled(happened.data.milestoneId) }));
    case 'milestone.review_extended': {
      const { milestoneId, days, reviewEndsAt } = happened.data;
      const values = { ...people, milestone: titled(milestoneId), count: days, until: instant(reviewEndsAt) };
      return entryText(text(plain, values));
    }
    case 'milestone.released': {
      const { milestoneId, amount, note } = happened.data;
      const values = { ...people, milestone: titled(milestoneId), amount: cash(amount) };
      // A split by a mediator or by default also releases money; its own entry says who decided.
      return entryText(text(event.actor.side === 'client' ? 'event.milestone.released.by' : plain, values), note);
    }
    case 'bonus.given':
      return entryText(text(plain, { ...people, amount: cash(happened.data.amount) }), happened.data.note);
    case 'funds.carried': {
      const { milestoneId, amount, toMilestoneId } = happened.data;
      const values = { milestone: titled(milestoneId), amount: cash(amount), next: titled(toMilestoneId) };
      return entryText(text(toMilestoneId === null ? 'event.funds.carried.unplaced' : plain, values));
    }
    case 'funds.hold_ending': {
      const { amount, holdUntil } = happened.data;
      return entryText(text(plain, { amount: cash(amount), until: instant(holdUntil) }));
    }
    case 'funds.released':
    case 'funds.refunded':
    case 'refund.withdrawn':
    case 'refund.agreed':
    case 'refund.expired':
      return entryText(text(plain, { ...people, amount: cash(happened.data.amount) }));
    case 'refund.voided':
    case 'dispute.voided': {
      // An operator ended the contract, or the money was lost.
      const key = event.actor.side === 'operator' ? plain : (`event.${happened.type}.lost` as const);
      return entryText(text(key, { ...people, amount: cash(happened.data.amount) }));
    }
    case 'chargeback.inquiry':
      return entryText(text(plain, { ...people, amount: cash(happened.data.amount) }));
    case 'chargeback.opened':
    case 'chargeback.updated':
    case 'chargeback.won':
      return entryText(text(plain, { ...people, amount: cash(happened.data.amount) }), happened.data.reason);
    case 'chargeback.lost': {
      const { amount, withdrawn, reinstated, reason } = happened.data;
      // The bank may give back a part of what it took, and takes what it has not taken yet.
      const kept = withdrawn === 0 ? amount : withdrawn - reinstated;
      return entryText(text(plain, { ...people, amount: cash(kept) }), reason);
    }
    case 'chargeback.evidence_sent':
      return entryText(text(plain, people));
    case 'payment.flagged':
      return entryText(text(plain, { ...people, amount: cash(happened.data.amount) }));
    case 'payment.external': {
      const { amount, currency } = happened.data;
      return entryText(text(plain, { ...people, amount: money(amount, currency) }));
    }
    case 'difference.acknowledged':
      return entryText(text(plain, people), happened.data.reason);
    case 'refund.requested': {
      const { amount, reason, answerBy } = happened.data;
      return entryText(text(plain, { ...people, amount: cash(amount), until: instant(answerBy) }), reason);
    }
    case 'refund.volunteered':
      return entryText(text(plain, { ...people, amount: cash(happened.data.amount) }), happened.data.reason);
    case 'dispute.offer': {
      const { toFreelancer } = happened.data;
      if (toFreelancer === null) return entryText(text('event.dispute.offer.sealed', people));
      return entryText(text(plain, { ...people, toFreelancer: cash(toFreelancer) }));
    }
    case 'dispute.no_overlap':
      return entryText(text(plain, { round: happened.data.round }));
    case 'dispute.settled': {
      const { toFreelancer, toClient, sealed } = happened.data;
      const split = { ...people, toFreelancer: cash(toFreelancer), toClient: cash(toClient) };
      return entryText(text(sealed ? 'event.dispute.settled.sealed' : plain, split));
    }
    case 'dispute.opened':
      return entryText(text(plain, { ...people, amount: cash(happened.data.amount) }), happened.data.reason);
    case 'dispute.statement':
      return entryText(text(plain, people), happened.data.message);
    case 'dispute.decided': {
      const { toFreelancer, toClient, note } = happened.data;
      const split = { toFreelancer: cash(toFreelancer), toClient: cash(toClient) };
      return entryText(text(plain, { ...people, ...split }), note);
    }
    case 'dispute.defaulted': {
      const { toFreelancer, toClient } = happened.data;
      return entryText(text(plain, { ...people, toFreelancer: cash(toFreelancer), toClient: cash(toClient) }));
    }
    case 'payment.pending':
    case 'payment.requires_action':
    case 'payment.reversed':
      return entryText(sentence(text(plain, { ...people, payment: paymentOf(happened.data) }), words.locale));
    case 'payment.retried':
    case 'payment.succeeded': {
      const isOutside = happened.type === 'payment.succeeded' && happened.data.outside === true;
      const values = { ...people, payment: paymentOf(happened.data) };
      const told = text(isOutside ? 'event.payment.succeeded.outside' : plain, values);
      return entryText(sentence(told, words.locale), happened.data.reason);
    }
    case 'payout.scheduled':
    case 'payout.held':
    case 'payout.sent': {
      const dueAt = happened.type === 'payout.scheduled' ? happened.data.dueAt : null;
      const values = { ...people, amount: cash(happened.data.amount - happened.data.fee) };
      if (happened.type !== 'payout.scheduled') return entryText(text(plain, values));
      return entryText(
        dueAt === null
          ? text('event.payout.scheduled.frozen', values)
          : text('event.payout.scheduled', { ...values, day: instant(dueAt) }),
      );
    }
    case 'return.made':
    case 'return.completed':
    case 'return.parked':
    case 'return.cancelled':
    case 'return.borne': {
      const { amount } = happened.data;
      return entryText(
        text(plain, { ...people, amount: cash(amount) }),
        'reason' in happened.data ? happened.data.reason : null,
      );
    }
    case 'payment.failed':
    case 'payment.parked':
      // Old events contain the reason, which only the payment's owner may read. Everybody on the contract reads this
      // text.
      return entryText(sentence(text(plain, { payment: paymentOf(happened.data) }), words.locale));
    case 'payment.cancelled': {
      const { reason } = happened.data;
      const values = { ...people, payment: paymentOf(happened.data) };
      return entryText(sentence(text(reason === 'cancelled' ? plain : cancelledKeys[reason], values), words.locale));
    }
    case 'message.posted':
      return entryText(text(plain, people), happened.data.text);
    case 'text.erased':
      return entryText(text(plain, people));
    default:
      happened satisfies never;
      return null;
  }
}

/** A person's name; for staff, also that they act for the marketplace. */
function whoOf(actor: EventActor, { text }: EventWords): string {
  if (!('name' in actor)) return text(`who.${actor.side}`);
  return actor.side === 'operator' ? text('who.operator', { name: actor.name }) : actor.name;
}

const cancelledKeys = {
  action_expired: 'event.payment.cancelled.expired',
  milestone_settled: 'event.payment.cancelled.settled',
  charged_back: 'event.payment.cancelled.charged_back',
} as const;

/** A payment within a sentence: its purpose and amount. */
function paymentWords(
  payment: Pick<EventData['payment.succeeded'], 'kind' | 'purpose' | 'milestoneId' | 'amount' | 'fee'>,
  milestone: string,
  cash: (amount: number) => string,
  { text }: EventWords,
): string {
  const { kind, purpose, milestoneId } = payment;
  const values = { milestone, amount: cash(amountAtProvider(payment)) };
  if (purpose === 'bonus') return text(kind === 'transfer' ? 'payment.bonusPayout' : 'payment.bonus', values);
  if (purpose === 'release' && milestoneId === null) return text('payment.releaseCarried', values);
  if (kind === 'reversal') return text('payment.reversal', values);
  return text(purpose === 'return' ? 'payment.refund' : `payment.${purpose}`, values);
}

/** With a capital letter, for the start of a sentence. */
function sentence(text: string, locale: string): string {
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase(locale) + rest.join('');
}

function changeWords(
  { before, after }: EventData['milestone.edited'],
  cash: (amount: number) => string,
  { text, day, locale }: EventWords,
): string {
  const date = (on: string | null | undefined) => (on ? day(on) : text('change.noDueDate'));
  const changes = (Object.keys(after) as (keyof typeof after)[]).map((term) => {
    if (term === 'amount')
      return text('change.amount', { before: cash(before.amount ?? 0), after: cash(after.amount ?? 0) });
    if (term === 'dueOn') return text('change.dueOn', { before: date(before.dueOn), after: date(after.dueOn) });
    return text(`change.${term}`);
  });
  return new Intl.ListFormat(locale, { type: 'unit' }).format(changes);
}
