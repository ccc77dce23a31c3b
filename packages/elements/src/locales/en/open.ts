import type { Messages } from '../../foundation/messages.ts';

/** What is open on a contract, whenever there is something: loaded with the dialogs. */
export default {
  'refund.title': 'Refund of {amount} requested',
  'refund.carried': 'of the carried funds',
  'refund.then':
    'Answer by {instant} your time ({utc}). If {freelancer} does not answer by then, the money goes back to {client}.',
  'refund.thenEnd': 'Once this is settled, the contract ends.',
  'payment.confirmTitle': 'Confirm your payment of {amount}',
  'payment.confirm': 'Your bank asks you to confirm it. Until then nothing is charged.',
  'payment.confirmBy': 'It is given up {instant} your time ({utc}).',
  'payment.confirmOther': '{name} has to confirm the payment of {amount} with their bank.',
  'payment.pendingTitle': 'Payment of {amount} is processing',
  'payment.pending': 'This can take a moment. It shows here once it is settled.',
  'payment.failedTitle': 'Payment of {amount} was declined',
  'payment.failedNext': 'Nothing was charged. You can try again.',
  'payment.failedOther': 'Nothing was charged. {name} can try again.',
  'payment.failedBonusTitle': 'Bonus payment of {amount} was declined',
  'payment.failedBonusNext': 'The release is not touched by it. You can try again.',
  'payment.parkedChargeTitle': 'Payment of {amount} needs attention',
  'payment.parkedTransferTitle': 'Payout of {amount} did not arrive',
  'payment.parkedRefundTitle': 'Refund of {amount} did not arrive',
  'payment.parkedNext': 'The money is safe. Try again; if it fails once more, ask the marketplace.',
  'payment.parkedWait': 'The money is safe. {name} or the marketplace can try again.',
  'payment.title': 'Payments',

  'dispute.added': 'Your statement was added.',
  'action.cancelPayment': 'Cancel payment',
  'action.withdrawProposal': 'Withdraw proposal',
  'action.statementWithFiles': 'Statement with files',
  'action.acceptSplit': 'Accept this split',

  'freeze.title': 'This contract is frozen',
  'freeze.text':
    'No money moves and every clock stands still. Nothing happens by itself while it is frozen; messages and statements still work.',
  'freeze.by': '{name} for the marketplace',
  'freeze.server': 'The marketplace',
  'freeze.system': 'Frozen automatically',
} as const satisfies Messages;
