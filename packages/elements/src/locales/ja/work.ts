import type { Messages } from '../../foundation/messages.ts';

export default {
  'review.title': '確認して支払う',
  'review.label': '{job}：{milestone}',
  'review.nothing': '確認するマイルストーンはまだありません。',
  'clock.startedBy': '{name}さんが{instant}に納品し、期間が始まりました。',
  'clock.endsAt': '期限は現地時間 {instant}（{utc}）です。',
  'clock.client': '何もしない場合、{amount}が{freelancer}さんへ自動的に支払われます。',
  'clock.freelancer': '{client}さんが何もしない場合、{amount}があなたへ自動的に支払われます。',
  'clock.other': '{client}さんが何もしない場合、{amount}が{freelancer}さんへ自動的に支払われます。',
  'clock.stopped': '契約は凍結中です。この期限は止まっており、自動では何も起こりません。',
  'submission.title': '納品された成果物',
  'submission.by': '{name}、{instant}',
  'submission.links': 'リンク',
  'submission.files': 'ファイル',
  'submission.none': 'このマイルストーンの納品はここではまだありません。',
  'submission.noneClient': '{freelancer}さんはここで納品していません。それでも支払いを実行できます。',
  'submission.asked': '元の依頼内容',
  'submission.askedNothing': '成果物の記載はありません。',
  'submission.due': '期日 {day}',
  'submission.changes': '修正依頼',
  'closed.another_milestone_is_funded':
    '同時に入金できるマイルストーンは1つだけです。先に今の資金を支払うか返金してください。',
  'closed.refund_request_open': '返金依頼が進行中です。先に回答または取り下げが必要です。',
  'closed.dispute_open': 'この資金は異議申し立て中です。先に解決する必要があります。',
  'closed.payment_in_progress': '支払いが処理中です。完了を待つか、キャンセルしてください。',
  'closed.milestone_not_funded': 'この契約で預かっている資金はありません。',
  'closed.too_many_milestones': 'この契約のマイルストーン数は上限に達しています。',
  'closed.plan_needs_agreement': 'この契約では、計画の変更は提案によって行います。',
  'closed.extension_limit_reached': '確認期間はこれ以上延長できません。',
  'closed.refund_request_already_withdrawn':
    'このマイルストーンの返金依頼は一度取り下げられています。今回はフリーランサーが回答します。',

  'closed.contract_frozen': '契約は凍結中です。マーケットプレイスが解除するまで、お金は動かず、変更もできません。',
} satisfies Messages;
