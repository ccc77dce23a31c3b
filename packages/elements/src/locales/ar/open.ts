import type { Messages } from '../../foundation/messages.ts';

export default {
  'refund.title': 'طُلب استرداد {amount}',
  'refund.carried': 'من الأموال المرحَّلة',
  'refund.then': 'الرد قبل {instant} بتوقيتك ({utc}). إذا لم يردّ {freelancer} حتى ذلك الحين، عاد المال إلى {client}.',
  'refund.thenEnd': 'بعد تسوية هذا ينتهي العقد.',
  'payment.confirmTitle': 'أكِّد دفعتك البالغة {amount}',
  'payment.confirm': 'يطلب منك مصرفك تأكيدها. لا يُخصم شيء حتى ذلك الحين.',
  'payment.confirmBy': 'تُلغى في {instant} بتوقيتك ({utc}).',
  'payment.confirmOther': 'على {name} تأكيد دفعة {amount} لدى مصرفه.',
  'payment.pendingTitle': 'دفعة {amount} قيد المعالجة',
  'payment.pending': 'قد يستغرق هذا لحظة. تظهر النتيجة هنا.',
  'payment.failedTitle': 'رُفضت دفعة {amount}',
  'payment.failedNext': 'لم يُخصم شيء. يمكنك إعادة المحاولة.',
  'payment.failedOther': 'لم يُخصم شيء. يستطيع {name} إعادة المحاولة.',
  'payment.failedBonusTitle': 'رُفضت دفعة المكافأة {amount}',
  'payment.failedBonusNext': 'لا يتأثر الصرف بذلك. يمكنك إعادة المحاولة.',
  'payment.parkedChargeTitle': 'دفعة {amount} تحتاج إلى انتباه',
  'payment.parkedTransferTitle': 'لم يصل تحويل {amount}',
  'payment.parkedRefundTitle': 'لم يصل استرداد {amount}',
  'payment.parkedNext': 'المال في أمان. أعد المحاولة؛ وإذا فشلت مرة أخرى فاسأل المنصة.',
  'payment.parkedWait': 'المال في أمان. يستطيع {name} أو المنصة إعادة المحاولة.',
  'payment.title': 'المدفوعات',

  'dispute.added': 'أُضيفت إفادتك.',
  'action.cancelPayment': 'إلغاء الدفعة',
  'action.withdrawProposal': 'سحب الاقتراح',
  'action.statementWithFiles': 'إفادة مع ملفات',
  'action.acceptSplit': 'قبول هذا التقسيم',

  'freeze.title': 'هذا العقد مجمَّد',
  'freeze.text':
    'لا يتحرك أي مال وكل المُهل متوقفة. لا يحدث شيء من تلقاء نفسه ما دام مجمَّدًا، وتبقى الرسائل والإفادات متاحة.',
  'freeze.by': '{name} نيابةً عن المنصة',
  'freeze.server': 'المنصة',
  'freeze.system': 'جُمِّد تلقائيًا',
} satisfies Messages;
