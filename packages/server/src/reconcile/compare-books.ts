import {
  type Account,
  amountAtProvider,
  balances,
  type ChargebackStep,
  type Contract,
  escrowOf,
  type Movement,
  type Payment,
  sumOf,
} from '@workroom/core';
import type { Books } from '../store/store.ts';
import { type Difference, type DifferenceKind, nextSteps } from './difference.ts';

/**
 * Differences between a contract's ledger, payments and totals. Each sum is computed only from the others. Pure.
 */
export function compareBooks({ contract, movements }: Pick<Books, 'contract' | 'movements'>): readonly Difference[] {
  const same =
    (kind: DifferenceKind) =>
    ([about, expected, found]: Sum): readonly Difference[] => {
      if (expected === found) return [];
      const { id: contractId, currency } = contract;
      return [{ kind, contractId, paymentId: null, about, currency, expected, found, next: nextSteps[kind] }];
    };
  return [
    ...movedSums(contract, movements).flatMap(same('ledger_differs_from_payments')),
    ...clearingSums(contract, movements).flatMap(same('clearing_not_zero')),
    ...totalSums(contract, movements).flatMap(same('totals_do_not_add_up')),
  ];
}

type Sum = readonly [about: string, expected: number, found: number];

/** Compares the provider's account in the ledger with the successful payments. */
function movedSums({ payments }: Contract, movements: readonly Movement[]): readonly Sum[] {
  const succeeded = (kind: Payment['kind']) =>
    sum(payments.filter((payment) => payment.kind === kind && payment.status === 'succeeded').map(amountAtProvider));
  /** Payments that came back (rule 55) are owed again, through a separate account. */
  const sentAndStayed = (owed: Account) => moved(movements, owed, 'processor') - moved(movements, 'reversed:', owed);
  return [
    [
      'charges',
      succeeded('charge'),
      moved(movements, 'processor', '') -
        moved(movements, 'processor', 'reversed:') -
        moved(movements, 'processor', 'receivable:') -
        // A bank gave back money.
        moved(movements, 'processor', 'chargeback:'),
    ],
    ['reversals', succeeded('reversal'), moved(movements, 'processor', 'receivable:')],
    ['transfers', succeeded('transfer'), sentAndStayed('payable:freelancer')],
    ['refunds', succeeded('refund'), sentAndStayed('payable:client')],
  ];
}

/** Clearing accounts hold money that is on its way, and are zero when everything has arrived. */
function clearingSums({ payments, chargebacks }: Contract, movements: readonly Movement[]): readonly Sum[] {
  const ledger = balances(movements);
  const owed = (kind: Payment['kind']) =>
    sum(payments.filter((payment) => payment.kind === kind && isOwed(payment)).map(amountAtProvider));
  const passedThrough = [...ledger.keys()].filter((account) =>
    /^(unapplied:|reversed:|returned:|receivable:|external$)/.test(account),
  );
  /** Money taken for chargebacks of this charge that the bank does not have yet, or no longer. */
  const kept = (charge: Payment['id']) =>
    sum(
      chargebacks
        .filter(({ paymentId }) => paymentId === charge)
        .flatMap(({ steps, withdrawn, reinstated }) => [...steps.map(weightOf), reinstated, -withdrawn]),
    );
  const disputed = new Set(chargebacks.map(({ paymentId }) => paymentId));
  return [
    ['payable:freelancer', owed('transfer'), ledger.get('payable:freelancer') ?? 0],
    ['payable:client', owed('refund'), ledger.get('payable:client') ?? 0],
    ...passedThrough.map((account): Sum => [account, 0, ledger.get(account) ?? 0]),
    ...[...disputed].map((charge): Sum => {
      const account = `chargeback:${charge}` as const;
      return [account, kept(charge), ledger.get(account) ?? 0];
    }),
  ];
}

/** The refund of a late charge is one amount, including the fee. */
function weightOf(step: ChargebackStep): number {
  return step.from === 'refund' && step.late ? step.amount + step.fee : step.amount;
}

function isOwed({ status }: Payment): boolean {
  return status !== 'succeeded' && status !== 'cancelled';
}

