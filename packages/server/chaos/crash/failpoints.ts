import type { PaymentProvider } from '@workroom/server/payments';
import type { WorkroomStore } from '../../src/store/store-over.ts';
import type { Step } from './steps.ts';

/** Called before a step; the step waits until it resolves. */
export type Reach = (step: Step) => Promise<void>;

const before =
  (reach: Reach) =>
  <Asked extends readonly unknown[], Answer>(step: Step, ask: (...asked: Asked) => Promise<Answer>) =>
  async (...asked: Asked): Promise<Answer> => {
    await reach(step);
    return ask(...asked);
  };

// Failpoints are wrapped around the ports that a server is given, so the product contains none.

export function storeWithFailpoints(store: WorkroomStore, reach: Reach): WorkroomStore {
  const at = before(reach);
  return {
    ...store,
    load: at('load', store.load),
    commit: at('commit', store.commit),
    wasCommitted: at('wasCommitted', store.wasCommitted),
    paymentWork: at('paymentWork', store.paymentWork),
    postponePayment: at('postponePayment', store.postponePayment),
    claimPayments: at('claimPayments', store.claimPayments),
    dueContracts: at('dueContracts', store.dueContracts),
    books: at('books', store.books),
    timeline: at('timeline', store.timeline),
    erasure: {
      ...store.erasure,
      contractsOf: at('contractsOf', store.erasure.contractsOf),
      deleteNotifications: at('deleteNotifications', store.erasure.deleteNotifications),
      erasedOf: at('erasedOf', store.erasure.erasedOf),
      ended: at('ended', store.erasure.ended),
      markKept: at('markKept', store.erasure.markKept),
    },
  };
}

export function providerWithFailpoints(provider: PaymentProvider, reach: Reach): PaymentProvider {
  const at = before(reach);
  return {
    ...provider,
    canPayOut: at('canPayOut', provider.canPayOut),
    charge: at('charge', provider.charge),
    transfer: at('transfer', provider.transfer),
    refund: at('refund', provider.refund),
    ...(provider.reverse && { reverse: at('reverse', provider.reverse) }),
    cancel: at('cancel', provider.cancel),
    lookup: at('lookup', provider.lookup),
    ...(provider.refundableUntil && { refundableUntil: at('refundableUntil', provider.refundableUntil) }),
    ...(provider.readDisputes && { readDisputes: at('readDisputes', provider.readDisputes) }),
    ...(provider.submitEvidence && { submitEvidence: at('submitEvidence', provider.submitEvidence) }),
    ...(provider.movementsOf && { movementsOf: at('movementsOf', provider.movementsOf) }),
  };
}
