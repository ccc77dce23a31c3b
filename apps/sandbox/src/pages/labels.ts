import type { WireContract, WireMilestone } from '@workroom/core/api';

const milestoneLabels: Readonly<Record<WireMilestone['state'], string>> = {
  planned: 'Not funded',
  funding: 'Payment processing',
  funded: 'Active & funded',
  submitted: 'In review',
  changes_requested: 'Changes requested',
  refund_requested: 'Refund requested',
  disputed: 'In dispute',
  paid: 'Paid',
  refunded: 'Refunded',
  cancelled: 'Cancelled',
};

const contractLabels: Readonly<Record<WireContract['status'], string>> = {
  offered: 'Offer sent',
  declined: 'Offer declined',
  withdrawn: 'Offer withdrawn',
  active: 'Active',
  ending: 'Ending',
  ended: 'Ended',
};

export const milestoneLabel = (state: WireMilestone['state']): string => milestoneLabels[state];
export const contractLabel = (status: WireContract['status']): string => contractLabels[status];

export function money(minorUnits: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(minorUnits / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** Whole days that are left, as the widgets count them; hours on the last day. */
export function timeLeft(at: string, now: number): string {
  const hours = Math.max(0, Math.floor((Date.parse(at) - now) / 3_600_000));
  const [count, unit] = hours >= 24 ? [Math.floor(hours / 24), 'day'] : [hours, 'hour'];
  return `${count} ${unit}${count === 1 ? '' : 's'} left`;
}
