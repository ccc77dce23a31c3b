import type { Contract, ContractId, PaymentId } from '@workroom/core';
import { noticeOf } from '@workroom/core/messages';
import type { ReaderWords } from '../language/readers.ts';
import type { PlacedEvent, Store, StoredNotification } from '../store/store.ts';

export interface RenderedNotification extends StoredNotification {
  readonly contractTitle: string;
  readonly title: string;
  readonly text: string;
}

/** Renders notifications for a person from the current events, so erased text is erased here too (rule 70). */
export async function renderNotifications(
  store: Pick<Store, 'eventsAt' | 'load'>,
  notifications: readonly StoredNotification[],
  personId: string,
  words: ReaderWords,
): Promise<readonly RenderedNotification[]> {
  const events = await store.eventsAt(notifications);
  const byId = new Map(events.map(({ event }) => [event.id, event]));
  const contracts = await contractsOf(store, events);
  return notifications.flatMap((notification) => {
    const event = byId.get(notification.id);
    const contract = contracts.get(notification.contractId)?.contract;
    if (event === undefined || contract === undefined) return [];
    const contractTitle = words.written(contract.title);
    return [{ ...notification, contractTitle, ...noticeOf(contract, event, { id: personId }, words) }];
  });
}

/** With the payments of the events, which have the reasons of failures. */
function contractsOf(store: Pick<Store, 'load'>, events: readonly PlacedEvent[]) {
  const payments = new Map<ContractId, Set<PaymentId>>();
  for (const { contractId, event } of events) {
    const named = payments.get(contractId) ?? new Set();
    payments.set(contractId, named);
    if ('paymentId' in event.data && event.data.paymentId !== null) named.add(event.data.paymentId);
  }
  return store.load([...payments].map(([id, named]) => ({ id, payments: [...named] })));
}

/** The contract for an event's notifications. */
export async function contractOf(store: Pick<Store, 'load'>, placed: PlacedEvent): Promise<Contract | undefined> {
  return (await contractsOf(store, [placed])).get(placed.contractId)?.contract;
}
