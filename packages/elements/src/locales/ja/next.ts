import type { Messages } from '../../foundation/messages.ts';

export default {
  'next.yours': 'あなたの次のステップ',
  'next.waiting': '待機中',
  'next.done': 'すべて完了',
  'next.confirmPayment': '{freelancer}さんが始められるように、「{title}」のお支払いを確認してください。',
  'next.paymentPending': '「{title}」の支払いを処理中です。今することはありません。',
  'next.paymentDeclined':
    '「{title}」のお支払いが拒否されました。{freelancer}さんが始められるように、もう一度お試しください。',
  'next.payout': '{amount}の送金が届きませんでした。もう一度お試しください。',
  'next.parked': '{amount}の支払いが完了しませんでした。もう一度お試しください。',
  'next.accept': '計画を確認し、オファーを承諾または辞退してください。',
  'next.offerSent': '{freelancer}さんにオファーが届いています。承諾されると作業を始められます。',
  'next.offerDeclined': '{freelancer}さんがオファーを辞退しました。請求は行われていません。',
  'next.offerWithdrawn': '{client}さんがオファーを取り下げました。請求は行われていません。',
  'next.review': '{freelancer}さんが「{title}」に納品したものを確認し、支払うか修正を依頼してください。{left}。',
  'next.reviewOther': '{client}さんが「{title}」を確認しています。回答がなければ自動的に支払われます。{left}。',
  'next.submit': '「{title}」は入金済みです。作業を行い、納品してください。',
  'next.resubmit': '{client}さんが「{title}」の修正を依頼しました。できたら再度納品してください。',
  'next.working': '{freelancer}さんが「{title}」に取り組んでいます。納品されるとここで確認できます。',
  'next.fixing': '{freelancer}さんが「{title}」の修正を行っています。',
  'next.answerRefund':
    '{client}さんが{amount}の返金を求めています。返金に同意するか、異議を申し立ててください。{left}。',
  'next.refundAsked': '{freelancer}さんが{amount}の返金依頼に回答する必要があります。{left}。',
  'next.dispute': '{amount}が異議申し立て中です。下に陳述を追加するか、当事者間で解決してください。{left}。',
  'next.decide': '双方の陳述を読み、{amount}の分け方を決めてください。{left}。',
  'next.fund': '{freelancer}さんが始められるように、「{title}」に入金してください。',
  'next.fundOther': '作業を始める前に、{client}さんが「{title}」に入金する必要があります。',
  'next.plan': '計画に最初のマイルストーンを追加してください。',
  'next.planOther': '{client}さんが計画にマイルストーンを追加する必要があります。',
  'next.finish': 'すべてのマイルストーンが完了しました。契約を終了するか、別のマイルストーンを追加してください。',
  'next.finishOther':
    'すべてのマイルストーンが完了しました。{client}さんは別のマイルストーンを追加するか、契約を終了できます。',
  'next.ending': '未解決の事項が解決すると契約は終了します。',
  'next.ended': 'この契約は{instant}に終了しました。',
  'next.proposal': '{name}さんが計画の変更を提案しています。内容を読んで、承認または却下してください。',
} satisfies Messages;
