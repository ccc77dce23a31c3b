import type { Messages } from '../../foundation/messages.ts';

/** Texts of the notification panel. The server provides those of the notifications. */
export default {
  'notifications.title': 'Notifications',
  'notifications.open': { one: 'Notifications, {count} unread', other: 'Notifications, {count} unread' },
  'notifications.openNone': 'Notifications, none unread',
  'notifications.many': '99+',
  'notifications.unread': 'Unread',
  'notifications.read': 'Mark as read',
  'notifications.readOne': 'Mark as read: {title}',
  'notifications.readAll': 'Mark all read',
  'notifications.allRead': 'All notifications are read.',
  'notifications.isRead': 'Marked as read.',
  'notifications.new': { one: '{count} new notification', other: '{count} new notifications' },
  'notifications.more': 'Show earlier',
  'notifications.emptyTitle': 'You’re all caught up',
  'notifications.empty': 'When something needs you, it appears here.',
} as const satisfies Messages;
