import type { WireEvent } from '@workroom/core/api';

/** The filter of the entries. */
export type Filter = 'all' | 'messages' | 'money';
export const filters = ['all', 'messages', 'money'] as const satisfies readonly Filter[];

const said = new Set(['message.posted', 'milestone.submitted', 'milestone.changes_requested', 'dispute.statement']);
const moved =
  /^(milestone\.(funding|funded|released|auto_released|refunded)|operator\.(released|refunded|ended)|dispute\.(settled|decided|defaulted)|(bonus|funds|payment|payout|return|chargeback|refund)\.\w+)$/;

export function isShown({ type }: Pick<WireEvent, 'type'>, filter: Filter): boolean {
  if (filter === 'all') return true;
  return filter === 'messages' ? said.has(type) : moved.test(type);
}

export function toneOf(type: string): string {
  if (/released|paid|funded|agreed|accepted|succeeded|bonus/.test(type)) return 'good';
  if (/failed|parked|declined|dispute/.test(type)) return 'bad';
  return /changes|refund|submitted|requires/.test(type) ? 'notable' : '';
}
