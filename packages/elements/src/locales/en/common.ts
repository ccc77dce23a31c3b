import erased from '@workroom/core/messages/en/erased';
import type { Messages } from '../../foundation/messages.ts';

/** Texts of every element. */
export default {
  ...erased,
  'time.daysLeft': { one: '{count} day left', other: '{count} days left' },
  'time.hoursLeft': { one: '{count} hour left', other: '{count} hours left' },
  'time.lastHour': 'less than an hour left',
  'time.stopped': '{left} once it resumes',
  'time.both': '{instant} your time ({utc})',

  'milestone.planned': 'Not funded',
  'milestone.funding': 'Payment processing',
  'milestone.confirmPayment': 'Confirm your payment',
  'milestone.funded': 'Active & funded',
  'milestone.submitted': 'In review',
  'milestone.changes_requested': 'Changes requested',
  'milestone.refund_requested': 'Refund requested',
  'milestone.disputed': 'In dispute',
  'milestone.charged_back': 'Charged back',
  'milestone.paid': 'Paid',
  'milestone.paidInPart': 'Paid in part',
  'milestone.refunded': 'Refunded',
  'milestone.cancelled': 'Cancelled',
  'milestone.stateWithTime': '{state}, {left}',

  'load.busy': 'Loading…',
  'load.tryAgain': 'Try again',
  'load.requestId': 'Request ID: {id}',
  'load.contractFailed': 'The contract couldn’t be loaded',
  'load.offlineTitle': 'No connection',
  'load.offline': 'We couldn’t reach the server. Check your connection and try again.',
  'load.originTitle': 'This page isn’t allowed',
  'load.origin':
    'The server doesn’t accept requests from this page. Ask the site’s operator to add its address to the allowed origins.',
  'load.sessionTitle': 'You’re signed out',
  'load.session': 'We couldn’t renew your session. Sign in again, then try again.',
  'load.unexpectedTitle': 'Something went wrong',
  'load.unexpected': 'Try again. If it fails again, contact support.',
  'load.notConfiguredTitle': 'Not set up',
  'load.notConfigured': 'This element needs a contract-id and a base-url, its own or a provider’s.',
  'load.stale': 'Connection lost. Showing the last known state and trying again…',

  'command.offline': 'We didn’t get an answer. Try again: it won’t happen twice.',
  'command.paymentStep': 'The payment step failed: {message} Nothing was charged.',
  'command.working': 'One moment…',

  'action.close': 'Close',
  'action.cancel': 'Cancel',
} as const satisfies Messages;