/** The movements of a release or a bonus: to the freelancer, minus the fees and their taxes. */
const ofFreelancer = ['payable:freelancer', 'fees:freelancer', 'tax:freelancer'];

function totalSums(contract: Contract, movements: readonly Movement[]): readonly Sum[] {
  const { milestones, carried, sources, totals } = contract;
  const ledger = balances(movements);
  const held = sum(milestones.map(({ funds }) => funds.held)) + sumOf(carried);
  const fromEscrow = (to: string) => moved(movements, 'escrow:', to);
  /** Released money and bonuses that came back (rule 50). */
  const returned = (purpose: 'release' | 'bonus') => moved(movements, `returned:${purpose}`, 'payable:client');
  const bank = takenByBanks(contract);
  /** Unsent payouts that went to the client through a refund in the provider's dashboard. */
  const outside = sum(ofFreelancer.map((account) => moved(movements, account, 'payable:client')));
  const ofBonuses = sum(
    sources.filter(({ purpose }) => purpose === 'bonus').map((source) => source.refunded - source.returned),
  );
  const ofReleases = outside - ofBonuses;
  const given = sum(ofFreelancer.map((to) => moved(movements, 'processor', to)));
  return [
    ['deposited', moved(movements, 'processor', 'escrow:'), totals.deposited],
    ['released', sum(ofFreelancer.map(fromEscrow)) - returned('release') - bank.released - ofReleases, totals.released],
    ['refunded', fromEscrow('payable:client') + returned('release') - bank.refunded + ofReleases, totals.refunded],
    ['returned', returned('release') - bank.returned, totals.returned],
    ['bonuses', given - returned('bonus') - bank.bonuses - ofBonuses, totals.bonuses],
    ['chargedBack', bank.refunded + bank.held + bank.released, totals.chargedBack],
    [
      'deposited = released + refunded + chargedBack + carried + held',
      totals.deposited,
      totals.released + totals.refunded + totals.chargedBack + held,
    ],
    ['held by source', held, sum(sources.map((source) => source.held))],
    ['escrow:carried', ledger.get('escrow:carried') ?? 0, sumOf(carried)],
    ...milestones.flatMap(({ id, funds, lots }): readonly Sum[] => [
      [escrowOf(id), ledger.get(escrowOf(id)) ?? 0, funds.held],
      [`lots of ${id}`, funds.held, sumOf(lots)],
      [
        `deposited + carriedIn of ${id}`,
        funds.deposited + funds.carriedIn,
        funds.released + funds.refunded + funds.carriedOut + funds.chargedBack + funds.held,
      ],
    ]),
    ...strayEscrow(contract, ledger),
  ];
}

/** Money taken by chargebacks and not given back, by its former category (rule 52). */
function takenByBanks({ chargebacks, sources }: Contract) {
  const taken = { refunded: 0, returned: 0, held: 0, released: 0, bonuses: 0 };
  for (const { paymentId, steps } of chargebacks) {
    const isDeposit = sources.some(({ payment, purpose }) => payment === paymentId && purpose === 'deposit');
    for (const step of steps) {
      if (step.from === 'payout') taken[step.purpose === 'bonus' ? 'bonuses' : 'released'] += step.amount;
      if (step.from === 'carried' || step.from === 'milestone') taken.held += step.amount;
      if (step.from !== 'refund' || step.late || !isDeposit) continue;
      taken.refunded += step.amount;
      if (step.returned) taken.returned += step.amount;
    }
  }
  return taken;
}

/** Money held in the ledger on a milestone that the contract does not have. */
function strayEscrow({ milestones }: Contract, ledger: ReadonlyMap<Account, number>): readonly Sum[] {
  const known = new Set<Account>(['escrow:carried', ...milestones.map(({ id }) => escrowOf(id))]);
  return [...ledger]
    .filter(([account]) => account.startsWith('escrow:') && !known.has(account))
    .map(([account, balance]): Sum => [account, balance, 0]);
}

/** Sums movements between accounts, given by prefix; movements between two escrow accounts do not count. */
function moved(movements: readonly Movement[], from: string, to: string): number {
  return sum(
    movements
      .filter(({ debit, credit }) => debit.startsWith(from) && credit.startsWith(to))
      .map(({ amount }) => amount),
  );
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, each) => total + each, 0);
}
