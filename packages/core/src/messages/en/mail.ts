import type { Messages } from '../message.ts';

/** The texts around the notification in a mail. */
export default {
  'mail.hello': 'Hello {name},',
  'mail.helloUnnamed': 'Hello,',
  'mail.orOpen': 'Or open this address:',
  'mail.document.receipt': 'Receipt {number}',
  'mail.document.payout': 'Payout statement {number}',
  'mail.document.fee_invoice': 'Fee invoice {number}',
  'mail.document.credit_note': 'Credit note {number}',
  'mail.why': 'You’re receiving this because you’re part of “{contract}”.',
  'mail.record': 'Entry {seq} of the contract’s record',
  'mail.verify': 'Verify',
} as const satisfies Messages;
