import { isOpenRequest, silenceOn } from '../approvals.ts';
import type { Contract, Person } from '../contract.ts';
import type { ContractEvent, EventData } from '../events/event.ts';
import type { ApprovalId, PaymentId } from '../ids.ts';
import { formatInstant } from '../instant.ts';
import type { PaymentFailure } from '../payment-record.ts';
import { ownerOf } from '../payments.ts';
import type englishEvents from './en/events.ts';
import type english from './en/notices.ts';
import { eventText, titlesOf } from './event-text.ts';
import { heldMoneyOf } from './held-money.ts';
import type { Values } from './message.ts';
import type { Words } from './words.ts';

export interface Notice {
  /** One line for a list or a subject: what happened. */
  readonly title: string;
  /** A sentence or two about what the reader may do now, and the person's own text. */
  readonly text: string;
}

type NoticeKey = keyof typeof english;
export type NoticeWords = Words<NoticeKey | keyof typeof englishEvents>;

/** The texts of one event, besides its sentence. */
interface Told {
  /** @default the event's own */
  readonly key?: NoticeKey;
  /** @default the sentence of the event */
  readonly title?: NoticeKey;
  readonly values?: Values;
}

/** The notification of an event for a reader, in their language; for `null`, only text that anybody may read. */
export function noticeOf(
  contract: Contract,
  event: ContractEvent,
  reader: Pick<Person, 'id'> | null,
  words: NoticeWords,
): Notice {
  const titles = titlesOf(contract, [event]);
  const removed = words.text('notice.removedMilestone');
  const milestoneId = 'milestoneId' in event.data ? event.data.milestoneId : null;
  // A milestone that was removed since has no title.
  const named = new Map(milestoneId === null || titles.has(milestoneId) ? titles : [...titles, [milestoneId, removed]]);
  const entry = eventText(event, contract, named, words);
  const { key = `notice.${event.type}` as const, title, values } = toldOf(contract, event, reader, words);
  const all: Values = {
    contract: contract.title,
    who: 'name' in event.actor ? event.actor.name : words.text(`who.${event.actor.side}`),
    milestone: named.get(milestoneId ?? '') ?? removed,
    ...values,
  };
  const quote = excerpt(entry?.quote ?? whyOf(contract, event, reader, words) ?? '');
  const text = withMeanwhile(contract, event, words.text(key, { ...all, quote }), words);
  return {
    title: title === undefined && entry !== null ? entry.text : words.text(title ?? key, all),
    text: quote === '' || event.type === 'message.posted' ? text : words.text('notice.quoted', { text, quote }),
  };
}

/** Notifications whose text differs from the event's own text. */
function toldOf(
  contract: Contract,
  event: ContractEvent,
  reader: Pick<Person, 'id'> | null,
  { text, money, instant }: NoticeWords,
): Told {
  const held = heldMoneyOf(contract, event);
  if (held !== null) return { key: held.key, values: 'until' in held ? { until: instant(held.until) } : {} };
  const { type, data } = event;
  const cash = (amount: number) => money(amount, contract.currency);
  const asked = (id: ApprovalId) => ({ asked: askedOf(contract, id, { text, money }) });
  switch (type) {
    case 'contract.created':
      return data.status === 'offered'
        ? { key: 'notice.contract.created.offered', title: 'notice.contract.created.offered.title' }
        : { title: 'notice.contract.created.title' };
    case 'contract.mediator_appointed':
      return data.mediator === null
        ? { key: 'notice.contract.mediator_appointed.none' }
        : { values: { mediator: data.mediator.name } };
    case 'contract.unfrozen':
      return data.stillFrozen ? { key: 'notice.contract.unfrozen.still' } : {};
    case 'operator.extended':
      return data.endsAt === null
        ? { key: 'notice.operator.extended.stopped' }
        : { values: { until: instant(data.endsAt) } };
    case 'milestone.funded':
      return data.increase ? { key: 'notice.milestone.funded.increase' } : {};
    case 'milestone.submitted':
    case 'milestone.review_extended':
      return { values: { until: instant(data.reviewEndsAt) } };
    case 'review.reminder':
      return {
        title: 'notice.review.reminder.title',
        values: { count: data.daysLeft, until: instant(data.reviewEndsAt) },
      };
    case 'milestone.released':
      return data.leftover > 0
        ? { key: 'notice.milestone.released.leftover', values: { leftover: cash(data.leftover) } }
        : {};
    case 'refund.requested':
      return { values: { until: instant(data.answerBy) } };
    case 'dispute.opened':
      return { values: { until: instant(data.decideBy) } };
    case 'dispute.offer':
      if (data.toFreelancer === null) return { key: 'notice.dispute.offer.sealed' };
      return offerTo(contract, data, reader, cash);
    case 'dispute.no_overlap':
      return data.roundsLeft === 0 ? { key: 'notice.dispute.no_overlap.last' } : { values: { count: data.roundsLeft } };
    case 'payment.requires_action':
      return { title: 'notice.payment.requires_action.title', values: { amount: cash(data.amount) } };
    case 'payment.cancelled':
      return cancelled[data.reason];
    case 'approval.requested':
      return { title: 'notice.approval.requested.title', values: asked(data.approvalId) };
    case 'approval.approved':
    case 'approval.rejected':
    case 'approval.withdrawn':
    case 'approval.expired':
    case 'approval.voided':
      return { values: asked(data.approvalId) };
    case 'message.posted':
      return { title: 'notice.message.posted.title' };
    default:
      return {};
  }
}

