import { addLocale } from '../foundation/messages.ts';
import common from './ar/common.ts';

/** Arabic. */
addLocale('ar', common, {
  work: () => import('./ar/work.ts'),
  review: () => import('./ar/review.ts'),
  room: () => import('./ar/room.ts'),
  next: () => import('./ar/next.ts'),
  tasks: () => import('./ar/tasks.ts'),
  disputes: () => import('./ar/disputes.ts'),
  open: () => import('./ar/open.ts'),
  documents: () => import('./ar/documents.ts'),
  message: () => import('./ar/message.ts'),
  files: () => import('./ar/files.ts'),
  timeline: () => import('./ar/timeline.ts'),
  conversation: () => import('./ar/conversation.ts'),
  activity: () => import('./ar/activity.ts'),
  list: () => import('./ar/list.ts'),
  notifications: () => import('./ar/notifications.ts'),
  operations: () => import('./ar/operations.ts'),
  staff: () => import('./ar/staff.ts'),
  books: () => import('./ar/books.ts'),
  reconcile: () => import('./ar/reconcile.ts'),
});
