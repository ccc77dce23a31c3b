import type { TestMethodName } from '@workroom/server/payments';
import { html, type TemplateResult } from 'lit';
import { ask } from './dialog.ts';

/** Every test method; the type makes a missing one a compile error. */
const cards: Readonly<Record<TestMethodName, { readonly name: string; readonly says: string }>> = {
  pm_ok: { name: 'Card ending 4242', says: 'Works at once' },
  pm_needs_action: { name: 'Card ending 3155', says: 'Your bank asks you to confirm' },
  pm_needs_action_fails: { name: 'Card ending 3178', says: 'Your bank asks you to confirm, then refuses' },
  pm_pending: { name: 'Bank debit', says: 'Arrives after 3 days of sandbox time' },
  pm_pending_fails: { name: 'Bank debit that bounces', says: 'Is returned after 3 days of sandbox time' },
  pm_late: { name: 'Slow transfer', says: 'Arrives after an hour, even if you cancel' },
  pm_declined: { name: 'Card ending 0002', says: 'Is declined' },
  pm_insufficient_funds: { name: 'Card ending 9995', says: 'Has insufficient funds' },
  pm_answer_lost: { name: 'Card ending 0119', says: 'Works, but the provider’s answer is lost' },
  pm_times_out: { name: 'Card ending 0127', says: 'Works, but the provider never answers' },
  pm_unreachable: { name: 'Card ending 0135', says: 'Never reaches the provider' },
  pm_webhooks_twice: { name: 'Card ending 0143', says: 'Works, and every webhook comes twice' },
  pm_webhooks_out_of_order: { name: 'Card ending 0150', says: 'Works, and webhooks come out of order' },
  pm_payout_fails: { name: 'Card ending 0341', says: 'Works, but the freelancer’s payout fails' },
  pm_payee_not_verified: { name: 'Card ending 0358', says: 'Works, but the freelancer is not verified for payouts' },
  pm_payout_pending: { name: 'Card ending 0366', says: 'Works; payouts and refunds take a day' },
  pm_payout_answer_lost: { name: 'Card ending 0374', says: 'Works; answers to payouts and refunds are lost' },
  pm_payout_returned: { name: 'Card ending 0390', says: 'Works; a bank returns payouts after 3 days of sandbox time' },
  pm_refund_returned: { name: 'Card ending 0408', says: 'Works; a bank returns refunds after 3 days of sandbox time' },
  pm_refund_fails: { name: 'Card ending 0382', says: 'Works, but refunds of it fail' },
};

const methods = Object.keys(cards) as TestMethodName[];

/** The cards for a first try; the others are behind *More test cards*. */
const first: readonly string[] = ['pm_ok', 'pm_declined', 'pm_needs_action', 'pm_pending'] satisfies TestMethodName[];

function cardView(method: TestMethodName): TemplateResult {
  const { name, says } = cards[method];
  return html`<label class="card-choice">
    <input type="radio" name="card" value=${method} ?checked=${method === 'pm_ok'} />
    <span><strong>${name}</strong><small>${says}</small></span>
  </label>`;
}

/** Rejects with an `AbortError` when the person closes it, as the elements expect. */
export async function pickCard(purpose: string, amount: string): Promise<{ paymentMethod: string }> {
  const answer = await ask(
    html`<h2 id="dialog-title">Choose how to pay</h2>
      <p class="dialog-amount">${amount} <small>${purpose}</small></p>
      <fieldset class="cards">
        <legend>Pay with a test card</legend>
        ${methods.filter((method) => first.includes(method)).map(cardView)}
        <details>
          <summary>More test cards</summary>
          <div>${methods.filter((method) => !first.includes(method)).map(cardView)}</div>
        </details>
      </fieldset>
      <div class="dialog-buttons">
        <button value="close" formnovalidate>Cancel</button>
        <button value="use" class="primary">Use this card</button>
      </div>`,
  );
  const method = answer.get('card');
  if (answer.pressed !== 'use' || typeof method !== 'string')
    throw new DOMException('No card was chosen', 'AbortError');
  return { paymentMethod: method };
}
