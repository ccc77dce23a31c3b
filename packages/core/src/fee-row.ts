import type { Party } from './contract.ts';
import type { Amount } from './money.ts';

// Rule 57: fees are a list of rows, each with a label that people read on quotes and documents.

/** A text in one language, or in several by locale: `'Service fee'`, `{ en: 'Service fee', de: 'Servicegebühr' }`. */
export type Label = string | Readonly<Record<string, string>>;

export type FeeOccasion = 'deposit' | 'release' | 'bonus';

/** One fee of a contract. Amounts in minor units of its currency. */
export interface FeeRow {
  /** The occasion on which the fee is taken. */
  readonly on: FeeOccasion;
  /** The payer: the client for a deposit, the freelancer for a release, either for a bonus. */
  readonly payer: Party;
  readonly label: Label;
  /** The share of the amount, in hundredths of a percent. */
  readonly bps?: number;
  /** Added to the share of the amount. */
  readonly flat?: number;
  /** The smallest fee. Fee and tax together are never more than the amount itself. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Tax on the rounded fee, in hundredths of a percent, added to it. */
  readonly taxBps?: number;
  /** Whether the fee is given back in proportion with the money. Only the client's fees may be `never`. */
  readonly returned: 'proportional' | 'never';
}

/** The amount of one row in one decision. */
export interface Fee {
  readonly label: Label;
  readonly payer: Party;
  readonly on: FeeOccasion;
  /** Excluding the tax. */
  readonly amount: Amount;
  readonly tax: Amount;
  /** Whether the marketplace keeps it when the money goes back. */
  readonly returned?: 'never';
}

/**
 * The short form of fees: the client's basis points of deposits and bonuses, the freelancer's of releases and bonuses.
 */
export interface FeeShorthand {
  readonly clientBps?: number | undefined;
  readonly freelancerBps?: number | undefined;
}

/** The label of fees in the short form. */
export const serviceFee: Label = {
  en: 'Service fee',
  de: 'Servicegebühr',
  es: 'Tarifa de servicio',
  fr: 'Frais de service',
  'pt-BR': 'Taxa de serviço',
  ja: 'サービス手数料',
  ar: 'رسوم الخدمة',
};

/** The rows of a list or of the short form, which older contracts have. A side without a fee has no row. */
export function feeRows<Row = FeeRow>(fees: readonly Row[] | FeeShorthand): readonly (Row | FeeRow)[] {
  if (isList(fees)) return fees;
  return [...shorthandRows('client', fees.clientBps), ...shorthandRows('freelancer', fees.freelancerBps)];
}

/** The rows of one side in the short form. */
export function shorthandRows(payer: Party, bps = 0): readonly FeeRow[] {
  if (bps === 0) return [];
  const on = payer === 'client' ? 'deposit' : 'release';
  const row = { payer, label: serviceFee, bps, returned: 'proportional' } as const;
  return [
    { on, ...row },
    { on: 'bonus', ...row },
  ];
}

function isList<Row>(fees: readonly Row[] | FeeShorthand): fees is readonly Row[] {
  return Array.isArray(fees);
}

/** The text for `locale`: in that language, else in a related one, else in English, else the first. */
export function labelIn(label: Label, locale: string): string {
  if (typeof label === 'string') return label;
  const [language] = locale.split('-');
  const related = Object.keys(label).find((each) => each.split('-')[0] === language);
  return (
    label[locale] ?? (related === undefined ? undefined : label[related]) ?? label.en ?? Object.values(label)[0] ?? ''
  );
}
