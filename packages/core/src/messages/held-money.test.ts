import { describe, expect, test } from 'vitest';
import type { EventType } from '../events/event.ts';
import { DAY_MS } from '../instant.ts';
import {
  client,
  english,
  fund,
  givenContract,
  release,
  requestRefund,
  type Scenario,
  submit,
} from '../testing/index.ts';
import { freelancer, operator } from '../testing/people.ts';
import { noticeOf } from './notice.ts';

const reason = 'Both accounts were opened from one address.';

function given(securityDays = 0): Scenario {
  return givenContract({ policy: { securityDays } })
    .run([[fund(), client]])
    .paid()
    .run([[submit(), freelancer]]);
}

const frozen = (before = given()) => before.run([[{ type: 'freeze', reason }, operator]]);

/** The current notification about the last event of this type. */
function said({ contract, events }: Scenario, type: EventType): string {
  const event = events.findLast((each) => each.type === type);
  if (event === undefined) throw new Error(`no ${type}`);
  return noticeOf(contract, event, null, english).text;
}

const releaseAsOperator = ({ contract }: Scenario) =>
  ({ type: 'operator_release', milestoneId: contract.milestones[0]?.id ?? 'mst_none', reason }) as const;

describe('a notification says where the money is', () => {
  test('rule 45: money held by a freeze is not on its way until the freeze is lifted', () => {
    const before = frozen();
    const held = before.run([[releaseAsOperator(before), operator]]);
    for (const type of ['operator.released', 'milestone.released'] as const)
      expect(said(held, type)).toContain('The payout is held while the contract is frozen.');
    const lifted = held.run([[{ type: 'unfreeze', reason }, operator]]);
    expect(said(lifted, 'milestone.released')).toBe('The payout is on its way.');
  });

  test('rule 49: a payout in its security period names its date', () => {
    const waits = given(7).run([[release(50_000), client]]);
    expect(said(waits, 'milestone.released')).toMatch(/^The payout is sent on .+ UTC\.$/);
    const sent = waits.after(7 * DAY_MS).deadlinesApplied();
    expect(said(sent, 'milestone.released')).toBe('The payout is on its way.');
  });

  test('rule 45: an automatic refund waits during a freeze, but an operator’s own refund is sent', () => {
    const asked = given().run([[requestRefund(), client]]);
    const late = asked.after(60 * DAY_MS).run([[{ type: 'freeze', reason }, operator]]);
    expect(said(late, 'refund.expired')).toBe('The refund is held while the contract is frozen.');
    const before = frozen();
    const own = before.run([[{ ...releaseAsOperator(before), type: 'operator_refund' }, operator]]);
    expect(said(own, 'milestone.refunded')).toContain('The refund is on its way.');
  });

  test('rules 45 and 46: money split during a freeze is not said to be on its way', () => {
    const before = frozen();
    const ended = before.run([[{ type: 'operator_end', toFreelancer: 30_000, reason }, operator]]);
    expect(said(ended, 'operator.ended')).toContain('What has not been sent yet is held while the contract is frozen.');
  });
});
