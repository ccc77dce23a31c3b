import { expect } from 'chai';
import { decisionOf, emptyDraft, type PayDraft, type PayTerms } from './decision.ts';

const terms: PayTerms = {
  held: 50_000,
  currency: 'USD',
  locale: 'en',
  hasNext: true,
};
const decide = (draft: Partial<PayDraft>, more: Partial<PayTerms> = {}) =>
  decisionOf({ ...emptyDraft, ...draft }, { ...terms, ...more });

describe('a decision to pay', () => {
  it('without changes releases everything held', () => {
    expect(decide({}).body).to.deep.equal({ amount: 50_000 });
  });

  it('rule 22: accepts any amount from the smallest unit to everything held', () => {
    expect(decide({ amount: '0.01', leftoverTo: 'next_milestone' }).body?.amount).to.equal(1);
    expect(decide({ amount: '0' }).wrong.get('amount')).to.equal('wrong.zero');
    expect(decide({ amount: '500.01' }).wrong.get('amount')).to.equal('wrong.tooMuch');
    expect(decide({ amount: 'some' }).wrong.get('amount')).to.equal('wrong.amount');
  });

  it('asks which amount is meant if it is ambiguous, in every field', () => {
    expect(decide({ amount: '1.500' }).wrong.get('amount')).to.equal('wrong.unclear');
    expect(decide({ withBonus: true, bonus: '1.500' }).wrong.get('bonus')).to.equal('wrong.unclear');
    const leftover = { amount: '300', leftoverTo: 'next_milestone', newTitle: 'Icons', newAmount: '1.500' } as const;
    expect(decide(leftover, { hasNext: false }).wrong.get('newAmount')).to.equal('wrong.unclear');
    expect(decide({ amount: '1.500' }).body).to.equal(null);
  });

  it('rule 23: sends a bonus only with the full amount', () => {
    expect(decide({ withBonus: true, bonus: '75' }).body).to.deep.equal({ amount: 50_000, bonus: 7_500 });
    const part = decide({ withBonus: true, bonus: '75', amount: '300', leftoverTo: 'next_milestone' });
    expect(part.body).to.deep.equal({ amount: 30_000, leftover: { to: 'next_milestone' } });
    expect(part.bonus).to.equal(0);
  });

  it('treats an empty bonus as an error, not as no bonus', () => {
    expect(decide({ withBonus: true }).wrong.get('bonus')).to.equal('wrong.bonus');
  });

  it('rule 24: asks where a leftover goes', () => {
    const part = decide({ amount: '300' });
    expect(part.wrong.get('leftover')).to.equal('wrong.leftover');
    expect(part.body).to.equal(null);
    expect(part.rest).to.equal(20_000);
  });

  it('rule 26: adds a milestone with the leftover’s amount if there is none', () => {
    const chosen = { amount: '300', leftoverTo: 'next_milestone' } as const;
    expect(decide(chosen, { hasNext: false }).wrong.get('newTitle')).to.equal('wrong.newTitle');
    expect(decide({ ...chosen, newTitle: ' Icons ' }, { hasNext: false }).body?.leftover).to.deep.equal({
      to: 'next_milestone',
      milestone: { title: 'Icons', amount: 20_000 },
    });
    const typed = decide({ ...chosen, newTitle: 'Icons', newAmount: '1,000' }, { hasNext: false });
    expect(typed.body?.leftover?.milestone?.amount).to.equal(100_000);
  });

  it('does not send a leftover choice after the amount was set back to full', () => {
    expect(decide({ leftoverTo: 'refund_and_end', reason: 'x' }).body).to.deep.equal({ amount: 50_000 });
  });
});
