import { nextMilestone } from '@workroom/core';
import type { PayDecision, PayDraft } from '../decision.ts';
import { moneyOf, type ReviewContext } from './review-context.ts';

/** What *Pay now* will do, in one sentence, before it is pressed. */
export function summaryOf(context: ReviewContext, draft: PayDraft, decision: PayDecision): string {
  const { contract, words } = context;
  const { amount, body, rest, bonus, fee } = decision;
  if (amount === null || body === null) return words.text('pay.summaryNone');
  const charge = moneyOf(context, bonus + fee);
  const values = {
    amount: moneyOf(context, amount),
    rest: moneyOf(context, rest),
    freelancer: contract.freelancer.name,
    bonus: bonus === 0 ? words.text('pay.bonusNone') : moneyOf(context, bonus),
    charge: fee === 0 ? charge : words.text('pay.withFee', { charge, fee: moneyOf(context, fee) }),
  };
  switch (body.leftover?.to) {
    case undefined:
      return words.text('pay.summaryFull', values);
    case 'next_milestone':
      return words.text('pay.summaryNext', {
        ...values,
        next: nextMilestone(contract)?.title ?? draft.newTitle.trim(),
      });
    case 'refund_and_end':
      // Ending asks for everything that is held, also what was carried over before.
      return words.text('pay.summaryEnd', { ...values, rest: moneyOf(context, rest + contract.totals.carried) });
    case 'refund_and_continue':
      return words.text('pay.summaryContinue', values);
  }
}
