import type { Messages } from '../message.ts';

export default {
  'mail.hello': '{name}さん',
  'mail.helloUnnamed': 'こんにちは。',
  'mail.orOpen': 'または次のアドレスを開いてください：',
  'mail.document.receipt': '領収書 {number}',
  'mail.document.payout': '支払明細書 {number}',
  'mail.document.fee_invoice': '手数料請求書 {number}',
  'mail.document.credit_note': '手数料返還通知書 {number}',
  'mail.why': 'このメールは「{contract}」に参加している方にお送りしています。',
  'mail.record': '契約の記録 {seq}件目',
  'mail.verify': '検証する',
} as const satisfies Messages;
