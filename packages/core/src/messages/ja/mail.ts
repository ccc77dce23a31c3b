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
  'mail.proof':
    'ここまでの契約の履歴：記録{seq}、{hash}。このメールを保管してください。これより前の記録を気付かれずに書き換えることは誰にもできません。',
} as const satisfies Messages;
