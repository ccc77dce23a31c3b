import { activityStrings } from '../activity-timeline/strings.ts';
import { listStrings } from '../contract-list/strings.ts';
import { commonStrings } from '../foundation/common-strings.ts';
import type { MessagePart, Messages } from '../foundation/messages.ts';
import { workStrings } from '../foundation/work-strings.ts';
import { nextStepStrings } from '../milestone-workroom/next-step-strings.ts';
import { viewStrings } from '../milestone-workroom/strings.ts';
import { settlingStrings } from '../milestone-workroom/tasks/settling-strings.ts';
import { taskStrings } from '../milestone-workroom/tasks/strings.ts';
import { notificationStrings } from '../notifications/strings.ts';
import { reviewStrings } from '../review-and-pay/strings.ts';
import { eventStrings } from '../timeline/event-strings.ts';
import { messageStrings } from '../timeline/message-strings.ts';

/** All that the elements say, by the part in which a language keeps it. The elements carry their own share of it. */
export const english: Readonly<Record<MessagePart, Messages>> = {
  common: commonStrings,
  work: workStrings,
  review: reviewStrings,
  room: viewStrings,
  next: nextStepStrings,
  tasks: taskStrings,
  settling: settlingStrings,
  timeline: { ...eventStrings, ...messageStrings },
  activity: activityStrings,
  list: listStrings,
  notifications: notificationStrings,
};
