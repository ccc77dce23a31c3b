import { amount, formatMoney } from '@workroom/core';

export function money(minorUnits: number, currency: string): string {
  return formatMoney({ amount: amount(minorUnits), currency }, 'en');
}
