import type { Messages } from '../../foundation/messages.ts';

export default {
  'notifications.title': 'Notificações',
  'notifications.open': { one: 'Notificações, {count} não lida', other: 'Notificações, {count} não lidas' },
  'notifications.openNone': 'Notificações, nenhuma não lida',
  'notifications.many': '99+',
  'notifications.unread': 'Não lida',
  'notifications.read': 'Marcar como lida',
  'notifications.readOne': 'Marcar como lida: {title}',
  'notifications.readAll': 'Marcar todas como lidas',
  'notifications.allRead': 'Todas as notificações foram lidas.',
  'notifications.isRead': 'Marcada como lida.',
  'notifications.new': { one: '{count} nova notificação', other: '{count} novas notificações' },
  'notifications.more': 'Mostrar anteriores',
  'notifications.emptyTitle': 'Você está em dia',
  'notifications.empty': 'Quando algo precisar de você, aparecerá aqui.',
} satisfies Messages;
