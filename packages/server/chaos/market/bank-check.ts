import type { Output } from '@workroom/core/api';

export type ReadContract = Pick<Output<'Contract'>, 'id' | 'seq' | 'totals' | 'milestones'>;
export type ReadMovement = Pick<Output<'Ledger'>['movements'][number], 'seq' | 'debit' | 'credit' | 'amount'>;

/**
 * What is wrong with the money that one read of a contract shows (rule 40), and where the ledger disagrees with
 * it. The ledger may have been read later: of it counts what was booked by the contract's `seq`.
 */
export function bankFaults(contract: ReadContract, ledger: readonly ReadMovement[]): readonly string[] {
  const { id, seq, totals, milestones } = contract;
  const faults: string[] = [];
  const equal = (what: string, is: number, expected: number) => {
    if (is !== expected) faults.push(`${id} at ${seq}: ${what} is ${is}, and should be ${expected}`);
  };

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
  const paidFromPot = released + refunded - sum((funds) => funds.released + funds.refunded);
  equal(
    'carried on, or paid from the pot, or still in it,',
    sum((funds) => funds.carriedIn) + paidFromPot + carried,
    sum((funds) => funds.carriedOut),
  );
  for (const { id: milestone, funds } of milestones) {
    const gone = funds.released + funds.refunded + funds.carriedOut + funds.chargedBack;
    equal(`gone from and held on ${milestone}`, gone + funds.held, funds.deposited + funds.carriedIn);
    // Only what a bank took, or went back outside, is missing.
    if (funds.chargedBack + funds.refunded === 0) equal(`missing on ${milestone}`, funds.shortfall, 0);
    for (const [name, amount] of Object.entries(funds)) equal(`${name} of ${milestone}`, Math.max(amount, 0), amount);
  }

  const booked = ledger.filter((movement) => movement.seq <= seq);
  const balance = balancesOf(booked);
  for (const { id: milestone, funds } of milestones)
    equal(`escrow:${milestone}`, balance.get(`escrow:${milestone}`) ?? 0, funds.held);
  equal('escrow:carried', balance.get('escrow:carried') ?? 0, carried);
  const mayBeNegative = new Set(['processor', 'loss:marketplace']);
  for (const [account, amount] of balance) if (!mayBeNegative.has(account)) equal(account, Math.max(amount, 0), amount);

  const moved = (from: RegExp, to: RegExp) =>
    booked.reduce((all, { debit, credit, amount }) => (from.test(debit) && to.test(credit) ? all + amount : all), 0);
  /** What was released, or given, and came back (rule 50). */
  const returned = (purpose: 'release' | 'bonus') => moved(new RegExp(`^returned:${purpose}$`), /^payable:client$/);
  equal('booked as deposited', moved(/^processor$/, /^escrow:/), deposited);
  const ofFreelancer = /^(payable|fees|tax):freelancer$/;
  equal('booked as released', moved(/^escrow:/, ofFreelancer) - returned('release'), released);
  equal('booked as refunded', moved(/^escrow:/, /^payable:client$/) + returned('release'), refunded);
  equal('booked as returned', returned('release'), totals.returned);
  equal('booked as bonuses', moved(/^processor$/, ofFreelancer) - returned('bonus'), bonuses);
  return faults;
}

/** Credits minus debits: the checker adds up for itself what the product adds up too. */
export function balancesOf(movements: readonly Omit<ReadMovement, 'seq'>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { debit, credit, amount } of movements) {
    sums.set(debit, (sums.get(debit) ?? 0) - amount);
    sums.set(credit, (sums.get(credit) ?? 0) + amount);
  }
  return sums;
}
