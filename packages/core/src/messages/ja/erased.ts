import type { Messages } from '../message.ts';

export default {
  'Deleted user': '削除されたユーザー',
  '[deleted]': '［削除済み］',
} as const satisfies Messages;
