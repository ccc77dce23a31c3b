import type { Messages } from '../../foundation/messages.ts';

export default {
  'documents.none': 'لا توجد مستندات بعد. كل دفعة تُنشئ مستندًا.',
  'documents.failed': 'تعذّر تحميل المستندات',
  'documents.receipt': 'إيصال',
  'documents.refund_receipt': 'إيصال استرداد',
  'documents.payout': 'كشف دفعة',
  'documents.fee_invoice': 'فاتورة رسوم',
  'documents.credit_note': 'إشعار دائن',
  'documents.more': 'عرض المزيد',
  'documents.opens': 'يُفتح في نافذة جديدة',
} satisfies Messages;
