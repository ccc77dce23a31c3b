/**
 * What documents say of a person, or of the marketplace that issues them (rule 60). `null` for what is not known. The
 * language and the time zone are those that notifications, mails and documents speak.
 */
export interface BillingDetails {
  readonly legalName: string | null;
  /** Lines as they are to be printed, separated by line breaks. */
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

/** The person id under which the marketplace's own details are stored: nobody has it. */
export const issuerId = '';

const detailNames = Object.keys(noDetails) as readonly (keyof BillingDetails)[];

export function sameDetails(first: BillingDetails, second: BillingDetails): boolean {
  return detailNames.every((name) => first[name] === second[name]);
}
