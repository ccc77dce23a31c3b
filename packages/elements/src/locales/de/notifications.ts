import type { Messages } from '../../foundation/messages.ts';

export default {
  'notifications.title': 'Benachrichtigungen',
  'notifications.open': {
    one: 'Benachrichtigungen, {count} ungelesen',
    other: 'Benachrichtigungen, {count} ungelesen',
  },
  'notifications.openNone': 'Benachrichtigungen, keine ungelesen',
  'notifications.many': '99+',
  'notifications.unread': 'Ungelesen',
  'notifications.read': 'Als gelesen markieren',
  'notifications.readOne': 'Als gelesen markieren: {title}',
  'notifications.readAll': 'Alle als gelesen markieren',
  'notifications.allRead': 'Alle Benachrichtigungen sind gelesen.',
  'notifications.isRead': 'Als gelesen markiert.',
  'notifications.new': { one: '{count} neue Benachrichtigung', other: '{count} neue Benachrichtigungen' },
  'notifications.more': 'Frühere anzeigen',
  'notifications.emptyTitle': 'Sie sind auf dem neuesten Stand',
  'notifications.empty': 'Wenn etwas Sie braucht, steht es hier.',
} satisfies Messages;
