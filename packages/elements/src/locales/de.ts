import { addLocale } from '../foundation/messages.ts';
import common from './de/common.ts';

/** German. */
addLocale('de', common, {
  work: () => import('./de/work.ts'),
  review: () => import('./de/review.ts'),
  room: () => import('./de/room.ts'),
  next: () => import('./de/next.ts'),
  tasks: () => import('./de/tasks.ts'),
  disputes: () => import('./de/disputes.ts'),
  open: () => import('./de/open.ts'),
  documents: () => import('./de/documents.ts'),
  message: () => import('./de/message.ts'),
  files: () => import('./de/files.ts'),
  timeline: () => import('./de/timeline.ts'),
  conversation: () => import('./de/conversation.ts'),
  activity: () => import('./de/activity.ts'),
  list: () => import('./de/list.ts'),
  notifications: () => import('./de/notifications.ts'),
  operations: () => import('./de/operations.ts'),
  staff: () => import('./de/staff.ts'),
  books: () => import('./de/books.ts'),
  reconcile: () => import('./de/reconcile.ts'),
});
