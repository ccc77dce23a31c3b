import { amount, type Fee, feesOf, labelIn, totalOf } from '@workroom/core';

import { html, type TemplateResult } from 'lit';
import { type BillContext, type BillRow, billView } from './bill-view.ts';

/**
 * The freelancer's earnings for fully released milestones, after fees (rule 57). Each release takes its own fees.
 */
export function receiveView(
  context: BillContext,
  milestones: readonly { readonly title: string; readonly amount: number }[],
): TemplateResult {
  const { contract, words } = context;
  const { currency, policy } = contract;
  const { text, money, locale } = words;
  const each = milestones.map((milestone) => ({
    ...milestone,
    fees: feesOf(policy, 'release', 'freelancer', amount(milestone.amount)),
  }));
  const whole = each.reduce((sum, milestone) => sum + milestone.amount, 0);
  const fees = each.flatMap((milestone) => milestone.fees);
  const byLabel = new Map<string, Fee[]>();
  for (const fee of fees) {
    const label = labelIn(fee.label, locale);
    byLabel.set(label, [...(byLabel.get(label) ?? []), fee]);
  }
  const feeRows = [...byLabel].map(([label, rows]): BillRow => {
    const tax = rows.reduce((sum, fee) => sum + fee.tax, 0);
    return {
      label,
      amount: `−${money(totalOf(rows), currency)}`,
      fine: tax === 0 ? undefined : text('quote.tax', { amount: money(tax, currency) }),
    };
  });
  const rows =
    feeRows.length === 0 && milestones.length === 1
      ? []
      : milestones.map(({ title, amount: worth }) => ({
          label: text('quote.milestone', { title }),
          amount: money(worth, currency),
        }));
  const sum = { label: text('quote.receive'), amount: money(whole - totalOf(fees), currency), isSum: true };
  return html`<div class="bill-box" part="summary">${billView(context, { rows: [...rows, ...feeRows], sums: [sum] })}</div>`;
}
