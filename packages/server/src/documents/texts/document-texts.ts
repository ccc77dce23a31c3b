/**
 * The texts of documents in one language. `{title}` is a milestone's title, `{fee}` the label of a fee, `{seq}` the
 * number of an event.
 */
export interface DocumentTexts {
  readonly receipt: string;
  readonly refund_receipt: string;
  readonly payout: string;
  readonly fee_invoice: string;
  readonly credit_note: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly contract: string;
  readonly payment: string;
  readonly issuer: string;
  readonly recipient: string;
  readonly taxId: string;
  readonly description: string;
  readonly amount: string;
  readonly tax: string;
  readonly total: string;
  /** Lines. */
  readonly deposit: string;
  readonly refund: string;
  readonly refundCarried: string;
  readonly release: string;
  readonly releaseCarried: string;
  readonly bonus: string;
  readonly bonusFor: string;
  readonly feeReturned: string;
  readonly madeFrom: string;
}
