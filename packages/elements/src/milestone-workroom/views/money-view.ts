import { html, nothing } from 'lit';
import { actionOn } from '../actions.ts';
import { cash, names, type Room } from '../room.ts';
import { actionButton } from './action-button.ts';
import { widened } from './widened.ts';

type Part = 'released' | 'held' | 'carried' | 'refunded' | 'chargedBack' | 'unfunded';
const parts: readonly Part[] = ['released', 'held', 'carried', 'refunded', 'chargedBack', 'unfunded'];

/**
 * Where the money of the whole contract is: the deposits (rule 40: released + refunded + carried + held + charged
 * back), and the amount still to be funded.
 */
export function moneyView(room: Room): unknown {
  const { contract, words } = room;
  const { totals, policy } = contract;
  const { text } = words;
  if (totals.planned + totals.deposited === 0) return nothing;
  const values = { name: contract.freelancer.name, noun: policy.fundsNoun };
  // Released and held are always shown; the others only if they are not zero.
  const amounts: Readonly<Record<Part, number>> = { ...totals, unfunded: unfundedOf(room) };
  const shown = parts.filter((part) => amounts[part] > 0 || part === 'released' || part === 'held');
  return html`<section class="panel money-panel" part="summary" aria-labelledby="money-title">
    <div class="row between">
      <h3 id="money-title">${text('money.title')}</h3>
      <p class="fine">${text('money.planned')} <span class="money strong">${cash(room, totals.planned)}</span></p>
    </div>
    ${
      totals.deposited === 0
        ? html`<p class="muted">${text('money.none')}</p>`
        : html`<dl class="figures" part="figures">
            <div class="figure whole"><dt>${text('money.deposited')}</dt><dd class="money">${cash(room, totals.deposited)}</dd></div>
            ${shown.map(
              (part) =>
                html`<div class="figure ${part}"><dt><span class="swatch ${part}" part="swatch ${part}" aria-hidden="true"></span>${text(part === 'released' && contract.viewer === 'freelancer' ? 'money.releasedToYou' : `money.${part}`, values)}</dt><dd class="money">${cash(room, amounts[part])}</dd></div>`,
            )}
          </dl>
          <div class="bar" part="bar" aria-hidden="true">
            ${parts.map((part) =>
              amounts[part] === 0
                ? nothing
                : html`<span class="bar-part ${part}" part="bar-part ${part}" ${widened(amounts[part] / (totals.deposited + amounts.unfunded))}></span>`,
            )}
          </div>`
    }
    ${totals.bonuses === 0 ? nothing : html`<p class="fine">${text('money.bonuses')} <span class="money strong">${cash(room, totals.bonuses)}</span></p>`}
    ${payoutsView(room)} ${carriedView(room)}
  </section>`;
}

/** For the freelancer: the released money that has arrived, and that is on its way. */
function payoutsView(room: Room): unknown {
  const { contract, words } = room;
  if (contract.viewer !== 'freelancer' || contract.payouts.length === 0) return nothing;
  const sum = (...statuses: readonly string[]) =>
    contract.payouts
      .filter(({ status }) => statuses.includes(status))
      .reduce((total, { amount, fee }) => total + amount - fee, 0);
  const onItsWay = sum('waiting', 'sent');
  // A freeze holds it, or it did not arrive.
  const onHold = sum('held', 'parked');
  return html`<p class="fine" part="payouts">${words.text('payouts.paid')} <span class="money strong">${cash(room, sum('paid'))}</span>${
    onItsWay === 0
      ? nothing
      : html` · ${words.text('payouts.onItsWay')} <span class="money strong">${cash(room, onItsWay)}</span>`
  }${
    onHold === 0
      ? nothing
      : html` · ${words.text('payouts.onHold')} <span class="money strong">${cash(room, onHold)}</span>`
  }</p>`;
}

/** The amount still to be deposited. Carried funds cover the next milestones first. */
function unfundedOf({ contract }: Room): number {
  const amounts = contract.milestones.map(({ state, amount, funds, pendingIncrease }) =>
    state === 'planned' || state === 'funding' ? amount : funds.shortfall + (pendingIncrease?.amount ?? 0),
  );
  return Math.max(0, amounts.reduce((sum, amount) => sum + amount, 0) - contract.totals.carried);
}

/** A refund of the carried funds alone can be requested. */
function carriedView(room: Room): unknown {
  const { contract, words } = room;
  const { carried, held } = contract.totals;
  if (carried === 0 || contract.refundRequest !== null || contract.dispute !== null) return nothing;
  return html`<div class="note" part="carried">
    <p class="strong">${words.text('carried.title', { amount: cash(room, carried), ...names(room) })}</p>
    <p>${words.text('carried.text')}</p>
    ${
      held > 0
        ? nothing
        : actionButton(room, actionOn(room, 'request_refund'), {
            label: words.text('action.requestRefund'),
            look: 'quiet',
            press: () => room.open('request_refund'),
          })
    }
    ${actionButton(room, actionOn(room, 'volunteer_refund'), {
      label: words.text('action.giveBack'),
      look: 'quiet',
      press: () => room.open('volunteer_refund'),
    })}
  </div>`;
}
