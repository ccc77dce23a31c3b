// RFC 4180, safe for spreadsheets: a text that would be read as a formula gets a leading apostrophe, which spreadsheets
// hide.

/** A number as text, such as `-12.50`. */
export interface DecimalField {
  readonly decimal: string;
}

export type CsvField = string | number | DecimalField | null;

/**
 * Includes full-width forms, which spreadsheets in East Asian languages treat alike. Also checked after a semicolon, a
 * tab or a line break: if the comma is the decimal sign, spreadsheets split there and ignore the quotes. `;-)` does not
 * count.
 */
const formulaStart = /^(?=[=+\-@\t\r\n＝＋－＠])|(?<=[;\t\r\n])(?!-\))(?=[=+\-@＝＋－＠])/g;

/** One record with its line break. Numbers stay numbers; `null` is an empty field. */
export function csvRecord(fields: readonly CsvField[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}

function csvField(value: CsvField): string {
  if (value === null) return '';
  if (typeof value === 'object') return value.decimal;
  if (typeof value === 'number') return String(value);
  const safe = value.replace(formulaStart, "'");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Minor units as a decimal number of the currency: -1250 of USD is `-12.50`. */
export function decimalField(minorUnits: number, exponent: number): DecimalField {
  const digits = String(Math.abs(minorUnits)).padStart(exponent + 1, '0');
  const split = digits.length - exponent;
  const decimal = exponent === 0 ? digits : `${digits.slice(0, split)}.${digits.slice(split)}`;
  return { decimal: minorUnits < 0 ? `-${decimal}` : decimal };
}
