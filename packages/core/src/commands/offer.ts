import { change, record } from '../draft.ts';
import type { CommandRules } from './rules.ts';

// Rule 2: the freelancer accepts or declines an offer; the client may withdraw it.

export const acceptOffer: CommandRules<'accept_offer'> = {
  run(draft) {
    record(draft, 'contract.accepted', {});
    change(draft, { status: 'active' });
    return undefined;
  },
};

export const declineOffer: CommandRules<'decline_offer'> = {
  run(draft, { reason }) {
    record(draft, 'contract.declined', { reason: reason ?? null });
    change(draft, { status: 'declined', endedAt: draft.occurredAt });
    return undefined;
  },
};

export const withdrawOffer: CommandRules<'withdraw_offer'> = {
  run(draft, { reason }) {
    record(draft, 'contract.withdrawn', { reason: reason ?? null });
    change(draft, { status: 'withdrawn', endedAt: draft.occurredAt });
    return undefined;
  },
};
