import { addLocale } from '../foundation/messages.ts';
import common from './fr/common.ts';

/** French. */
addLocale('fr', common, {
  work: () => import('./fr/work.ts'),
  review: () => import('./fr/review.ts'),
  room: () => import('./fr/room.ts'),
  next: () => import('./fr/next.ts'),
  tasks: () => import('./fr/tasks.ts'),
  disputes: () => import('./fr/disputes.ts'),
  open: () => import('./fr/open.ts'),
  documents: () => import('./fr/documents.ts'),
  message: () => import('./fr/message.ts'),
  files: () => import('./fr/files.ts'),
  timeline: () => import('./fr/timeline.ts'),
  conversation: () => import('./fr/conversation.ts'),
  activity: () => import('./fr/activity.ts'),
  list: () => import('./fr/list.ts'),
  notifications: () => import('./fr/notifications.ts'),
  operations: () => import('./fr/operations.ts'),
  staff: () => import('./fr/staff.ts'),
  books: () => import('./fr/books.ts'),
  reconcile: () => import('./fr/reconcile.ts'),
});
