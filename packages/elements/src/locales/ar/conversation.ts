import type { Messages } from '../../foundation/messages.ts';

export default {
  'timeline.all': 'الكل',
  'timeline.messages': 'الرسائل',
  'timeline.money': 'المال',
  'timeline.you': 'أنت',
  'timeline.self': '{name} (أنت)',
  'timeline.more': 'عرض المزيد',
  'timeline.less': 'عرض أقل',
  'timeline.details': 'التفاصيل ({count})',
  'timeline.nothing': 'لا شيء هنا بعد.',
  'timeline.people': 'الأشخاص في هذا العقد',
  'timeline.client': 'العميل',
  'timeline.freelancer': 'المستقل',
  'timeline.mediator': 'الوسيط',
  'export.title': 'تنزيل سجل العقد:',
  'export.html': 'للطباعة',
  'export.json': 'بصيغة JSON',
} as const satisfies Messages;
