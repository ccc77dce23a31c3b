import type { Messages } from '../../foundation/messages.ts';

export default {
  'notifications.title': '通知',
  'notifications.open': '通知、未読{count}件',
  'notifications.openNone': '通知、未読なし',
  'notifications.many': '99+',
  'notifications.unread': '未読',
  'notifications.read': '既読にする',
  'notifications.readOne': '既読にする：{title}',
  'notifications.readAll': 'すべて既読にする',
  'notifications.allRead': 'すべての通知を既読にしました。',
  'notifications.isRead': '既読にしました。',
  'notifications.new': '新しい通知{count}件',
  'notifications.more': '以前の通知を表示',
  'notifications.emptyTitle': '未読の通知はありません',
  'notifications.empty': '対応が必要なことがあると、ここに表示されます。',
} satisfies Messages;
