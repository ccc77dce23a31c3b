import type { Output } from '@workroom/core/api';

/** A difference between two records of the same money. */
export type Difference = Output<'Difference'>;
export type DifferenceKind = Difference['kind'];

/** What to do about each difference. Nothing is corrected automatically: a person must check first. */
export const nextSteps = {
  ledger_differs_from_payments:
    'The database was changed behind the service, or this is a mistake of ours: run "workroom verify --database", and move nothing on this contract until it is explained.',
  clearing_not_zero:
    'What is owed and what is on its way are not the same: run "workroom verify --database", and compare the payments of this contract with its ledger before anything more is paid.',
  totals_do_not_add_up:
    'The contract does not say what its ledger says: run "workroom verify --database". The ledger is the one that cannot be changed; restore the contract by it.',
  pending_here_succeeded_there:
    'Run "workroom sweep", or compare with "--record". A payment that needs a person may be tried again too: it is looked up under the same key and not carried out a second time.',
  pending_here_failed_there:
    'Run "workroom sweep", or compare with "--record". A payment that needs a person may be tried again too: it is looked up under the same key, and its failure recorded.',
  pending_here_unknown_there:
    'The provider took this payment and does not know it any more: check that its account and keys are those that the payment was made with.',
  succeeded_here_unknown_there:
    'Check that the provider’s account and keys are those that the payment was made with. If they are, ask the provider by the reference that is recorded; nothing more should leave this contract before.',
  succeeded_here_pending_there:
    'The provider said that it had succeeded and says now that it has not yet: ask it, and compare again when it is settled.',
  succeeded_here_failed_there:
    'A refund or payout came back: compare with "--record", which books it as owed again and tells who must act. A payout whose return the marketplace bore is owed to nobody: it waits for your staff on the contract. A charge that was taken back is nothing that can be recorded: ask the provider why, and settle with both sides before more is paid.',
  failed_here_succeeded_there:
    'The money moved although the provider had called it failed. Do not try this payment again, which would move it a second time: reverse it at the provider first.',
  cancelled_here_succeeded_there:
    'A charge that succeeded too late is given back by the next sweep. A payout or refund has moved beside the one that took its place: reverse it at the provider.',
  moved_outside_workroom:
    'Somebody moved this money at the provider, in its dashboard say: compare with "--record", which books it on the contract. What matches nothing there waits for your staff.',
  chargeback_differs:
    'A bank took the charge back, or gave it back: compare with "--record", which books it on the contract.',
  left_of_charge_differs:
    'A payment of this contract moved another amount at the provider than it says here: compare both there by its reference, and move nothing more on this contract until it is explained.',
  provider_unreachable:
    'The provider did not say what became of this payment: compare again when it answers, and check its keys if it never does.',
} as const satisfies Record<DifferenceKind, string>;
