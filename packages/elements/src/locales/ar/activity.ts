import type { Messages } from '../../foundation/messages.ts';

export default {
  'activity.emptyTitle': 'لم يحدث شيء بعد',
  'activity.empty': 'تُروى هنا الرسائل وكل خطوة من خطوات العقد.',
  'activity.loadedEarlier': 'يُعرض النشاط السابق.',
} satisfies Messages;
