import type { Messages } from '../../foundation/messages.ts';

export default {
  'files.label': 'ファイル',
  'files.attach': 'ファイルを添付',
  'files.choose': 'ファイルを選択、またはここにドロップ・貼り付け',
  'files.hint': '1件につき最大{size}',
  'files.remove': '{name}を削除',
  'files.again': '再試行：{name}',
  'files.sending': '{count}件のファイルをアップロード中…',
  'files.sent': '{count}件のファイルをアップロードしました',
  'files.uploaded': 'アップロード済み',
  'files.progress': '{name}をアップロード中',
  'files.wait': 'ファイルのアップロードが終わるまでお待ちください。',
  'files.unsent': 'アップロードできなかったファイルがあります。再試行するか、削除してください。',
  'files.failed': '「{name}」をアップロードできませんでした。もう一度お試しください。',
  'files.tooLarge': '「{name}」は{size}を超えています。別の場所に置き、リンクを追加してください。',
  'files.empty': '「{name}」は空のファイルです。',
  'files.type': '「{name}」の形式は受け付けていません。次のいずれかの形式で送信してください：{types}',
  'files.tooMany': '「{name}」は追加されませんでした。一度に送信できるファイルは{count}件までです。',
} as const satisfies Messages;
