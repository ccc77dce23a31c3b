import type {} from '@workroom/elements';
import { pickCard } from './card-picker.ts';
import { confirmPayment } from './confirm-payment.ts';
import { money } from './money.ts';

/**
 * The marketplace's part of a payment: its own card picker before a charge, and its bank's page when a
 * charge asks for the client's confirmation.
 *
 * @param reload reads the contract again
 * @param payer the client, if that is not the person who is signed in
 */
export function bindPayments(reload: () => Promise<void>, payer?: string): void {
  document.addEventListener('workroom-fund-request', (event) => {
    const { contract, input } = event.detail;
    const milestone = contract.milestones.find(({ id }) => id === input.milestoneId);
    // Only the agreed increase is charged.
    const amount = milestone?.pendingIncrease?.amount ?? milestone?.amount ?? 0;
    const charge = Math.max(0, amount - contract.totals.carried);
    if (charge > 0) event.respondWith(pickCard(`to fund “${milestone?.title}”`, money(charge, contract.currency)));
  });
  document.addEventListener('workroom-release-request', (event) => {
    const { contract, input } = event.detail;
    if (input.bonus) event.respondWith(pickCard('as a bonus', money(input.bonus, contract.currency)));
  });
  document.addEventListener('workroom-bonus-request', (event) => {
    const { contract, input } = event.detail;
    event.respondWith(pickCard('as a bonus', money(input.amount, contract.currency)));
  });
  document.addEventListener('workroom-retry-payment-request', (event) => {
    const { contract, input } = event.detail;
    const payment = contract.payments.find(({ id }) => id === input.paymentId);
    if (payment?.kind === 'charge')
      event.respondWith(
        pickCard('for the payment that failed', money(payment.amount + payment.fee, contract.currency)),
      );
  });
  document.addEventListener('workroom-payment-action', async (event) => {
    const { contract, payment } = event.detail;
    await confirmPayment(payment.id, money(payment.amount + payment.fee, contract.currency), payer);
    await reload();
  });
}
