import type { JobName } from './jobs.ts';

/** The calls of a server to its database and payment provider. It may die before each of them. */
export type Step =
  | 'load'
  | 'commit'
  | 'wasCommitted'
  | 'paymentWork'
  | 'postponePayment'
  | 'claimPayments'
  | 'dueContracts'
  | 'books'
  | 'timeline'
  | 'contractsOf'
  | 'deleteNotifications'
  | 'erasedOf'
  | 'ended'
  | 'markKept'
  | 'canPayOut'
  | 'charge'
  | 'transfer'
  | 'refund'
  | 'reverse'
  | 'cancel'
  | 'lookup'
  | 'refundableUntil'
  | 'readDisputes'
  | 'movementsOf'
  | 'submitEvidence'
  /** Everything is done, and the response has not been sent yet. */
  | 'answer';

/**
 * Every boundary between two steps of every operation that moves money or erases, in order. The crash tests kill a
 * server once at each. They fail if a listed boundary is never reached, or an unlisted one is.
 */
// biome-ignore format: a table reads by its rows
export const steps: Readonly<Record<JobName, readonly Step[]>> = {
  'fund': ['load', 'canPayOut', 'commit', 'charge', 'load', 'commit', 'answer'],
  'release all': ['load', 'commit', 'transfer', 'load', 'commit', 'answer'],
  'release a part and carry the rest': ['load', 'commit', 'transfer', 'load', 'commit', 'answer'],
  'release a part and ask for the rest': ['load', 'commit', 'transfer', 'load', 'commit', 'answer'],
  'last approval of a release': ['load', 'commit', 'transfer', 'load', 'commit', 'answer'],
  'release by an operator': ['load', 'commit', 'transfer', 'load', 'commit', 'answer'],
  'refund by an operator': ['load', 'commit', 'refund', 'load', 'commit', 'answer'],
  'refund by an operator while frozen': ['load', 'commit', 'refund', 'load', 'commit', 'load', 'commit', 'answer'],
  'end by an operator': ['load', 'commit', 'transfer', 'refund', 'load', 'commit', 'load', 'commit', 'answer'],
  'a second operator approves': ['load', 'commit', 'transfer', 'load', 'commit', 'answer'],
  'bonus': ['load', 'commit', 'charge', 'load', 'commit', 'transfer', 'load', 'commit', 'answer'],
  'refund': ['load', 'commit', 'refund', 'load', 'commit', 'answer'],
  'end': ['load', 'commit', 'refund', 'load', 'commit', 'answer'],
  'auto-release by the sweep': ['dueContracts', 'load', 'commit', 'claimPayments', 'lookup', 'transfer', 'load', 'commit', 'answer'],
  'auto-release by a reader': ['load', 'commit', 'transfer', 'load', 'commit', 'answer'],
  'return what was paid out': ['load', 'refundableUntil', 'commit', 'reverse', 'load', 'commit', 'refund', 'load', 'commit', 'answer'],
  'a bank takes a charge back': ['books', 'lookup', 'movementsOf', 'readDisputes', 'books', 'books', 'load', 'commit', 'answer'],
  'a chargeback is won': ['books', 'lookup', 'movementsOf', 'readDisputes', 'books', 'books', 'load', 'commit', 'answer'],
  'staff report that a bank took a charge back': ['load', 'commit', 'answer'],
  'staff report that a chargeback is won': ['load', 'commit', 'answer'],
  'send evidence to a bank': ['load', 'load', 'books', 'timeline', 'timeline', 'timeline', 'submitEvidence', 'load', 'commit', 'answer'],
  'settle a payout outside': ['load', 'commit', 'answer'],
  'a return makes up for a lost chargeback': ['load', 'commit', 'reverse', 'load', 'commit', 'answer'],
  'cancel': ['load', 'commit', 'paymentWork', 'cancel', 'postponePayment', 'answer'],
  'find out what is unsure': ['dueContracts', 'claimPayments', 'lookup', 'charge', 'load', 'commit', 'answer'],
  'erase a person': ['contractsOf', 'load', 'contractsOf', 'books', 'load', 'timeline', 'deleteNotifications', 'commit', 'erasedOf', 'answer'],
  'forget by age': ['dueContracts', 'claimPayments', 'ended', 'ended', 'load', 'timeline', 'books', 'load', 'timeline', 'deleteNotifications', 'commit', 'markKept', 'answer'],
};
