import { addLocale } from '../foundation/messages.ts';
import common from './es/common.ts';

/** Spanish. */
addLocale('es', common, {
  work: () => import('./es/work.ts'),
  review: () => import('./es/review.ts'),
  room: () => import('./es/room.ts'),
  next: () => import('./es/next.ts'),
  tasks: () => import('./es/tasks.ts'),
  disputes: () => import('./es/disputes.ts'),
  open: () => import('./es/open.ts'),
  documents: () => import('./es/documents.ts'),
  message: () => import('./es/message.ts'),
  files: () => import('./es/files.ts'),
  timeline: () => import('./es/timeline.ts'),
  conversation: () => import('./es/conversation.ts'),
  activity: () => import('./es/activity.ts'),
  list: () => import('./es/list.ts'),
  notifications: () => import('./es/notifications.ts'),
  operations: () => import('./es/operations.ts'),
  staff: () => import('./es/staff.ts'),
  books: () => import('./es/books.ts'),
  reconcile: () => import('./es/reconcile.ts'),
});
