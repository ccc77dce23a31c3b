import type { Messages } from '../../foundation/messages.ts';

export default {
  'message.label': 'الرسالة',
  'message.placeholder': 'اكتب إلى {name}…',
  'message.send': 'إرسال',
  'message.sent': 'أُرسلت الرسالة.',
  'message.everyone': 'الطرفين',
  'message.empty': 'اكتب رسالة.',
  'timeline.title': 'النشاط',
  'timeline.loading': 'جارٍ تحميل النشاط…',
  'timeline.failed': 'تعذّر تحميل النشاط',
} satisfies Messages;
