import { nextMilestone } from '@workroom/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { Failure } from '../../foundation/failure.ts';
import { unclearValues } from '../../foundation/money-input.ts';
import type { Quoted } from '../../foundation/quotes.ts';
import { failureView } from '../../foundation/views/error-view.ts';
import { fieldError, moneyField, textField } from '../../foundation/views/field-view.ts';
import type { LeftoverTo, PayDecision, PayDraft, PayField } from '../decision.ts';
import { moneyOf, type ReviewContext } from './review-context.ts';
import { dueView, summaryView } from './summary.ts';

export interface PayViewModel {
  readonly draft: PayDraft;
  readonly decision: PayDecision;
  /** The cost; `null` while the input is invalid. */
  readonly quoted: Quoted | null;
  /** Fields that the person has left, so that their errors are shown. */
  readonly touched: ReadonlySet<PayField>;
  readonly failure: Failure | null;
  readonly inFlight: boolean;
  readonly change: (change: Partial<PayDraft>) => void;
  readonly touch: (field: PayField) => void;
  readonly pay: () => void;
}

export function payView(context: ReviewContext, model: PayViewModel): TemplateResult {
  const { words, contract, milestone } = context;
  const { draft, decision, change, touch } = model;
  const { text } = words;
  const { held } = milestone.funds;
  const { currency } = contract;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    model.pay();
  };
  return html`<form class="stack loose" id="pay" part="form" novalidate @submit=${submit}>
    <div class="stack tight">
      ${moneyField({
        id: 'amount',
        label: text('pay.amount'),
        symbol: words.currencySymbol(currency),
        value: draft.amount ?? words.plainMoney(held, currency),
        hint: text('pay.ofHeld', { amount: moneyOf(context, held) }),
        error: errorOf(context, model, 'amount'),
        onInput: (amount) => change({ amount }),
        onBlur: () => touch('amount'),
      })}
      ${
        decision.rest > 0 || decision.wrong.has('amount')
          ? html`<div><button type="button" class="quiet" part="button" @click=${() => change({ amount: null })}>${text('pay.full')}</button></div>`
          : nothing
      }
    </div>
    ${decision.amount === held ? bonusView(context, model) : nothing}
    ${decision.rest > 0 && decision.amount !== 0 ? leftoverView(context, model) : nothing}
    ${textField({
      id: 'note',
      label: text('pay.note', { freelancer: contract.freelancer.name }),
      aside: text('pay.optional'),
      value: draft.note,
      rows: 2,
      onInput: (note) => change({ note }),
    })}
    ${decision.bonus > 0 ? html`<slot name="payment"></slot>` : nothing}
    <div class="stack" part="confirm">
      ${summaryView(context, model)}
    </div>
  </form>`;
}

/** Sticks to the edge while the rest scrolls. In reading order it comes after the effects and the total. */
export function payBar(context: ReviewContext, model: PayViewModel): TemplateResult {
  const { words } = context;
  const { inFlight, failure } = model;
  return html`<div class="pay-bar" part="pay-bar">
    ${failureView(failure, words)} ${dueView(context, model)}
    <button type="submit" form="pay" class="primary wide ${inFlight ? 'busy' : ''}" part="button primary" aria-describedby="due" aria-disabled=${inFlight ? 'true' : nothing}>
      ${inFlight ? html`<span class="spinner" part="spinner" aria-hidden="true"></span>${words.text('command.working')}` : words.text('pay.now')}
    </button>
  </div>`;
}

/** Rule 23: only together with the full amount. */
function bonusView(context: ReviewContext, model: PayViewModel): TemplateResult {
  const { words, contract, milestone } = context;
  const { draft, change, touch } = model;
  const amount = moneyOf(context, milestone.funds.held);
  return html`<div class="stack" part="bonus">
    <label class="choice" part="choice">
      <input type="checkbox" id="with-bonus" .checked=${draft.withBonus}
        @change=${(event: Event) => change({ withBonus: (event.target as HTMLInputElement).checked })} />
      <span><span class="label">${words.text('pay.addBonus')}</span><span class="hint">${words.text('pay.addBonusHint', { amount })}</span></span>
    </label>
    ${
      draft.withBonus
        ? moneyField({
            id: 'bonus',
            label: words.text('pay.bonus'),
            symbol: words.currencySymbol(contract.currency),
            value: draft.bonus,
            error: errorOf(context, model, 'bonus'),
            onInput: (bonus) => change({ bonus }),
            onBlur: () => touch('bonus'),
          })
        : nothing
    }
  </div>`;
}

