import type { Messages } from '../message.ts';

export default {
  'mail.hello': 'مرحبًا {name}،',
  'mail.helloUnnamed': 'مرحبًا،',
  'mail.orOpen': 'أو افتح هذا العنوان:',
  'mail.why': 'تصلك هذه الرسالة لأنك مشارك في «{contract}».',
  'mail.proof':
    'سجل العقد حتى هنا: القيد {seq}، {hash}. احتفظ بهذه الرسالة: لا يستطيع أحد إعادة كتابة ما سبقها دون أن يُلاحظ.',
} as const satisfies Messages;
