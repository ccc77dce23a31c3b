import type { Output } from '@workroom/core/api';

export type ReadContract = Pick<Output<'Contract'>, 'id' | 'seq' | 'totals' | 'milestones'>;
export type ReadMovement = Pick<Output<'Ledger'>['movements'][number], 'seq' | 'debit' | 'credit' | 'amount'>;

/**
 * Errors in the money of one read of a contract (rule 40), and differences from the ledger. The ledger may have been
 * read later, so only movements up to the contract's `seq` count.
 */
export function bankFaults(contract: ReadContract, ledger: readonly ReadMovement[]): readonly string[] {
  const { id, seq, totals, milestones } = contract;
  const faults: string[] = [];
  const equal = (what: string, is: number, expected: number) => {
    if (is !== expected) faults.push(`${id} at ${seq}: ${what} is ${is}, and should be ${expected}`);
  };

  const booked = ledger.filter((movement) => movement.seq <= seq);
  const isTouched = booked.some(({ debit, credit }) =>
    [debit, credit].some((each) => /^(chargeback:|external$)/.test(each)),
  );

  const { deposited, released, refunded, chargedBack, carried, held, bonuses } = totals;
  equal(
    'released + refunded + chargedBack + carried + held',
    released + refunded + chargedBack + carried + held,
    deposited,
  );
  const sum = (of: (funds: ReadContract['milestones'][number]['funds']) => number) =>
    milestones.reduce((total, { funds }) => total + of(funds), 0);
  equal(
    'held on milestones',
    sum((funds) => funds.held),
    held,
  );
  equal(
    'deposited on milestones',
    sum((funds) => funds.deposited),
    deposited,
  );
  const gone = (funds: Pick<ReadContract['totals'], 'released' | 'refunded' | 'chargedBack'>) =>
    funds.released + funds.refunded + funds.chargedBack;
  const goneFromPot = gone(totals) - sum(gone);
  equal(
    'carried on, or gone from the pot, or still in it,',
    sum((funds) => funds.carriedIn) + goneFromPot + carried,
    sum((funds) => funds.carriedOut),
  );
  for (const { id: milestone, funds } of milestones) {
    equal(
      `gone from and held on ${milestone}`,
      gone(funds) + funds.carriedOut + funds.held,
      funds.deposited + funds.carriedIn,
    );
    // Only money that a bank took, or that was refunded elsewhere, is missing: of the milestone, or of the carried
    // funds it came from.
    if (!isTouched && funds.refunded === 0) equal(`missing on ${milestone}`, funds.shortfall, 0);
    for (const [name, amount] of Object.entries(funds)) equal(`${name} of ${milestone}`, Math.max(amount, 0), amount);
  }

  const balance = balancesOf(booked);
  for (const { id: milestone, funds } of milestones)
    equal(`escrow:${milestone}`, balance.get(`escrow:${milestone}`) ?? 0, funds.held);
  equal('escrow:carried', balance.get('escrow:carried') ?? 0, carried);
  const mayBeNegative = new Set(['processor', 'loss:marketplace']);
  for (const [account, amount] of balance) if (!mayBeNegative.has(account)) equal(account, Math.max(amount, 0), amount);

  const moved = (from: RegExp, to: RegExp) =>
    booked.reduce((all, { debit, credit, amount }) => (from.test(debit) && to.test(credit) ? all + amount : all), 0);
  const ofFreelancer = /^(payable|fees|tax):freelancer$/;
  /** To a bank, and to the client by a refund in the provider's dashboard. */
  const away = /^(chargeback:.*|loss:marketplace|payable:client)$/;
  /** Released money and bonuses that came back (rule 50). */
  const returned = (purpose: 'release' | 'bonus') => moved(/freelancer$/, new RegExp(`^returned:${purpose}$`));
  equal('booked as deposited', moved(/^processor$/, /^escrow:/), deposited);
  // The movement does not say whether the bank took or returned a release or a bonus,
  equal(
    'booked as released and as bonuses',
    moved(/^(escrow:.*|processor|chargeback:.*)$/, ofFreelancer) -
      moved(ofFreelancer, away) -
      returned('release') -
      returned('bonus'),
    released + bonuses,
  );
  if (moved(ofFreelancer, away) + moved(/^chargeback:/, ofFreelancer) === 0)
    equal('booked as bonuses', moved(/^processor$/, ofFreelancer) - returned('bonus'), bonuses);
  // or what a refund was for.
  if (moved(ofFreelancer, /^payable:client$/) + moved(/^payable:client$/, /^chargeback:/) > 0) return faults;
  equal('booked as refunded', moved(/^(escrow:.*|returned:release)$/, /^payable:client$/), refunded);
  equal('booked as returned', moved(/^returned:release$/, /^payable:client$/), totals.returned);
  return faults;
}

/** Credits minus debits, computed independently of the product. */
export function balancesOf(movements: readonly Omit<ReadMovement, 'seq'>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { debit, credit, amount } of movements) {
    sums.set(debit, (sums.get(debit) ?? 0) - amount);
    sums.set(credit, (sums.get(credit) ?? 0) + amount);
  }
  return sums;
}
