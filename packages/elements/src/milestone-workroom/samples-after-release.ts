import { type ContractFixture, contractFixture } from '../testing/states.ts';
import * as samples from './samples.ts';

// Samples of money after its release (rules 49 to 55), made with the real rules.

const day = 86_400_000;

/** Released and paid out, with a bonus. */
export function paidOut(): ContractFixture {
  const made = samples.submitted();
  made.client({ type: 'release', milestoneId: made.milestone(0), amount: 50_000 });
  made.client({ type: 'give_bonus', amount: 7_500, note: 'Thank you for the extra round.' });
  return made;
}

/** Released, and sent after a security period of a week. */
export function payoutWaiting(): ContractFixture {
  const made = contractFixture(undefined, { policy: { securityDays: 7 } });
  const milestoneId = made.milestone(0);
  made.client({ type: 'fund', milestoneId });
  made.freelancer({ type: 'submit', milestoneId, message: 'All three directions are in the folder.' });
  made.backend.advance(day);
  made.client({ type: 'release', milestoneId, amount: 50_000 });
  made.backend.advance(day);
  return made;
}

function givenBack(payout: 'stays_pending' | 'fails'): ContractFixture {
  const made = paidOut();
  made.backend.payout = payout;
  made.backend.advance(2 * day);
  made.freelancer({
    type: 'return_funds',
    from: { milestoneId: made.milestone(0) },
    amount: 20_000,
    reason: 'One of the three directions turned out to be unusable.',
  });
  made.backend.advance(day);
  return made;
}

/** The payout is being taken back. */
export function returnPending(): ContractFixture {
  return givenBack('stays_pending');
}

/** The provider could not take the payout back. */
export function returnParked(): ContractFixture {
  return givenBack('fails');
}
