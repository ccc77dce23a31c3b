import type { Messages } from '../../foundation/messages.ts';

export default {
  'clock.startedBy': '{name}さんが{instant}に納品し、期間が始まりました。',
  'clock.startedByYou': 'あなたが{instant}に納品し、期間が始まりました。',
  'clock.endsAt': '期限は{instant}です。',
  'clock.client': '何もしない場合、{amount}が{freelancer}さんへ自動的に支払われます。',
  'clock.freelancer': '{client}さんが何もしない場合、{amount}があなたへ自動的に支払われます。',
  'clock.other': '{client}さんが何もしない場合、{amount}が{freelancer}さんへ自動的に支払われます。',
  'clock.stopped': 'この期限は止まっています。',
  'submission.title': '納品された成果物',
  'submission.by': '{name}、{instant}',
  'submission.links': 'リンク',
  'submission.files': 'ファイル',
  'submission.changes': '修正依頼',
  'closed.role': 'あなたの役割ではできません。{names}さんに依頼してください。',
} satisfies Messages;
