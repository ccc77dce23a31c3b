import { nextMilestone } from '@workroom/core';
import { html, nothing } from 'lit';
import { type BillRow, quoteView } from '../../foundation/views/bill-view.ts';
import type { PayViewModel } from './pay-view.ts';
import { moneyOf, type ReviewContext } from './review-context.ts';

type Model = Pick<PayViewModel, 'draft' | 'decision' | 'quoted'>;

/** What *Pay now* will do (rule 57). */
export function summaryView(context: ReviewContext, { draft, decision, quoted }: Model): unknown {
  const { milestone, words } = context;
  const { amount, bonus, body } = decision;
  const incomplete = body === null ? html`<p class="fine" part="note">${words.text('pay.summaryNone')}</p>` : nothing;
  if (amount === null || quoted === null) return incomplete;
  const known: BillRow[] = [
    { label: words.text('quote.milestone', { title: milestone.title }), amount: moneyOf(context, amount) },
    ...(bonus === 0 ? [] : [{ label: words.text('pay.bonus'), amount: moneyOf(context, bonus) }]),
  ];
  const more = leftoverRows(context, { draft, decision });
  return html`${quoteView(context, quoted, { known, more, pays: true })} ${incomplete}`;
}

/** Next to the button: the amount charged, if any, and the amount released. */
export function dueView(context: ReviewContext, { decision, quoted }: Model): unknown {
  const { amount, bonus } = decision;
  if (amount === null || quoted === null) return nothing;
  const pay = quoted.state === 'current' ? quoted.quote?.pay : undefined;
  const { text } = context.words;
  // A bonus may have fees, which only the quote contains.
  if (bonus > 0 && pay === undefined) return nothing;
  // The same total as in the table: without the fees that the freelancer pays, and with a bonus.
  const receive = quoted.state === 'current' ? quoted.quote?.receive : undefined;
  const releases = text('pay.releases', { amount: moneyOf(context, receive ?? amount) });
  if (!pay) return html`<p class="due" id="due" part="due">${releases}</p>`;
  const charges = text('pay.charges', { amount: moneyOf(context, pay) });
  return html`<p class="due" id="due" part="due">${charges} <span class="fine">${releases}</span></p>`;
}

function leftoverRows(
  context: ReviewContext,
  { draft, decision }: Pick<Model, 'draft' | 'decision'>,
): readonly BillRow[] {
  const { contract, words } = context;
  const { rest } = decision;
  const { leftoverTo: to } = draft;
  if (rest === 0 || to === null) return [];
  if (to === 'next_milestone') {
    const next = nextMilestone(contract)?.title ?? draft.newTitle.trim();
    const label = next === '' ? words.text('pay.toNew') : words.text('quote.toNext', { next });
    return [{ label, amount: moneyOf(context, rest) }];
  }
  const isEnd = to === 'refund_and_end';
  // Ending requests everything held, including carried funds.
  const asked = isEnd ? rest + contract.totals.carried : rest;
  const label = words.text('quote.askedBack', { freelancer: contract.freelancer.name });
  return [{ label, amount: moneyOf(context, asked), fine: isEnd ? words.text('quote.thenEnds') : undefined }];
}
