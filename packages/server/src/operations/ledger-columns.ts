import type { Output } from '@workroom/core/api';

/** Columns of the ledger as CSV, over HTTP and on the command line. */
export const ledgerColumns = [
  'cursor',
  'recordedAt',
  'at',
  'contractId',
  'seq',
  'eventId',
  'id',
  'debit',
  'credit',
  'amount',
  'currency',
] as const satisfies readonly (keyof Output<'LedgerFeed'>['data'][number])[];
