import type { Output } from '@workroom/core/api';

/** A difference between two records of the same money. */
export type Difference = Output<'Difference'>;
export type DifferenceKind = Difference['kind'];

/** What to do about each difference. Nothing is corrected automatically: a person must check first. */
export const nextSteps = {
  ledger_differs_from_payments:
    'The database was changed outside the service, or this is a bug: run "workroom verify --database", and move no money on this contract until it is explained.',
  clearing_not_zero:
    'Owed money and money in transit do not match: run "workroom verify --database", and compare the payments of this contract with its ledger before anything more is paid.',
  totals_do_not_add_up:
    'The contract does not match its ledger: run "workroom verify --database". The ledger cannot be changed, so correct the contract from it.',
  pending_here_succeeded_there:
    'Run "workroom sweep", or compare with "--record". You can also retry a parked payment: it is looked up by its key, and not made a second time.',
  pending_here_failed_there:
    'Run "workroom sweep", or compare with "--record". You can also retry a parked payment: it is looked up by its key, and its failure is recorded.',
  pending_here_unknown_there:
    'The provider accepted this payment and no longer knows it: check that its account and keys are those with which the payment was made.',
  succeeded_here_unknown_there:
    'Check that the provider’s account and keys are those with which the payment was made. If they are, ask the provider by the recorded reference, and move no money on this contract until then.',
  succeeded_here_pending_there:
    'The provider reported success, and now reports the payment as pending: ask the provider, and compare again once the payment has settled.',
  succeeded_here_failed_there:
    'A refund or payout came back: compare with "--record", which books it as owed again and notifies the person who must act. A payout whose return the marketplace bore waits for your staff on the contract. A charge that was taken back cannot be recorded: ask the provider for the reason, and agree with both sides before more is paid.',
  failed_here_succeeded_there:
    'The money moved although the provider had reported a failure. Do not retry this payment, which would move it a second time: reverse it at the provider first.',
  cancelled_here_succeeded_there:
    'The next sweep refunds a charge that succeeded too late. A payout or refund has moved in addition to its replacement: reverse it at the provider.',
  moved_outside_workroom:
    'Somebody moved this money at the provider, for example in its dashboard: compare with "--record", which books it on the contract. An unmatched movement waits for your staff.',
  chargeback_differs:
    'A bank took the charge back, or gave it back: compare with "--record", which books it on the contract.',
  left_of_charge_differs:
    'A payment of this contract moved another amount at the provider than recorded here: compare both there by its reference, and move no money on this contract until it is explained.',
  provider_unreachable:
    'The provider did not report the state of this payment: compare again when it answers, and check its keys if it never does.',
} as const satisfies Record<DifferenceKind, string>;
