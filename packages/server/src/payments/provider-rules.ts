/** The messages of the provider suite: the broken rule, and what to do. */
export const providerRules = {
  name: '`name` must not be empty: it is the path of its webhooks.',
  maxHoldDays: '`maxHoldDays` must be above 0: how long the provider may hold money between deposit and release.',
  minimumCharge: (answer: unknown) =>
    `\`minimumCharge(currency)\` must be a whole number of the currency’s smallest unit, 0 or more; it was ${answer}.`,
  amountStep: (answer: unknown) =>
    `\`amountStep(currency)\` must be a whole number of the currency’s smallest unit, 1 or more; it was ${answer}.`,
  canPayOut: '`canPayOut` must be true for `freelancerId`: give the suite somebody who can be paid out.',
  webhook: '`parseWebhook` must throw `WebhookRefused` unless the signature holds over the raw body.',
  succeeds: '`charge` with `methods.succeeds` must succeed: give the suite a means of payment that does.',
  sameAnswer: 'Asked again with the same key, an operation must answer as it did the first time.',
  lookup: '`lookup` must find an operation by its key and say what became of it, without a reference.',
  takenOnce: 'The same key must never move money twice: more than was charged once could be given back.',
  refundsWhole: '`refund` must be able to give back all of a charge that nothing was drawn on.',
  atOnce: 'When two ask with the same key at once, neither may be told `failed`: throw where the outcome is unsure.',
  otherAmount:
    'A key that is used again for another amount must move nothing: throw, since it is a mistake of the caller.',
  unknown: '`lookup` must answer `null` for a key that the provider never heard of.',
  declined: 'A decline must be the outcome `failed` with a code and a message, not an error that is thrown.',
  staysDeclined: 'What was declined must stay declined: `failed` means that it will never happen.',
  draws: (kind: string) => `\`${kind}\` must draw on a charge that succeeded, as long as enough of it is left.`,
  noMoreThanLeft:
    'Payouts must never take more than refunds have left of the charge, nor refunds more than the charge: answer `failed`.',
  fromOwnBalance: '`refund` must give back what was paid out, from the marketplace’s own balance, up to the charge.',
  allThatIsLeft: 'Everything that is left of a charge must be possible to draw.',
  refusedForGood: 'What was refused for good must not be found as anything but `failed`, or not at all.',
  drawnAtOnce: 'Draws that run at once must not take more than the charge together, and no less than fits.',
  cameBack:
    '`lookup` must say `failed`, with a code and a message, of a payout or refund that succeeded and came back.',
  keyIsSpent: 'Asked again with its old key, what came back must not be made anew: it answers `failed`.',
  madeAnew: 'What came back must be possible to send again, under a new key.',
  tooLate: 'Cancelling a charge that succeeded must say `succeeded`, and leave it as it is.',
  neverHeardOf:
    'A charge that is cancelled before the provider heard of it must never happen, also when it is asked for later.',
  action: 'A charge that waits for the client must say `requires_action`, with a `clientAction` for the page.',
  cancels: 'A charge that waits for the client must be possible to cancel, and then be `failed`.',
  pending: 'A pending charge must have a `reference`.',
  notSettled: 'Nothing may be drawn on a charge that has not succeeded: answer `failed`.',
  reverses: '`reverse` must take back what a transfer paid out, as long as enough of it is left.',
  reversedOnce: 'Reversals together must never take more than the transfer paid out: answer `failed`.',
  reversedIsLeft: 'What was taken back of a transfer must be possible to draw from its charge again.',
  nothingToReverse:
    'When the freelancer’s balance is short, `reverse` must answer `failed` with the code `insufficient_balance`.',
  undisputed: '`readDisputes` must answer `[]` for a charge that no bank disputes.',
  disputes: '`readDisputes` must answer a dispute with its amount, what was withdrawn and what was reinstated.',
  disputedIsGone: 'What a bank withdrew must not be possible to draw: answer `failed`.',
  reinstated: 'A dispute that was won must say `won`, and its money must be possible to draw again.',
  lost: 'A dispute that was lost must say `lost`, and its money stays gone.',
  evidence: '`submitEvidence` must say when it was sent.',
  noEvidence: '`submitEvidence` must throw `EvidenceRefused` for a dispute that takes none.',
  movements: '`movementsOf` must list every movement once, with the key of ours and `null` for what others made.',
  refundableUntil: '`refundableUntil` must answer an instant after the charge, or `null` where no limit is known.',
} as const;
