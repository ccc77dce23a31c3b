import type { Messages } from '../message.ts';

/** What stands around the notification in a mail. */
export default {
  'mail.hello': 'Hello {name},',
  'mail.helloUnnamed': 'Hello,',
  'mail.orOpen': 'Or open this address:',
  'mail.document.receipt': 'Receipt {number}',
  'mail.document.payout': 'Payout statement {number}',
  'mail.document.fee_invoice': 'Fee invoice {number}',
  'mail.document.credit_note': 'Credit note {number}',
  'mail.why': 'You get this because you take part in “{contract}”.',
  'mail.proof':
    'History of the contract up to this: entry {seq}, {hash}. Keep this mail: nobody can rewrite what came before it unnoticed.',
} as const satisfies Messages;