/** Rules 24 to 26: where the leftover goes. */
function leftoverView(context: ReviewContext, model: PayViewModel): TemplateResult {
  const { words, contract } = context;
  const { draft, decision, change } = model;
  const { text } = words;
  const { freelancer, totals, policy } = contract;
  const next = nextMilestone(contract);
  const error = errorOf(context, model, 'leftover');
  const days = { freelancer: freelancer.name, count: policy.refundResponseDays };
  const endHint =
    totals.carried === 0
      ? text('pay.refundAndEndHint', days)
      : `${text('pay.refundAndEndHint', days)} ${text('pay.carriedToo', { amount: moneyOf(context, totals.carried) })}`;
  const choice = (to: LeftoverTo, label: string, hint: string) =>
    html`<label class="choice" part="choice">
      <input type="radio" name="leftover" value=${to} .checked=${draft.leftoverTo === to} @change=${() => change({ leftoverTo: to })} />
      <span><span class="label">${label}</span><span class="hint">${hint}</span></span>
    </label>`;
  return html`<fieldset class="stack" part="leftover" aria-describedby=${error === undefined ? nothing : 'leftover-error'}>
    <legend part="label">${text('pay.leftover', { amount: moneyOf(context, decision.rest) })}</legend>
    <p class="callout" part="hint">${text('pay.talkFirst', { freelancer: freelancer.name })}</p>
    <div class="choices">
      ${
        contract.status !== 'active'
          ? nothing
          : next === undefined
            ? choice('next_milestone', text('pay.toNew'), text('pay.toNewHint'))
            : choice(
                'next_milestone',
                text('pay.toNext', { next: next.title }),
                text('pay.toNextHint', { next: next.title }),
              )
      }
      ${choice('refund_and_end', text('pay.refundAndEnd'), endHint)}
      ${
        contract.status === 'active'
          ? choice('refund_and_continue', text('pay.refundAndContinue'), text('pay.refundAndContinueHint'))
          : nothing
      }
    </div>
    ${fieldError('leftover', error)}
    ${draft.leftoverTo === 'next_milestone' && next === undefined ? newMilestoneView(context, model) : nothing}
    ${
      draft.leftoverTo === 'refund_and_end' || draft.leftoverTo === 'refund_and_continue'
        ? textField({
            id: 'reason',
            label: text('pay.reason'),
            aside: text('pay.optional'),
            value: draft.reason,
            rows: 2,
            onInput: (reason) => change({ reason }),
          })
        : nothing
    }
  </fieldset>`;
}

function newMilestoneView(context: ReviewContext, model: PayViewModel): TemplateResult {
  const { words, contract } = context;
  const { draft, decision, change, touch } = model;
  return html`<div class="pair">
    ${textField({
      id: 'newTitle',
      label: words.text('pay.newTitle'),
      value: draft.newTitle,
      maxLength: 200,
      error: errorOf(context, model, 'newTitle'),
      onInput: (newTitle) => change({ newTitle }),
      onBlur: () => touch('newTitle'),
    })}
    ${moneyField({
      id: 'newAmount',
      label: words.text('pay.newAmount'),
      symbol: words.currencySymbol(contract.currency),
      value: draft.newAmount ?? words.plainMoney(decision.rest, contract.currency),
      error: errorOf(context, model, 'newAmount'),
      onInput: (newAmount) => change({ newAmount }),
      onBlur: () => touch('newAmount'),
    })}
  </div>`;
}

// The JSON Pointers of the server's problems, by the field that shows them.
const pointers: Readonly<Record<PayField, readonly string[]>> = {
  amount: ['/amount'],
  bonus: ['/bonus'],
  leftover: ['/leftover', '/leftover/to'],
  newTitle: ['/leftover/milestone/title'],
  newAmount: ['/leftover/milestone/amount'],
};

function errorOf(
  context: ReviewContext,
  { draft, decision, quoted, touched, failure }: PayViewModel,
  field: PayField,
): string | undefined {
  const { words, contract, milestone } = context;
  const wrong = decision.wrong.get(field);
  if (wrong !== undefined && touched.has(field)) {
    const typed = field === 'leftover' ? '' : (draft[field] ?? '');
    return words.text(wrong, {
      ...unclearValues(typed, contract.currency, words),
      amount: moneyOf(context, milestone.funds.held),
      example: words.plainMoney(milestone.funds.held, contract.currency),
    });
  }
  // The problem of the refused command, or of the refused price.
  const said = [failure, quoted?.refused].flatMap((each) =>
    pointers[field].map((pointer) => each?.fields.get(pointer)),
  );
  return said.find((message) => message !== undefined);
}
