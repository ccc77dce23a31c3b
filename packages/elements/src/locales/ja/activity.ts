import type { Messages } from '../../foundation/messages.ts';

export default {
  'activity.emptyTitle': 'まだ何もありません',
  'activity.empty': 'メッセージと契約のすべての動きがここに表示されます。',
  'activity.loadedEarlier': '以前のアクティビティを表示しました。',
} satisfies Messages;
