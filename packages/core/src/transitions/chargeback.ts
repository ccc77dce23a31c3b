import type { Chargeback, ReportedDispute } from '../chargeback.ts';
import { change, type Draft, move, record } from '../draft.ts';
import type { EventType } from '../events/event.ts';
import { isFrozen } from '../freeze.ts';
import { heldOn } from '../funds.ts';
import { type Amount, amount, minus, zero } from '../money.ts';
import { finishLost, markChargedBack } from './charged-back.ts';
import { endIfEmpty } from './ending.ts';
import { holdPayments, sendPayments, startClocks, stopClocks } from './freeze.ts';
import { schedulePayout } from './payout.ts';
import { putBack } from './put-back.ts';
import { shrink } from './shrink.ts';
import { type Charge, takeFromCharge, weight } from './take.ts';

// Rule 52. The provider reports how much it took for a dispute and gave back so far, and the dispute's state. Each
// report books the difference from the previous one, so reports may arrive in any order and any number of times.

/** The reason of the system's freeze while a chargeback is open. */
const freezeReason = 'The client’s bank disputes a payment of this contract.';
const unfreezeReason = 'The bank has decided about the disputed payment.';

/**
 * Records the current state of a dispute. A repeated report changes nothing.
 *
 * @param reason given by the marketplace's staff
 */
export function applyReport(
  draft: Draft,
  charge: Charge,
  known: Chargeback | null,
  reported: ReportedDispute,
  reason?: string,
): void {
  if (known !== null && isKnown(known, reported)) return;
  const before: Chargeback = known ?? unheardOf(draft, charge, reported);
  const after: Chargeback = { ...before, ...reported, reference: reported.reference ?? before.reference };
  const opens = after.state !== 'inquiry' && (known === null || before.state !== 'open') && after.state === 'open';
  if (opens) freezeFor(draft, after);
  // The first report may be of a dispute that is already closed.
  if (known === null && (after.state === 'won' || after.state === 'lost'))
    recordChargeback(draft, 'chargeback.opened', after);
  recordChargeback(draft, eventOf(known, after), after, reason);
  putChargeback(draft, book(draft, charge, before, after));
  markChargedBack(draft);
  shrink(draft);
  if (after.state !== 'open') {
    if (after.state === 'lost') for (const milestone of draft.contract.milestones) finishLost(draft, milestone);
    unfreezeFor(draft, after);
  }
  // The provider may give back a part before the bank has decided.
  reopenIfHeld(draft);
  endIfEmpty(draft);
}

export function putChargeback(draft: Draft, chargeback: Chargeback): void {
  const { chargebacks } = draft.contract;
  const isThere = chargebacks.some(({ id }) => id === chargeback.id);
  change(draft, {
    chargebacks: isThere
      ? chargebacks.map((each) => (each.id === chargeback.id ? chargeback : each))
      : [...chargebacks, chargeback],
  });
}

function unheardOf(draft: Draft, charge: Charge, reported: ReportedDispute): Chargeback {
  return {
    ...reported,
    id: draft.environment.newId('chargeback'),
    paymentId: charge.id,
    withdrawn: zero,
    reinstated: zero,
    evidenceSentAt: null,
    steps: [],
  };
}

function isKnown(known: Chargeback, reported: ReportedDispute): boolean {
  return (['amount', 'withdrawn', 'reinstated', 'state', 'evidenceDueBy'] as const).every(
    (key) => known[key] === reported[key],
  );
}

type ChargebackEvent = Extract<EventType, `chargeback.${'inquiry' | 'opened' | 'updated' | 'won' | 'lost'}`>;

function eventOf(known: Chargeback | null, { state }: Chargeback): ChargebackEvent {
  if (known?.state === state) return 'chargeback.updated';
  return state === 'open' ? 'chargeback.opened' : `chargeback.${state}`;
}

function recordChargeback(
  draft: Draft,
  type: ChargebackEvent,
  { id, paymentId, amount, withdrawn, reinstated }: Chargeback,
  reason?: string,
): void {
  const data = { chargebackId: id, paymentId, amount, withdrawn, reinstated };
  record(draft, type, reason === undefined ? data : { ...data, reason });
}

/** Takes or gives back the difference of the report, and books the provider's withdrawals and reinstatements. */
function book(draft: Draft, charge: Charge, before: Chargeback, after: Chargeback): Chargeback {
  const taken = weight(before.steps);
  const wanted = wantedOf(after);
  const account = `chargeback:${charge.id}` as const;
  const was = before.withdrawn - before.reinstated;
  const is = after.withdrawn - after.reinstated;
  let { steps } = before;
  if (is < was) move(draft, 'processor', account, amount(was - is));
  if (wanted > taken) {
    const more = takeFromCharge(draft, charge, minus(wanted, taken), {
      to: account,
      ownTo: account,
      as: 'chargedBack',
    });
    steps = [...steps, ...more];
  }
  const back =
    wanted < taken ? putBack(draft, charge, { ...before, steps }, minus(taken, wanted)) : { steps, payouts: [] };
  steps = back.steps;
  if (is > was) move(draft, account, 'processor', amount(is - was));
  for (const payout of back.payouts) schedulePayout(draft, payout);
  return { ...after, steps };
}

/** The amount to take from the contract: the whole disputed amount, until the provider reports its withdrawal. */
function wantedOf({ amount, withdrawn, reinstated, state }: Chargeback): Amount {
  if (state === 'open' && withdrawn === zero) return amount;
  return withdrawn > reinstated ? minus(withdrawn, reinstated) : zero;
}

function freezeFor(draft: Draft, { id }: Chargeback): void {
  const before = draft.contract;
  if (before.freezes.some(({ chargebackId }) => chargebackId === id)) return;
  const freezeId = draft.environment.newId('freeze');
  record(draft, 'contract.frozen', { freezeId, reason: freezeReason }, { side: 'system' });
  const frozen = {
    id: freezeId,
    by: { side: 'system' },
    reason: freezeReason,
    at: draft.occurredAt,
    chargebackId: id,
  } as const;
  change(draft, { freezes: [...before.freezes, frozen] });
  if (isFrozen(before)) return;
  stopClocks(draft);
  holdPayments(draft);
}

function unfreezeFor(draft: Draft, { id }: Chargeback): void {
  const { freezes } = draft.contract;
  const lifted = freezes.filter(({ chargebackId }) => chargebackId === id);
  if (lifted.length === 0) return;
  const left = freezes.filter((each) => !lifted.includes(each));
  record(
    draft,
    'contract.unfrozen',
    { freezeIds: lifted.map((each) => each.id), stillFrozen: left.length > 0, reason: unfreezeReason },
    { side: 'system' },
  );
  change(draft, { freezes: left });
  if (left.length > 0) return;
  startClocks(draft);
  sendPayments(draft);
}

/** Money that comes back to an ended contract reopens it until somebody releases or refunds the money. */
function reopenIfHeld(draft: Draft): void {
  if (draft.contract.status !== 'ended' || heldOn(draft) === zero) return;
  record(draft, 'contract.ending', { reason: null }, { side: 'system' });
  change(draft, { status: 'ending', endedAt: null });
}
