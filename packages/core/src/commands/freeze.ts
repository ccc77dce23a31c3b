import { change, record } from '../draft.ts';
import type { FrozenBy } from '../freeze.ts';
import { isFrozen } from '../freeze.ts';
import { refuse } from '../refusal.ts';
import { holdPayments, mayLift, sendPayments, startClocks, stopClocks } from '../transitions/freeze.ts';
import { readReason } from '../transitions/reason.ts';
import type { CommandRules } from './rules.ts';

// Rule 45: the marketplace freezes a contract, which stops its clocks and holds unsent payments, and lifts freezes.

export const freeze: CommandRules<'freeze'> = {
  run(draft, { reason }) {
    const refused = readReason(reason);
    if (refused !== undefined) return refused;
    const freezeId = draft.environment.newId('freeze');
    const before = draft.contract;
    record(draft, 'contract.frozen', { freezeId, reason });
    const frozen = { id: freezeId, by: frozenBy(draft.by), reason, at: draft.occurredAt, chargebackId: null };
    change(draft, { freezes: [...before.freezes, frozen] });
    if (isFrozen(before)) return undefined;
    stopClocks(draft);
    holdPayments(draft);
    return undefined;
  },
};

export const unfreeze: CommandRules<'unfreeze'> = {
  run(draft, { reason, freezeId }) {
    const { freezes } = draft.contract;
    const named = freezeId === undefined ? freezes : freezes.filter(({ id }) => id === freezeId);
    if (named.length === 0) return refuse('not_frozen', '/freezeId');
    const lifted = named.filter((each) => mayLift(each, draft.by.side));
    if (lifted.length === 0) {
      return refuse(
        'forbidden_for_role',
        '/freezeId',
        'Only an operator, or the one who froze the contract, can lift this freeze.',
      );
    }
    const refused = readReason(reason);
    if (refused !== undefined) return refused;
    const left = freezes.filter((each) => !lifted.includes(each));
    record(draft, 'contract.unfrozen', { freezeIds: lifted.map(({ id }) => id), stillFrozen: left.length > 0, reason });
    change(draft, { freezes: left });
    if (left.length > 0) return undefined;
    startClocks(draft);
    sendPayments(draft);
    return undefined;
  },
};

function frozenBy(by: Parameters<typeof record>[3] & object): FrozenBy {
  if (by.side === 'operator') return { side: 'operator', id: by.id, name: by.name };
  return { side: by.side === 'system' ? 'system' : 'server' };
}
