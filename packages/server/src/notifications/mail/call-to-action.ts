import { type EventReader, type EventType, kindOf } from '@workroom/core';
import messages from '@workroom/core/messages/en';

/** What the button of a mail says to this reader. */
export function callToAction(type: EventType, side: EventReader | null): string {
  return messages[`button.${(side === null ? undefined : kindOf(type).mailAction?.[side]) ?? 'open'}`];
}
