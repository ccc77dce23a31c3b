import type { Messages } from '../../foundation/messages.ts';

export default {
  'notifications.title': 'Notifications',
  'notifications.open': { one: 'Notifications, {count} non lue', other: 'Notifications, {count} non lues' },
  'notifications.openNone': 'Notifications, aucune non lue',
  'notifications.many': '99+',
  'notifications.unread': 'Non lue',
  'notifications.read': 'Marquer comme lue',
  'notifications.readOne': 'Marquer comme lue : {title}',
  'notifications.readAll': 'Tout marquer comme lu',
  'notifications.allRead': 'Toutes les notifications sont lues.',
  'notifications.isRead': 'Marquée comme lue.',
  'notifications.new': { one: '{count} nouvelle notification', other: '{count} nouvelles notifications' },
  'notifications.more': 'Afficher les précédentes',
  'notifications.emptyTitle': 'Vous êtes à jour',
  'notifications.empty': 'Quand quelque chose demandera votre attention, ce sera ici.',
} satisfies Messages;
