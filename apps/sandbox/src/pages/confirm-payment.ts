import { html } from 'lit';
import { ask } from './dialog.ts';

/** Plays the bank's confirmation page. Closing it leaves the payment waiting. */
export async function confirmPayment(paymentId: string, amount: string, payer?: string): Promise<void> {
  const { pressed } = await ask(
    html`<h2 id="dialog-title">Your bank asks: is this you?</h2>
      <p class="dialog-amount">${amount}</p>
      <p>A payment to Quillmoor waits for your confirmation.</p>
      <div class="dialog-buttons">
        <button value="refuse">No, refuse it</button>
        <button value="confirm" class="primary">Yes, confirm</button>
      </div>`,
  );
  if (pressed !== 'confirm' && pressed !== 'refuse') return;
  const as = payer === undefined ? '' : `?as=${encodeURIComponent(payer)}`;
  await fetch(`/sandbox/payments/${encodeURIComponent(paymentId)}/${pressed}${as}`, { method: 'POST' });
}
