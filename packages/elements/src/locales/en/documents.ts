import type { Messages } from '../../foundation/messages.ts';

/** Texts of a contract's documents; loaded when their list is opened. */
export default {
  'documents.none': 'No documents yet. Each payment makes one.',
  'documents.failed': 'The documents couldn’t be loaded',
  'documents.receipt': 'Receipt',
  'documents.refund_receipt': 'Refund receipt',
  'documents.payout': 'Payout statement',
  'documents.fee_invoice': 'Fee invoice',
  'documents.credit_note': 'Credit note',
  'documents.more': 'Show more',
  'documents.opens': 'Opens in a new window',
} as const satisfies Messages;
