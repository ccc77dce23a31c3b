import type { Messages } from '../foundation/messages.ts';
import { strings as reviewStrings } from '../review-and-pay/strings.ts';
import { eventStrings } from '../timeline/event-strings.ts';
import { messageStrings } from '../timeline/message-strings.ts';
import { nextStepStrings } from './next-step-strings.ts';
import { taskStrings } from './tasks/strings.ts';

/** English, whole: what the room says besides its dialogs, its next steps and its timeline. */
const viewStrings = {
  'room.you': '{name} (you)',
  'room.client': 'Client',
  'room.freelancer': 'Freelancer',
  'room.mediator': 'Mediator',
  'room.people': 'People on this contract',
  'room.changed': '“{title}” is now: {state}',

  'contract.offered': 'Offer sent',
  'contract.declined': 'Offer declined',
  'contract.withdrawn': 'Offer withdrawn',
  'contract.active': 'Active',
  'contract.ending': 'Ending',
  'contract.ended': 'Ended',

  'money.title': 'Money',
  'money.deposited': 'Deposited',
  'money.released': 'Released to {name}',
  'money.refunded': 'Refunded',
  'money.carried': 'Carried to the next milestone',
  'money.held': 'Held as {noun}',
  'money.planned': 'Planned in all',
  'money.bonuses': 'Bonuses, apart from this',
  'money.none': 'Nothing is deposited yet.',

  'rail.done': { one: '{done} of {count} milestone settled', other: '{done} of {count} milestones settled' },
  'rail.goTo': 'Milestone {number}, “{title}”: {state}',

  'milestones.title': 'Milestones',
  'milestones.empty': 'No milestones yet',
  'milestones.emptyClient':
    'Break the work into steps with an amount each. You fund one at a time, and pay when you are happy with it.',
  'milestones.emptyOther': '{name} has not planned any milestones yet.',
  'milestones.moved': '“{title}” is now number {number} of {count}',
  'milestone.number': 'Milestone {number}',
  'milestone.due': 'Due {date}',
  'milestone.overdue': { one: 'Due {date}, {count} day overdue', other: 'Due {date}, {count} days overdue' },
  'milestone.details': 'Details',
  'milestone.paidOn': 'Paid {instant}',
  'milestone.paidAutomatically': 'Released automatically on {instant}, as the review period ran out',
  'milestone.moveUp': 'Move “{title}” up',
  'milestone.moveDown': 'Move “{title}” down',

  'funds.title': 'Where the money of “{title}” is',
  'funds.deposited': 'Deposited',
  'funds.carriedIn': 'Carried in',
  'funds.released': 'Released',
  'funds.refunded': 'Refunded',
  'funds.carriedOut': 'Carried on',
  'funds.held': 'Held',

  'room.reviewLeft': 'Review period: {left}',
  'room.reviewExtended': { one: 'Extended by {count} day.', other: 'Extended by {count} days.' },

  'submission.withdrawn': 'withdrawn {instant}',

  'refund.title': 'Refund of {amount} requested',
  'refund.carried': 'of the carried funds',
  'refund.then':
    'Answer by {instant} your time ({utc}). If {freelancer} does not answer by then, the money goes back to {client}.',
  'refund.thenEnd': 'Once this is settled, the contract ends.',

  'dispute.title': '{amount} in dispute',
  'dispute.opened': '{name} started the dispute on {instant}. The money is frozen until it is settled.',
  'dispute.decideBy': 'To be decided by {instant} your time ({utc}).',
  'dispute.default.half': 'Without a decision by then, each side gets half.',
  'dispute.default.client': 'Without a decision by then, the money goes back to {client}.',
  'dispute.default.freelancer': 'Without a decision by then, the money goes to {freelancer}.',
  'dispute.mediator': '{name} is the mediator.',
  'dispute.noMediator': 'The marketplace appoints a mediator.',
  'dispute.statements': 'Statements',
  'dispute.yourStatement': 'Your statement',
  'dispute.statementHint': 'Say what happened and point to what shows it. Both sides and the mediator can read it.',
  'dispute.addStatement': 'Add statement',
  'dispute.added': 'Your statement was added.',

  'carried.title': '{amount} is carried forward',
  'carried.text': 'It goes toward the next milestone that is funded.',

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
  'payment.payoutPending': 'Payout of {amount} to {name} is on its way',
  'payment.payoutSent': '{amount} was paid out to {name}',
  'payment.refundPending': 'Refund of {amount} to {name} is on its way',
  'payment.refundSent': '{amount} was refunded to {name}',
  'payment.bonusPending': 'Bonus of {amount} to {name} is on its way',
  'payment.bonusSent': 'Bonus of {amount} was paid out to {name}',
  'payment.title': 'Payments',

  'action.confirmPayment': 'Confirm your payment',
  'action.tryAgain': 'Try again',
  'action.cancelPayment': 'Cancel payment',
  'action.edit': 'Edit',
  'action.delete': 'Delete',
  'action.fund': 'Fund milestone',
  'action.reviewAndPay': 'Review and pay',
  'action.release': 'Release payment',
  'action.requestChanges': 'Request changes',
  'action.submit': 'Submit work',
  'action.withdrawSubmission': 'Withdraw submission',
  'action.extendReview': 'Extend review',
  'action.requestRefund': 'Request refund',
  'action.agreeToRefund': 'Agree to refund',
  'action.startDispute': 'Start a dispute',
  'action.withdrawRefund': 'Withdraw refund request',
  'action.decide': 'Decide the dispute',
  'action.add': 'Add new milestone',
  'action.bonus': 'Add a bonus',
  'action.end': 'End contract',
  'action.acceptOffer': 'Accept offer',
  'action.declineOffer': 'Decline offer',
  'action.withdrawOffer': 'Withdraw offer',

  // In place of the server's own sentence, so that every language has them.
  'closed.another_milestone_is_funded':
    'Only one milestone can be funded at a time. Release or return its funds first.',
  'closed.refund_request_open': 'A refund request is open. It must be answered or withdrawn first.',
  'closed.dispute_open': 'The money is in dispute. The dispute must be settled first.',
  'closed.payment_in_progress': 'A payment is in progress. Wait for it to settle, or cancel it.',
  'closed.milestone_not_funded': 'No money is held on this contract.',
  'closed.too_many_milestones': 'The contract has as many milestones as it can hold.',
  'closed.plan_needs_agreement': 'On this contract changes of the plan are made by proposal.',
  'closed.extension_limit_reached': 'The review period cannot be extended further.',
  'closed.refund_request_already_withdrawn':
    'A refund request on this milestone was withdrawn once already. The freelancer answers this one.',
} as const satisfies Messages;

export const roomStrings = {
  ...reviewStrings,
  ...viewStrings,
  ...nextStepStrings,
  ...taskStrings,
  ...eventStrings,
  ...messageStrings,
} as const;
