import { formatInstant, kindOf } from '@workroom/core';
import type { Output } from '@workroom/core/api';
import { type RenderedNotification, renderNotifications } from '../notifications/rendered.ts';
import { Problem } from '../problem.ts';
import type { OperationContext } from './context.ts';
import type { Checked, CheckedFor } from './request.ts';

/** Lists the notifications of a person, newest first (rule 38). */
export async function listNotifications(context: OperationContext, { caller, query }: CheckedFor<'listNotifications'>) {
  const { unread, limit, cursor } = query;
  return page(context, caller, { unreadOnly: unread === 'true', limit, cursor });
}

/** Marks the given notifications as read, or all; returns the first page. */
export async function readNotifications(context: OperationContext, { caller, body }: CheckedFor<'readNotifications'>) {
  const { ids } = body;
  const { store, now } = context.commands;
  const { person, contracts } = personOf(caller);
  await store.markRead(person.id, ids ?? null, now(), contracts === null ? undefined : [...contracts]);
  return page(context, caller, { unreadOnly: false, limit: 20, cursor: undefined });
}

async function page(
  { commands, readers }: OperationContext,
  caller: Checked['caller'],
  asked: { readonly unreadOnly: boolean; readonly limit: number; readonly cursor: string | undefined },
): Promise<Output<'NotificationList'>> {
  const { person, contracts } = personOf(caller);
  const { data, unread, nextCursor } = await commands.store.notifications({
    personId: person.id,
    contractIds: contracts === null ? undefined : [...contracts],
    ...asked,
  });
  const words = await readers.wordsFor(person.id);
  const rendered = await renderNotifications(commands.store, data, person.id, words);
  return { data: rendered.map(present), unread, nextCursor };
}

function present({ milestoneId, createdAt, readAt, seq: _, ...rest }: RenderedNotification): Output<'Notification'> {
  return {
    ...rest,
    link: { to: kindOf(rest.type).asksToReview === true ? 'review-and-pay' : 'contract', milestoneId },
    createdAt: formatInstant(createdAt),
    readAt: readAt === null ? null : formatInstant(readAt),
  };
}

function personOf(caller: Checked['caller']): Extract<Checked['caller'], { kind: 'person' }> {
  if (caller.kind === 'person') return caller;
  throw new Problem('forbidden_for_role', { detail: 'Notifications belong to a person. Use a session token.' });
}
