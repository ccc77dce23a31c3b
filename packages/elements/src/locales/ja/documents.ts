import type { Messages } from '../../foundation/messages.ts';

export default {
  'documents.none': '書類はまだありません。支払いのたびに作成されます。',
  'documents.failed': '書類を読み込めませんでした',
  'documents.receipt': '領収書',
  'documents.refund_receipt': '返金明細書',
  'documents.payout': '支払明細書',
  'documents.fee_invoice': '手数料請求書',
  'documents.credit_note': '手数料返還通知書',
  'documents.more': 'さらに表示',
  'documents.opens': '新しいウィンドウで開きます',
} satisfies Messages;
