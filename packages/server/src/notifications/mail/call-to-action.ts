import { type EventReader, type EventType, kindOf } from '@workroom/core';

/** What the button of a mail says to this reader. */
export function callToAction(type: EventType, side: EventReader | null): string {
  return (side === null ? undefined : kindOf(type).mailAction?.[side]) ?? 'Open the contract';
}
