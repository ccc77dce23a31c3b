import { addLocale } from '../foundation/messages.ts';
import common from './ja/common.ts';

/** Japanese. */
addLocale('ja', common, {
  work: () => import('./ja/work.ts'),
  review: () => import('./ja/review.ts'),
  room: () => import('./ja/room.ts'),
  next: () => import('./ja/next.ts'),
  tasks: () => import('./ja/tasks.ts'),
  disputes: () => import('./ja/disputes.ts'),
  open: () => import('./ja/open.ts'),
  documents: () => import('./ja/documents.ts'),
  message: () => import('./ja/message.ts'),
  files: () => import('./ja/files.ts'),
  timeline: () => import('./ja/timeline.ts'),
  conversation: () => import('./ja/conversation.ts'),
  activity: () => import('./ja/activity.ts'),
  list: () => import('./ja/list.ts'),
  notifications: () => import('./ja/notifications.ts'),
  operations: () => import('./ja/operations.ts'),
  staff: () => import('./ja/staff.ts'),
  books: () => import('./ja/books.ts'),
  reconcile: () => import('./ja/reconcile.ts'),
});