/** An open offer, as the side that it was made to reads it. */
function offerTo(
  { members, dispute }: Contract,
  { disputeId, toFreelancer }: EventData['dispute.offer'],
  reader: Pick<Person, 'id'> | null,
  cash: (amount: number) => string,
): Told {
  if (toFreelancer === null || reader === null) return {};
  if (members.freelancer.some(({ id }) => id === reader.id)) {
    return { title: 'notice.dispute.offer.toFreelancer', values: { toFreelancer: cash(toFreelancer) } };
  }
  // An offer that settled the dispute leaves nothing open to compare it with.
  if (dispute?.id !== disputeId || !members.client.some(({ id }) => id === reader.id)) return {};
  return {
    title: 'notice.dispute.offer.toClient',
    values: { toClient: cash(dispute.fromMilestone + dispute.fromCarried - toFreelancer) },
  };
}

const cancelled = {
  cancelled: {},
  action_expired: { key: 'notice.payment.cancelled.expired' },
  milestone_settled: { key: 'notice.payment.cancelled.settled' },
  charged_back: { key: 'notice.payment.cancelled.charged_back' },
} as const satisfies Readonly<Record<EventData['payment.cancelled']['reason'], Told>>;

/** The command of an approval request as a line: “Release $100.00 for “Logo””. */
function askedOf(contract: Contract, id: ApprovalId, { text, money }: Pick<NoticeWords, 'text' | 'money'>): string {
  const request = contract.approvals.find((each) => each.id === id);
  const milestone = contract.milestones.find((each) => each.id === request?.milestoneId)?.title;
  const values = {
    contract: contract.title,
    milestone: milestone ?? text('notice.removedMilestone'),
    amount: request === undefined || request.amount === null ? '' : money(request.amount, contract.currency),
  };
  // Requests of staff have no notifications, so they need no texts.
  const key = `asked.${request?.name ?? 'other'}` as NoticeKey;
  const line = text(key, values);
  return line === key ? text('asked.other', values) : line;
}

/** What the deadline will still do while an approval request waits. */
function withMeanwhile(contract: Contract, { type, data }: ContractEvent, said: string, words: NoticeWords): string {
  if (type !== 'approval.requested') return said;
  const request = contract.approvals.find((each) => each.id === data.approvalId);
  const silence = request === undefined || !isOpenRequest(request) ? null : silenceOn(contract, request);
  if (silence === null) return said;
  return words.text(`meanwhile.${silence.outcome}`, { text: said, until: words.instant(formatInstant(silence.at)) });
}

/** Why a payment failed, for the bank's customer. */
function whyOf(
  contract: Contract,
  { data }: ContractEvent,
  reader: Pick<Person, 'id'> | null,
  words: NoticeWords,
): string | null {
  if (!('paymentId' in data) || data.paymentId === null || !('kind' in data)) return null;
  const failure = failureOf(contract, data.paymentId, reader);
  return failure === null ? null : failureText(failure, words);
}

function failureOf(contract: Contract, id: PaymentId, reader: Pick<Person, 'id'> | null): PaymentFailure | null {
  const payment = contract.payments.find((each) => each.id === id);
  if (payment?.failure == null) return null;
  return contract.members[ownerOf(payment)].some((member) => member.id === reader?.id) ? payment.failure : null;
}

/** Why a payment failed. Providers give the reason in English. */
export function failureText({ code, message }: PaymentFailure, words: NoticeWords): string {
  if (words.locale.startsWith('en')) return message;
  const key = `failure.${code}` as NoticeKey;
  const said = words.text(key);
  return said === key ? words.text('failure.other', { message }) : said;
}

/** The beginning of a long text, never cut inside a character. */
function excerpt(text: string): string {
  const characters = [...text.trim().replaceAll(/\s+/g, ' ')];
  return characters.length <= 200 ? characters.join('') : `${characters.slice(0, 199).join('')}…`;
}
