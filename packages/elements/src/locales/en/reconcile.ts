import type { Messages } from '../../foundation/messages.ts';

/** Texts of the comparison with the payment provider, for staff. */
export default {
  'reconcile.title': 'Compare with the payment provider',
  'reconcile.lead':
    'Compares the ledger, the payments and what the provider says, contract by contract. Nothing changes until you record it.',
  'reconcile.start': 'Start comparing',
  'reconcile.again': 'Compare again',
  'reconcile.goOn': 'Continue',
  'reconcile.stop': 'Stop',
  'reconcile.checked': { one: '{count} contract compared', other: '{count} contracts compared' },
  'reconcile.running': 'Comparing…',
  'reconcile.none': 'Nothing differs.',
  'reconcile.record': 'Record',
  'reconcile.recordAll': 'Record all',
  'reconcile.recordHint': 'Recording books what the provider says on the contract, as its own message would have done.',
  'reconcile.recorded': 'It was recorded.',
  'reconcile.nothingRecorded': 'There was nothing that could be recorded.',
  'reconcile.amounts': 'Expected {expected}, found {found}',
  'reconcile.expected': 'Expected {expected}; the provider does not say',
  'reconcile.kind.ledger_differs_from_payments': 'Ledger and payments differ',
  'reconcile.kind.clearing_not_zero': 'What is owed and what is on its way differ',
  'reconcile.kind.totals_do_not_add_up': 'Contract and ledger differ',
  'reconcile.kind.pending_here_succeeded_there': 'Open here, done there',
  'reconcile.kind.pending_here_failed_there': 'Open here, failed there',
  'reconcile.kind.pending_here_unknown_there': 'Open here, unknown there',
  'reconcile.kind.succeeded_here_unknown_there': 'Done here, unknown there',
  'reconcile.kind.succeeded_here_pending_there': 'Done here, open there',
  'reconcile.kind.succeeded_here_failed_there': 'Done here, failed there',
  'reconcile.kind.failed_here_succeeded_there': 'Failed here, done there',
  'reconcile.kind.cancelled_here_succeeded_there': 'Cancelled here, done there',
  'reconcile.kind.moved_outside_workroom': 'Moved without Workroom',
  'reconcile.kind.chargeback_differs': 'Chargeback differs',
  'reconcile.kind.left_of_charge_differs': 'What is left of a charge differs',
  'reconcile.kind.provider_unreachable': 'The provider did not answer',
  'reconcile.next.record': 'Record it.',
  'reconcile.next.outside': 'Record it. What then matches nothing waits for you on the contract.',
  'reconcile.next.back':
    'A refund or payout came back: record it, and it is owed again. For a charge, ask the provider why before more is paid.',
  'reconcile.next.books':
    'Move nothing on this contract until your engineers have explained it: the database was changed from outside, or this is a bug.',
  'reconcile.next.unknown':
    'Check that the provider’s account and keys are those this payment was made with. If they are, ask the provider, and move nothing more on this contract before.',
  'reconcile.next.ask': 'The provider had said that it was done. Ask it, and compare again once it is settled.',
  'reconcile.next.twice':
    'Don’t try this payment again: that would move the money twice. Reverse it at the provider first.',
  'reconcile.next.late':
    'A late charge goes back by itself. Reverse a payout or a refund at the provider: another one took its place.',
  'reconcile.next.left':
    'Compare both by the reference at the provider, and move nothing more on this contract until it is explained.',
  'reconcile.next.later': 'Compare again when the provider answers. If it never does, check its keys.',
} as const satisfies Messages;
