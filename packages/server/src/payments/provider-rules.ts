/** The messages of the provider suite: the broken rule, and what to do. */
export const providerRules = {
  name: '`name` must not be empty: it is the path of its webhooks.',
  maxHoldDays: '`maxHoldDays` must be above 0: how long the provider may hold money between deposit and release.',
  minimumCharge: (answer: unknown) =>
    `\`minimumCharge(currency)\` must be a whole number of the currency’s smallest unit, 0 or more; it was ${answer}.`,
  amountStep: (answer: unknown) =>
    `\`amountStep(currency)\` must be a whole number of the currency’s smallest unit, 1 or more; it was ${answer}.`,
  canPayOut: '`canPayOut` must be true for `freelancerId`: give the suite a person who can be paid out.',
  webhook: '`parseWebhook` must throw `WebhookRefused` unless the signature over the raw body is valid.',
  succeeds: '`charge` with `methods.succeeds` must succeed: give the suite such a payment method.',
  sameAnswer: 'A repeated request with the same key must get the same answer.',
  lookup: '`lookup` must find an operation by its key and return its outcome, without a reference.',
  takenOnce: 'One key must never move money twice: more than one charge could be refunded.',
  refundsWhole: '`refund` must be able to refund the whole of a charge that nothing was drawn from.',
  atOnce: 'Of two simultaneous requests with one key, neither may get `failed`: throw if the outcome is unknown.',
  otherAmount:
    'A key that was used for another amount must move nothing: throw, because it is a mistake of the caller.',
  unknown: '`lookup` must return `null` for a key that the provider does not know.',
  declined: 'A decline must be the outcome `failed` with a code and a message, and not a thrown error.',
  staysDeclined: 'A declined operation must stay declined: `failed` means that it will never happen.',
  draws: (kind: string) => `\`${kind}\` must be able to draw on a successful charge, as long as enough of it is left.`,
  noMoreThanLeft:
    'Payouts must never take more than refunds have left of the charge, and refunds never more than the charge: return `failed`.',
  fromOwnBalance:
    '`refund` must be able to refund paid out money from the marketplace’s own balance, up to the charge.',
  allThatIsLeft: 'It must be possible to draw everything that is left of a charge.',
  refusedForGood: 'A refused operation must be found as `failed`, or not at all.',
  drawnAtOnce: 'Simultaneous draws must not take more than the charge in total, and not less than fits.',
  cameBack:
    '`lookup` must return `failed`, with a code and a message, for a payout or refund that succeeded and came back.',
  keyIsSpent: 'A repeated request with the key of a payment that came back must not make it again: return `failed`.',
  madeAnew: 'It must be possible to send a payment that came back again, with a new key.',
  tooLate: 'Cancelling a successful charge must return `succeeded`, and change nothing.',
  neverHeardOf:
    'A charge that is cancelled before the provider knows it must never happen, even if it is requested later.',
  action: 'A charge that waits for the client must return `requires_action`, with a `clientAction` for the page.',
  cancels: 'It must be possible to cancel a charge that waits for the client, which is then `failed`.',
  pending: 'A pending charge must have a `reference`.',
  notSettled: 'Nothing may be drawn from a charge that has not succeeded: return `failed`.',
  reverses: '`reverse` must take back the money of a transfer, as long as enough of it is left.',
  reversedOnce: 'Reversals must never take more than the transfer in total: return `failed`.',
  reversedIsLeft: 'It must be possible to draw reversed money from its charge again.',
  nothingToReverse:
    'If the freelancer’s balance is too low, `reverse` must return `failed` with the code `insufficient_balance`.',
  undisputed: '`readDisputes` must return `[]` for a charge without disputes.',
  disputes: '`readDisputes` must return a dispute with its amount, the withdrawn amount and the reinstated amount.',
  disputedIsGone: 'Money that a bank withdrew must not be drawn: return `failed`.',
  reinstated: 'A won dispute must have the state `won`, and it must be possible to draw its money again.',
  lost: 'A lost dispute must have the state `lost`, and its money cannot be drawn.',
  evidence: '`submitEvidence` must return when it was sent.',
  noEvidence: '`submitEvidence` must throw `EvidenceRefused` for a dispute that accepts none.',
  movements: '`movementsOf` must list every movement once, with our key, or `null` if others made it.',
  refundableUntil: '`refundableUntil` must return an instant after the charge, or `null` if no limit is known.',
} as const;
