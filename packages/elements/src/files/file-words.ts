import type { Localize } from '../foundation/localize.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `1.4 MB`, in the reader's language. */
export function sizeText(bytes: number, { locale }: Localize<Record<never, never>>): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power < 2 ? 0 : 1,
  }).format(bytes / 1024 ** power);
}

/** The type of a file in up to four letters: `PDF`. */
export function fileKind({ name }: { readonly name: string }): string {
  const [, ending = ''] = /\.([a-z0-9]{1,4})$/i.exec(name) ?? [];
  return ending.toUpperCase();
}
