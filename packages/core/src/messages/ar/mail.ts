import type { Messages } from '../message.ts';

export default {
  'mail.hello': 'مرحبًا {name}،',
  'mail.helloUnnamed': 'مرحبًا،',
  'mail.orOpen': 'أو افتح هذا العنوان:',
  'mail.document.receipt': 'إيصال {number}',
  'mail.document.payout': 'كشف دفعة {number}',
  'mail.document.fee_invoice': 'فاتورة رسوم {number}',
  'mail.document.credit_note': 'إشعار دائن {number}',
  'mail.why': 'تصلك هذه الرسالة لأنك مشارك في «{contract}».',
  'mail.proof':
    'سجل العقد حتى هنا: القيد {seq}، {hash}. احتفظ بهذه الرسالة: لا يستطيع أحد إعادة كتابة ما سبقها دون أن يُلاحظ.',
} as const satisfies Messages;
