import type { Messages } from '../foundation/messages.ts';
import { workStrings } from '../foundation/work-strings.ts';

/** English, whole: what the decision says besides the work it is about. */
export const reviewStrings = {
  'review.releaseTitle': 'Release payment',
  'review.held': '{amount} held',
  'review.changed': 'This milestone has just changed. Look at it again before you decide.',

  'decide.legend': 'Your decision',
  'decide.approve': 'Approve and pay',
  'decide.changes': 'Request changes',

  'pay.amount': 'Amount to release',
  'pay.ofHeld': '{amount} is held for this milestone.',
  'pay.full': 'Release the full amount',
  'pay.addBonus': 'Add a bonus',
  'pay.addBonusHint': 'On top of the {amount}, charged separately.',
  'pay.bonus': 'Bonus',
  'pay.bonusNeedsFull': 'A bonus can be added only when the full amount is released.',
  'pay.leftover': 'What happens with the other {amount}?',
  'pay.talkFirst':
    'Talk to {freelancer} before you release less than the full amount. Most disagreements are settled by a message.',
  'pay.toNext': 'Put it toward the next milestone, “{next}”',
  'pay.toNextHint': 'It stays held, and is used first when you fund “{next}”.',
  'pay.toNew': 'Put it toward a new milestone',
  'pay.toNewHint': 'There is no next milestone yet. Add one in the same step.',
  'pay.newTitle': 'Title of the new milestone',
  'pay.newAmount': 'Its amount',
  'pay.refundAndEnd': 'Request a refund and end the contract',
  'pay.refundAndEndHint': '{freelancer} has {count} days to agree or dispute. No answer counts as agreement.',
  'pay.refundAndContinue': 'Request a refund and keep the contract',
  'pay.refundAndContinueHint': 'The same request, and the work goes on afterwards.',
  'pay.carriedToo': 'The {amount} already carried over is asked back too.',
  'pay.reason': 'Reason for the refund',
  'pay.note': 'Note to {freelancer}',
  'pay.optional': '(optional)',
  'pay.summary': 'What will happen',
  'pay.summaryFull': 'Release {amount}, bonus {bonus}; you pay {charge} now.',
  'pay.summaryNext': 'Release {amount}, {rest} goes toward “{next}”, bonus {bonus}; you pay {charge} now.',
  'pay.summaryEnd':
    'Release {amount}, ask {freelancer} for {rest} back and end the contract, bonus {bonus}; you pay {charge} now.',
  'pay.summaryContinue':
    'Release {amount}, ask {freelancer} for {rest} back and keep the contract, bonus {bonus}; you pay {charge} now.',
  'pay.summaryNone': 'Nothing yet: complete the choices above.',
  'pay.bonusNone': 'none',
  'pay.withFee': '{charge} (with a fee of {fee})',
  'pay.now': 'Pay now',

  'wrong.amount': 'Enter an amount such as {example}.',
  'wrong.unclear': 'Do you mean {large} or {small}? Enter {plainLarge} or {plainSmall}.',
  'wrong.zero': 'Enter more than zero.',
  'wrong.tooMuch': 'Enter at most {amount}, which is what is held.',
  'wrong.bonus': 'Enter a bonus such as {example}, or leave it out.',
  'wrong.leftover': 'Choose where the leftover goes.',
  'wrong.newTitle': 'Give the new milestone a title.',
  'wrong.message': 'Say what needs to be fixed.',

  'changes.message': 'What needs to be fixed?',
  'changes.hint': 'This stops the review clock. {freelancer} submits again, and you then have {count} days to review.',
  'changes.send': 'Request changes',

  'done.released': 'You released {amount} to {freelancer}.',
  'done.toNext': '{amount} goes toward “{next}”.',
  'done.toRefund': '{amount} waits for {freelancer} to agree to the refund.',
  'done.changes': 'You asked {freelancer} for changes.',
  'done.changesNext': 'The review clock has stopped. It starts afresh when work is submitted again.',

  'bonus.succeeded': 'Bonus of {amount} paid.',
  'bonus.pending': 'Bonus of {amount}: payment processing.',
  'bonus.requires_action': 'Bonus of {amount}: confirm your payment.',
  'bonus.failed': 'Bonus of {amount} was not paid.',
  'bonus.parked': 'Bonus of {amount} is waiting for a check.',
  'bonus.cancelled': 'Bonus of {amount} was cancelled.',
  'bonus.untouched': 'The release itself is not affected.',
  'retry.text': 'You pay {amount} now.',
  'payout.succeeded': 'The payout of {amount} was sent.',
  'payout.pending': 'The payout of {amount} is on its way.',
  'payout.parked': 'The payout of {amount} is waiting.',
  'payment.tryAgain': 'Try again',

  'state.planned': 'This milestone is not funded yet, so there is nothing to release.',
  'state.funding': 'The payment for this milestone is still processing. There is nothing to release yet.',
  'state.funded.freelancer': 'Work can be submitted. {client} can release payment at any time.',
  'state.changes_requested.freelancer': '{client} asked for changes. Submit again to start a new review.',
  'state.submitted.freelancer': 'Waiting for {client} to review.',
  'state.refund_requested': '{client} asked for {amount} back. {freelancer} agrees or starts a dispute.',
  'state.disputed': '{amount} is in dispute and stays held until that is settled.',
  'state.paid': '{amount} was released to {freelancer}.',
  'state.paidAutomatically': 'The review period ended without an answer, and {amount} was released automatically.',
  'state.refunded': 'The money held for this milestone was returned to {client}.',
  'state.cancelled': 'This milestone was cancelled.',
} as const satisfies Messages;

/** English, whole: what review-and-pay says. */
export const strings = { ...workStrings, ...reviewStrings };
