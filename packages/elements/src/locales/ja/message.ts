import type { Messages } from '../../foundation/messages.ts';

export default {
  'message.label': 'メッセージ',
  'message.placeholder': '{name}さんへのメッセージ…',
  'message.send': '送信',
  'message.sent': 'メッセージを送信しました。',
  'message.everyone': '双方',
  'message.empty': 'メッセージを入力してください。',
  'timeline.title': 'アクティビティ',
  'timeline.loading': 'アクティビティを読み込み中…',
  'timeline.failed': 'アクティビティを読み込めませんでした',
} satisfies Messages;
