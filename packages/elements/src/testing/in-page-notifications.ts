import {
  type Contract,
  type ContractEvent,
  formatInstant,
  type Instant,
  kindOf,
  type Person,
  peopleConcerned,
} from '@workroom/core';
import type { WireNotification } from '@workroom/core/api';
import { noticeOf, wordsFor } from '@workroom/core/messages';
import messages from '@workroom/core/messages/en';

type PersonsNotification = Omit<WireNotification, 'readAt'> & { readonly personId: string; readAt: string | null };

const words = wordsFor(messages, { locale: 'en-US', timeZone: 'UTC' });

/** The people whom each event concerns, with the notification texts of core. */
export class InPageNotifications {
  readonly #notifications: PersonsNotification[] = [];

  tell(contract: Contract, event: ContractEvent): void {
    const milestoneId = 'milestoneId' in event.data ? event.data.milestoneId : null;
    for (const person of peopleConcerned(contract, event)) {
      this.#notifications.unshift({
        ...noticeOf(contract, event, person, words),
        id: event.id,
        type: event.type,
        contractId: contract.id,
        contractTitle: contract.title,
        link: { to: kindOf(event.type).asksToReview === true ? 'review-and-pay' : 'contract', milestoneId },
        createdAt: formatInstant(event.recordedAt),
        personId: person.id,
        readAt: null,
      });
    }
  }

  list({ id }: Person, query: URLSearchParams): Response {
    const limit = Number(query.get('limit') ?? 20);
    const mine = this.#notifications.filter(({ personId }) => personId === id);
    const asked = query.get('unread') === 'true' ? mine.filter(({ readAt }) => readAt === null) : mine;
    const from = Number(query.get('cursor') ?? 0);
    const data = asked.slice(from, from + limit).map(({ personId: _, ...notification }) => notification);
    const unread = mine.filter(({ readAt }) => readAt === null).length;
    return Response.json({ data, unread, nextCursor: asked.length > from + limit ? String(from + limit) : null });
  }

  read({ id }: Person, ids: readonly string[] | undefined, now: Instant): void {
    for (const each of this.#notifications) {
      if (each.personId === id && (ids === undefined || ids.includes(each.id))) each.readAt ??= formatInstant(now);
    }
  }

  forget(): void {
    this.#notifications.length = 0;
  }
}
