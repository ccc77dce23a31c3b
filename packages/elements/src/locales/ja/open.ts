import type { Messages } from '../../foundation/messages.ts';

export default {
  'refund.title': '{amount}の返金を依頼中',
  'refund.carried': '繰り越し資金から',
  'refund.then':
    '現地時間 {instant}（{utc}）までに回答が必要です。{freelancer}さんの回答がなければ、資金は{client}さんに戻ります。',
  'refund.thenEnd': '解決すると契約は終了します。',
  'payment.confirmTitle': '{amount}のお支払いを確認してください',
  'payment.confirm': '銀行が確認を求めています。確認するまで請求は行われません。',
  'payment.confirmBy': '現地時間 {instant}（{utc}）に打ち切られます。',
  'payment.confirmOther': '{name}さんが銀行で{amount}の支払いを確認する必要があります。',
  'payment.pendingTitle': '{amount}の支払いを処理中です',
  'payment.pending': '少し時間がかかることがあります。完了するとここに表示されます。',
  'payment.failedTitle': '{amount}の支払いが拒否されました',
  'payment.failedNext': '請求は行われていません。もう一度お試しください。',
  'payment.failedOther': '請求は行われていません。{name}さんがもう一度試せます。',
  'payment.failedBonusTitle': '{amount}のボーナスの支払いが拒否されました',
  'payment.failedBonusNext': '支払い済みの金額には影響しません。もう一度お試しください。',
  'payment.parkedChargeTitle': '{amount}の支払いに対応が必要です',
  'payment.parkedTransferTitle': '{amount}の送金が届きませんでした',
  'payment.parkedRefundTitle': '{amount}の返金が届きませんでした',
  'payment.parkedNext':
    '資金は安全です。もう一度お試しください。再び失敗した場合はマーケットプレイスにお問い合わせください。',
  'payment.parkedWait': '資金は安全です。{name}さんまたはマーケットプレイスがもう一度試せます。',
  'payment.title': '支払い',

  'dispute.added': '陳述を追加しました。',
  'action.cancelPayment': '支払いをキャンセル',
  'action.withdrawProposal': '提案を取り下げる',
  'action.statementWithFiles': 'ファイル付きの陳述',
  'action.acceptSplit': 'この分け方を承諾',

  'freeze.title': 'この契約は凍結中です',
  'freeze.text':
    'お金は動かず、すべての期限が止まっています。凍結中は自動では何も起こりません。メッセージと陳述は引き続き利用できます。',
  'freeze.by': 'マーケットプレイス担当の{name}',
  'freeze.server': 'マーケットプレイス',
  'freeze.system': '自動的に凍結',
} satisfies Messages;
