import { addLocale } from '../foundation/messages.ts';
import common from './pt-BR/common.ts';

/** Brazilian Portuguese. */
addLocale('pt-BR', common, {
  work: () => import('./pt-BR/work.ts'),
  review: () => import('./pt-BR/review.ts'),
  room: () => import('./pt-BR/room.ts'),
  next: () => import('./pt-BR/next.ts'),
  tasks: () => import('./pt-BR/tasks.ts'),
  disputes: () => import('./pt-BR/disputes.ts'),
  open: () => import('./pt-BR/open.ts'),
  documents: () => import('./pt-BR/documents.ts'),
  message: () => import('./pt-BR/message.ts'),
  files: () => import('./pt-BR/files.ts'),
  timeline: () => import('./pt-BR/timeline.ts'),
  conversation: () => import('./pt-BR/conversation.ts'),
  activity: () => import('./pt-BR/activity.ts'),
  list: () => import('./pt-BR/list.ts'),
  notifications: () => import('./pt-BR/notifications.ts'),
  operations: () => import('./pt-BR/operations.ts'),
  staff: () => import('./pt-BR/staff.ts'),
  books: () => import('./pt-BR/books.ts'),
  reconcile: () => import('./pt-BR/reconcile.ts'),
});
