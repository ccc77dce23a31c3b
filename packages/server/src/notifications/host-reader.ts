import { presentEvent, type WireEvent } from '@workroom/core/api';
import type { OutboxReader } from './outbox-runner.ts';

/** Called for every event, at least once and in order per contract. When it throws, the event is retried. */
export type OnEvent = (event: WireEvent) => unknown;

export const hostReaderName = 'on_event';

/** The host's `onEvent`. It never skips an event: a failed event is retried until it succeeds. */
export function hostReader(onEvent: OnEvent): OutboxReader {
  return {
    async deliver({ contractId }, { event, hash }) {
      await onEvent(presentEvent(contractId, event, hash));
    },
    passesOver: () => false,
  };
}
