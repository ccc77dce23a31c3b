import {
  type Contract,
  DAY_MS,
  type Instant,
  kindOf,
  nameOf,
  type Person,
  sideOf,
  withoutDirectionControls,
} from '@workroom/core';
import { createRecentMap } from '../../recent-map.ts';
import type { OutboxWork } from '../../store/outbox.ts';
import type { Store, StoredEvent, StoredNotification } from '../../store/store.ts';
import type { OutboxReader } from '../outbox-runner.ts';
import type { Mail, MailOption } from './mail-option.ts';
import { type MailData, mailText } from './mail-text.ts';

export const mailReaderName = 'mail';

/** Older events are not mailed, for example after mail was switched off for a while. */
const freshMs = 3 * DAY_MS;

export interface MailReaderOptions {
  readonly store: Pick<Store, 'load' | 'notificationsOf'>;
  readonly mail: MailOption;
  /** The clock that contracts live by. */
  readonly now: () => Instant;
}

/** Mails everybody what their notification of an event says: at least once, and of what one process sent, once. */
export function mailReader({ store, mail, now }: MailReaderOptions): OutboxReader {
  const { send, addressOf, events, links, sender = 'Workroom', template = mailText } = mail;
  /** When one of several mails fails the event comes again: those that went out do not. */
  const sent = createRecentMap<true>(10_000);

  async function mailTo(person: Person, data: MailData, about: Pick<Mail, 'messageId' | 'contractId' | 'type'>) {
    if (sent.get(about.messageId) === true) return;
    const address = await addressOf(person);
    if (address === null) return;
    await send({ ...template(data), ...about, to: { name: withoutDirectionControls(person.name), address } });
    sent.set(about.messageId, true);
  }

  return {
    async deliver({ contractId }: OutboxWork, { event, hash }: StoredEvent) {
      if (events !== 'all' && !events.includes(event.type)) return;
      if (now() - event.recordedAt > freshMs) return;
      const notifications = await store.notificationsOf(contractId, event.seq);
      if (notifications.length === 0) return;
      const contract = (await store.load([{ id: contractId }])).get(contractId)?.contract;
      if (contract === undefined) return;
      const mailed = await Promise.allSettled(
        notifications.map(({ personId, notification }) => {
          // The person may have left the contract since.
          const person = { id: personId, name: nameOf(contract, personId, 'there') };
          return mailTo(person, mailData(contract, person, notification, { seq: event.seq, hash }, sender, links), {
            contractId,
            type: event.type,
            messageId: `${event.id}.${encodeURIComponent(personId)}@workroom`,
          });
        }),
      );
      const failed = mailed.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
      if (failed.length > 0) {
        throw new AggregateError(
          failed,
          `${failed.length} of ${notifications.length} mails about ${event.id} were not sent`,
          {
            cause: failed[0],
          },
        );
      }
    },
    passesOver: () => true,
  };
}

function mailData(
  contract: Contract,
  person: Person,
  { type, title, text, contractTitle, milestoneId, contractId }: StoredNotification,
  head: MailData['head'],
  sender: string,
  links: MailOption['links'],
): MailData {
  const side = sideOf(contract, { person });
  return {
    type,
    side: side === 'client' || side === 'freelancer' || side === 'mediator' ? side : null,
    reader: person.name,
    title,
    body: text,
    contractTitle,
    link: links({ to: kindOf(type).asksToReview === true ? 'review-and-pay' : 'contract', contractId, milestoneId }),
    sender,
    head,
  };
}
