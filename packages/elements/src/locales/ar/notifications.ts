import type { Messages } from '../../foundation/messages.ts';

export default {
  'notifications.title': 'الإشعارات',
  'notifications.open': {
    zero: 'الإشعارات، {count} غير مقروءة',
    one: 'الإشعارات، واحد غير مقروء',
    two: 'الإشعارات، اثنان غير مقروءين',
    few: 'الإشعارات، {count} غير مقروءة',
    many: 'الإشعارات، {count} غير مقروء',
    other: 'الإشعارات، {count} غير مقروء',
  },
  'notifications.openNone': 'الإشعارات، لا يوجد غير مقروء',
  'notifications.many': '99+',
  'notifications.unread': 'غير مقروء',
  'notifications.read': 'تعليم كمقروء',
  'notifications.readOne': 'تعليم كمقروء: {title}',
  'notifications.readAll': 'تعليم الكل كمقروء',
  'notifications.allRead': 'جميع الإشعارات مقروءة.',
  'notifications.isRead': 'عُلّم كمقروء.',
  'notifications.new': {
    zero: '{count} إشعارات جديدة',
    one: 'إشعار جديد واحد',
    two: 'إشعاران جديدان',
    few: '{count} إشعارات جديدة',
    many: '{count} إشعارًا جديدًا',
    other: '{count} إشعار جديد',
  },
  'notifications.more': 'عرض السابق',
  'notifications.emptyTitle': 'لا جديد لديك',
  'notifications.empty': 'عندما يحتاج شيء إليك، يظهر هنا.',
} satisfies Messages;
