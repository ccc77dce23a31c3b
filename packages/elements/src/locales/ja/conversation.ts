import type { Messages } from '../../foundation/messages.ts';

export default {
  'timeline.all': 'すべて',
  'timeline.messages': 'メッセージ',
  'timeline.money': 'お金',
  'timeline.you': 'あなた',
  'timeline.self': '{name}（あなた）',
  'timeline.more': '続きを表示',
  'timeline.less': '折りたたむ',
  'timeline.details': '詳細（{count}件）',
  'timeline.nothing': 'まだ何もありません。',
  'timeline.people': 'この契約の参加者',
  'timeline.client': 'クライアント',
  'timeline.freelancer': 'フリーランサー',
  'timeline.mediator': '調停者',
  'export.title': '契約の記録をダウンロード：',
  'export.html': '印刷用',
  'export.json': 'JSON',
} as const satisfies Messages;
