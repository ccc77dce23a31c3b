import type { Messages } from '../../foundation/messages.ts';

/** What is said of submitted work and its review, wherever it shows. */
export default {
  'review.title': 'Review and pay',
  'review.label': '{job}: {milestone}',
  'review.nothing': 'There’s no milestone to review yet.',

  'clock.startedBy': '{name} started the clock by submitting work on {instant}.',
  'clock.endsAt': 'It ends on {instant} your time ({utc}).',
  'clock.client': 'If you do nothing, {amount} is released to {freelancer} automatically.',
  'clock.freelancer': 'If {client} does nothing, {amount} is released to you automatically.',
  'clock.other': 'If {client} does nothing, {amount} is released to {freelancer} automatically.',
  'clock.stopped': 'The contract is frozen: this clock is stopped, and nothing happens by itself.',

  'submission.title': 'Submitted work',
  'submission.by': '{name}, {instant}',
  'submission.links': 'Links',
  'submission.files': 'Files',
  'submission.none': 'No work has been submitted for this milestone.',
  'submission.noneClient': '{freelancer} hasn’t submitted work here. You can release payment anyway.',
  'submission.asked': 'Original brief',
  'submission.askedNothing': 'No deliverables were written down.',
  'submission.due': 'Due {day}',
  'submission.changes': 'Changes requested',

  // In place of the server's own sentence, so that every language has them.
  'closed.another_milestone_is_funded':
    'Only one milestone can be funded at a time. Release or return its funds first.',
  'closed.refund_request_open': 'A refund request is open. It must be answered or withdrawn first.',
  'closed.dispute_open': 'The money is in dispute. The dispute must be settled first.',
  'closed.payment_in_progress': 'A payment is in progress. Wait for it to settle, or cancel it.',
  'closed.milestone_not_funded': 'No money is held on this contract.',
  'closed.too_many_milestones': 'The contract has as many milestones as it can hold.',
  'closed.plan_needs_agreement': 'On this contract, changes to the plan are made by proposal.',
  'closed.extension_limit_reached': 'The review period can’t be extended any further.',
  'closed.role': 'Your role does not include this. Ask {names}.',
  'closed.approval_open': 'This waits for an approval already.',
  'closed.already_approved': 'You have approved this already. Somebody else must approve it too.',
  'closed.amount_exceeds_deposit': 'Less is held by now than was asked for.',
  'closed.refund_request_already_withdrawn':
    'A refund request on this milestone was already withdrawn once. The freelancer answers this one.',

  'closed.contract_frozen':
    'The contract is frozen. No money moves and nothing changes until the marketplace lifts the freeze.',
} as const satisfies Messages;
