import events from '@workroom/core/messages/ar/events';
import type { Messages } from '../../foundation/messages.ts';

export default {
  ...events,
  'timeline.today': 'اليوم',
  'timeline.yesterday': 'أمس',
  'timeline.earlier': 'عرض النشاط السابق',
  'timeline.recorded': 'سُجّل {instant}',
  'timeline.reviewAndPay': 'المراجعة والدفع',
  'timeline.release': 'صرف الدفعة',
} satisfies Messages;
