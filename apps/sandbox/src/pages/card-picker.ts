import type { TestMethodName } from '@workroom/server/payments';
import { html } from 'lit';
import { ask } from './dialog.ts';

const cards: readonly { readonly method: TestMethodName; readonly name: string; readonly says: string }[] = [
  { method: 'pm_ok', name: 'Card ending 4242', says: 'Works at once' },
  { method: 'pm_needs_action', name: 'Card ending 3155', says: 'Your bank asks you to confirm' },
  { method: 'pm_pending', name: 'Bank debit', says: 'Arrives after 3 days of sandbox time' },
  { method: 'pm_declined', name: 'Card ending 0002', says: 'Is declined' },
  { method: 'pm_payout_fails', name: 'Card ending 0341', says: 'Works, but the freelancer’s payout fails' },
];

/** Rejects with an `AbortError` when the person closes it, as the elements expect. */
export async function pickCard(title: string, amount: string): Promise<{ paymentMethod: string }> {
  const answer = await ask(
    html`<h2 id="dialog-title">${title}</h2>
      <p class="dialog-amount">${amount}</p>
      <fieldset class="cards">
        <legend>Pay with a test card</legend>
        ${cards.map(
          ({ method, name, says }, index) => html`<label class="card-choice">
            <input type="radio" name="card" value=${method} ?checked=${index === 0} />
            <span><strong>${name}</strong><small>${says}</small></span>
          </label>`,
        )}
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
