import events from '@workroom/core/messages/ja/events';
import type { Messages } from '../../foundation/messages.ts';

export default {
  ...events,
  'timeline.today': '今日',
  'timeline.yesterday': '昨日',
  'timeline.earlier': '以前のアクティビティを表示',
  'timeline.recorded': '記録日時 {instant}',
  'timeline.reviewAndPay': '確認して支払う',
  'timeline.release': '支払いを実行',
} satisfies Messages;
