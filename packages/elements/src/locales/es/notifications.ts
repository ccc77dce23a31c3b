import type { Messages } from '../../foundation/messages.ts';

export default {
  'notifications.title': 'Notificaciones',
  'notifications.open': { one: 'Notificaciones, {count} sin leer', other: 'Notificaciones, {count} sin leer' },
  'notifications.openNone': 'Notificaciones, ninguna sin leer',
  'notifications.many': '99+',
  'notifications.unread': 'Sin leer',
  'notifications.read': 'Marcar como leída',
  'notifications.readOne': 'Marcar como leída: {title}',
  'notifications.readAll': 'Marcar todas como leídas',
  'notifications.allRead': 'Todas las notificaciones están leídas.',
  'notifications.isRead': 'Marcada como leída.',
  'notifications.new': { one: '{count} notificación nueva', other: '{count} notificaciones nuevas' },
  'notifications.more': 'Mostrar anteriores',
  'notifications.emptyTitle': 'Está al día',
  'notifications.empty': 'Cuando algo requiera su atención, aparecerá aquí.',
} satisfies Messages;
