import {
  DAY_MS,
  type DocumentId,
  type Instant,
  kindOf,
  nameOf,
  type Person,
  withoutDirectionControls,
} from '@workroom/core';
import type { Readers } from '../../language/readers.ts';
import { createRecentMap } from '../../recent-map.ts';
import type { OutboxWork } from '../../store/outbox.ts';
import type { Store, StoredEvent } from '../../store/store.ts';
import type { OutboxReader } from '../outbox-runner.ts';
import { contractOf } from '../rendered.ts';
import { mailData } from './mail-data.ts';
import type { Mail, MailOption } from './mail-option.ts';
import { type MailData, mailText } from './mail-text.ts';

export const mailReaderName = 'mail';

/** Older events are not mailed, for example after mail was turned off for a while. */
const freshMs = 3 * DAY_MS;

export interface MailReaderOptions {
  readonly store: Pick<Store, 'load' | 'notificationsOf'>;
  readonly mail: MailOption;
  readonly readers: Pick<Readers, 'wordsOf'>;
  /** The clock of the contracts. */
  readonly now: () => Instant;
}

/**
 * Mails the notifications of an event to everybody it concerns, at least once; mails that this process has already sent
 * are not repeated.
 */
export function mailReader({ store, mail, readers, now }: MailReaderOptions): OutboxReader {
  const { send, addressOf, events, links, sender = 'Workroom', template = mailText } = mail;
  /** If one of several mails fails, the event is retried, without the mails that were sent. */
  const sent = createRecentMap<true>(10_000);

  async function mailTo(
    person: Person,
    data: MailData,
    about: Pick<Mail, 'messageId' | 'contractId' | 'type' | 'headers'>,
  ) {
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
      const contract = await contractOf(store, { contractId, seq: event.seq, event });
      if (contract === undefined) return;
      const words = await readers.wordsOf(notifications.map(({ personId }) => personId));
      const to = kindOf(event.type).asksToReview === true ? 'review-and-pay' : 'contract';
      const milestoneId = 'milestoneId' in event.data ? event.data.milestoneId : null;
      const link = links({ to, contractId, milestoneId, documentId: null });
      const verifyLink = links({ to: 'verify', contractId, milestoneId, documentId: null });
      const linkTo = (documentId: DocumentId) => links({ to: 'document', contractId, milestoneId, documentId });
      const mailed = await Promise.allSettled(
        notifications.map(({ personId: id }) => {
          const own = words.get(id);
          if (own === undefined) throw new TypeError('every reader has words');
          // The person may have left the contract since.
          const name = nameOf(contract, id, '') || null;
          const data = mailData({ contract, event, reader: { id, name }, link, linkTo, verifyLink, sender, hash }, own);
          return mailTo({ id, name: name ?? id }, data, {
            contractId,
            type: event.type,
            messageId: `${event.id}.${encodeURIComponent(id)}@workroom`,
            headers: { 'X-Workroom-Chain-Head': `entry=${event.seq}; sha256=${hash}` },
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
