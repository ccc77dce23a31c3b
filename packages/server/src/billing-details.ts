/**
 * The details of a person, or of the marketplace as the issuer, on documents (rule 60). `null` if not known.
 * Notifications, mails and documents use the language and the time zone.
 */
export interface BillingDetails {
  readonly legalName: string | null;
  /** Printed lines, separated by line breaks. */
  readonly address: string | null;
  readonly taxId: string | null;
  readonly email: string | null;
  /** A BCP 47 language tag. */
  readonly locale: string | null;
  /** An IANA time zone. */
  readonly timeZone: string | null;
}

export const noDetails: BillingDetails = {
  legalName: null,
  address: null,
  taxId: null,
  email: null,
  locale: null,
  timeZone: null,
};

/** The person id under which the marketplace's details are stored. Nobody has it. */
export const issuerId = '';

const detailNames = Object.keys(noDetails) as readonly (keyof BillingDetails)[];

export function sameDetails(first: BillingDetails, second: BillingDetails): boolean {
  return detailNames.every((name) => first[name] === second[name]);
}
