/** What the provider suite says when a rule is broken: the rule, and what to do. */
export const providerRules = {
  name: '`name` must not be empty: it is the path of its webhooks.',
  maxHoldDays: '`maxHoldDays` must be above 0: how long the provider may hold money between deposit and release.',
  minimumCharge: (answer: unknown) =>
    `\`minimumCharge(currency)\` must be a whole number of the currency’s smallest unit, 0 or more; it was ${answer}.`,
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
  noMoreThanLeft: 'Payouts and refunds together must never take more than the charge they draw on: answer `failed`.',
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
} as const;
