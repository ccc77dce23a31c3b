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
 * Every boundary between two steps of every operation that moves money or erases, in order, on a contract that the
 * server has seen before, so that most load nothing. The crash tests kill a
 * server once at each. They fail if a listed boundary is never reached, or an unlisted one is.
 */
// biome-ignore format: one row per entry
export const steps: Readonly<Record<JobName, readonly Step[]>> = {
  'fund': ['canPayOut', 'commit', 'charge', 'commit', 'answer'],
  'release all': ['commit', 'transfer', 'commit', 'answer'],
  'release a part and carry the rest': ['commit', 'transfer', 'commit', 'answer'],
  'release a part and ask for the rest': ['commit', 'transfer', 'commit', 'answer'],
  'last approval of a release': ['commit', 'transfer', 'commit', 'answer'],
  'release by an operator': ['commit', 'transfer', 'commit', 'answer'],
  'refund by an operator': ['commit', 'refund', 'commit', 'answer'],
  'refund by an operator while frozen': ['commit', 'refund', 'commit', 'commit', 'answer'],
  'end by an operator': ['commit', 'transfer', 'refund', 'commit', 'commit', 'answer'],
  'a second operator approves': ['commit', 'transfer', 'commit', 'answer'],
  'bonus': ['commit', 'charge', 'commit', 'transfer', 'commit', 'answer'],
  'refund': ['commit', 'refund', 'commit', 'answer'],
  'end': ['commit', 'refund', 'commit', 'answer'],
  'auto-release by the sweep': ['dueContracts', 'load', 'commit', 'claimPayments', 'lookup', 'transfer', 'commit', 'answer'],
  'auto-release by a reader': ['load', 'commit', 'transfer', 'commit', 'answer'],
  'return what was paid out': ['refundableUntil', 'commit', 'reverse', 'commit', 'refund', 'commit', 'answer'],
  'a bank takes a charge back': ['books', 'lookup', 'movementsOf', 'readDisputes', 'books', 'books', 'commit', 'answer'],
  'a chargeback is won': ['books', 'lookup', 'movementsOf', 'readDisputes', 'books', 'books', 'commit', 'answer'],
  'staff report that a bank took a charge back': ['commit', 'answer'],
  'staff report that a chargeback is won': ['commit', 'answer'],
  'send evidence to a bank': ['load', 'load', 'books', 'timeline', 'timeline', 'timeline', 'submitEvidence', 'commit', 'answer'],
  'settle a payout outside': ['commit', 'answer'],
  'a return makes up for a lost chargeback': ['commit', 'reverse', 'commit', 'answer'],
  'cancel': ['commit', 'paymentWork', 'cancel', 'postponePayment', 'answer'],
  'find out what is unsure': ['dueContracts', 'claimPayments', 'lookup', 'charge', 'commit', 'answer'],
  'erase a person': ['contractsOf', 'load', 'contractsOf', 'books', 'load', 'timeline', 'deleteNotifications', 'commit', 'erasedOf', 'answer'],
  'forget by age': ['dueContracts', 'claimPayments', 'ended', 'ended', 'load', 'timeline', 'books', 'load', 'timeline', 'deleteNotifications', 'commit', 'markKept', 'answer'],
};
