import { presentEvent, type WireEvent } from '@workroom/core/api';
import type { OutboxReader } from './outbox-runner.ts';

/** Called for every event, at least once and in order per contract. When it throws, the event is retried. */
export type OnEvent = (event: WireEvent) => unknown;

export const hostReaderName = 'on_event';

/** The host's own function. It is never passed over: an event that it cannot take waits until it can. */
export function hostReader(onEvent: OnEvent): OutboxReader {
  return {
    async deliver({ contractId }, { event, hash }) {
      await onEvent(presentEvent(contractId, event, hash));
    },
    passesOver: () => false,
  };
}
