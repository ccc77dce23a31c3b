import type { Milestone, MilestoneId, PaymentId } from '@workroom/core';
import { sealEvents } from './commitments.ts';
import { chainEvents, chainStart } from './hash-chain.ts';
import { erasedRow, eventRow, movementRow, notificationRows, wordRow } from './history-rows.ts';
import {
  type ChangedMilestoneRow,
  type ChangedPaymentRow,
  changedMilestoneRow,
  changedPaymentRow,
  contractRow,
  type MilestoneRow,
  milestoneRow,
  type PartyRow,
  type PaymentRow,
  partyRows,
  paymentRow,
} from './rows.ts';
import type { Change, PaymentSchedule } from './store.ts';

/** Turns a change into the rows of its commit. Pure: unsafe values are refused here, before anything is sent. */
export type WrittenChange = ReturnType<typeof writtenChange>;

/** @throws TypeError if the change would leave the stored rows incomplete, which is a bug of its caller */
export function writtenChange(change: Change) {
  assertWhole(change);
  const { before, decision, erased } = change;
  const { contract, events, movements, salt } = decision;
  const { id } = contract;
  const previous = before?.head ?? chainStart;
  const { sealed, words, names } = sealEvents(events, salt, before?.names ?? []);
  const hashes = chainEvents(id, previous, events, sealed, movements);
  const head = hashes.at(-1) ?? previous;
  const partiesBefore = before === null ? [] : partyRows(before.contract);
  const parties = partyRows(contract);
  return {
    id,
    head,
    names,
    creates: before === null,
    contract: {
      // An erasure says that other names were committed than are stored.
      ...contractRow(contract, head, names, erased === undefined ? before : null),
      baseSeq: before?.contract.seq,
      baseHead: before?.head,
      ...keyOf(change),
    },
    parties: withoutParties(parties, partiesBefore),
    formerParties: withoutParties(partiesBefore, parties),
    ...milestoneRows(change),
    ...paymentRows(change),
    events: events.map((event, index) => eventRow(id, event, sealed[index] ?? event, hashes[index] ?? head)),
    words: [
      ...events.flatMap(({ seq }, index) => words[index]?.map((word) => wordRow(id, seq, word)) ?? []),
      ...(erased?.words.filter(({ isNew }) => isNew).map((word) => erasedRow(id, word, erased)) ?? []),
    ],
    erasedWords: erased?.words.filter(({ isNew }) => !isNew).map((word) => erasedRow(id, word, erased)) ?? [],
    erasedEvents: erased?.events.map((event) => ({ contractId: id, ...event, erasedAtMs: erased.atMs })) ?? [],
    movements: movements.map((movement) => movementRow(id, movement)),
    notifications: events.flatMap((event) => notificationRows(contract, event)),
  };
}

function keyOf({ idempotency }: Change) {
  return {
    actor: idempotency?.actor,
    key: idempotency?.key,
    bodyHash: idempotency?.bodyHash,
    answerStatus: idempotency?.status,
  };
}

/** Contracts share unchanged parts: a milestone that is the same object at the same index is not written again. */
function milestoneRows({ before, decision }: Change) {
  const { id: contractId, milestones } = decision.contract;
  const known = before?.contract.milestones ?? [];
  const left = new Map<MilestoneId, Milestone>();
  for (const [place, milestone] of known.entries())
    if (milestones[place] !== milestone) left.set(milestone.id, milestone);
  const newMilestones: MilestoneRow[] = [];
  const changedMilestones: ChangedMilestoneRow[] = [];
  for (const [place, milestone] of milestones.entries()) {
    if (known[place] === milestone) continue;
    const row = milestoneRow(contractId, place, milestone);
    const previous = left.get(milestone.id);
    if (previous === undefined) newMilestones.push(row);
    else changedMilestones.push(changedMilestoneRow(row, milestoneRow(contractId, known.indexOf(previous), previous)));
    left.delete(milestone.id);
  }
  return { newMilestones, changedMilestones, removedMilestones: [...left.keys()].map((id) => ({ contractId, id })) };
}

/** New payments, and existing ones with only the columns that a decision may change, and a new schedule if given. */
function paymentRows({ before, decision, work }: Change) {
  const known = new Set<PaymentId>(before?.contract.payments.map((payment) => payment.id));
  const schedules = new Map<PaymentId, PaymentSchedule>(work.map((schedule) => [schedule.paymentId, schedule]));
  const newPayments: PaymentRow[] = [];
  const changedPayments: ChangedPaymentRow[] = [];
  for (const payment of decision.payments) {
    const schedule = schedules.get(payment.id);
    const row = paymentRow(decision.contract.id, payment, {
      // The process that commits with a lease makes the first attempt.
      attempts: schedule !== undefined && schedule.leaseUntilMs !== null ? 1 : 0,
      nextAttemptAtMs: schedule?.nextAttemptAtMs ?? null,
      leaseUntilMs: schedule?.leaseUntilMs ?? null,
    });
    if (known.has(payment.id)) changedPayments.push(changedPaymentRow(row, schedule !== undefined));
    else newPayments.push(row);
  }
  return { newPayments, changedPayments };
}

function withoutParties(parties: readonly PartyRow[], others: readonly PartyRow[]): readonly PartyRow[] {
  return parties.filter(
    ({ personId, role }) => !others.some((other) => other.personId === personId && other.role === role),
  );
}

function assertWhole({ before, decision, work }: Change): void {
  const { contract, events, movements, payments } = decision;
  const baseSeq = before?.contract.seq ?? 0;
  assertChange(before === null || before.contract.id === contract.id, 'a change is of one contract');
  assertChange(
    contract.seq === baseSeq + events.length && events.every((event, index) => event.seq === baseSeq + index + 1),
    'events are numbered on from the contract they were decided on',
  );
  assertChange(before !== null || events.length > 0, 'a creation has an event');
  // The guard by `seq` cannot detect a conflict between two changes that leave `seq` unchanged.
  const quiet = contract === before?.contract && movements.length + payments.length === 0;
  assertChange(events.length > 0 || quiet, 'nothing changes without an event');
  const bySeq = new Map(events.map((event) => [event.seq, event.id]));
  assertChange(
    movements.every((movement) => bySeq.get(movement.seq) === movement.eventId),
    'a movement belongs to an event of its own commit',
  );
  const known = new Set(before?.contract.payments.map((payment) => payment.id));
  const scheduled = new Set(work.map((schedule) => schedule.paymentId));
  assertChange(
    payments.every(({ id, status }) => known.has(id) || status !== 'pending' || scheduled.has(id)),
    'a new payment is scheduled, or nobody would ever make it',
  );
  assertChange(
    scheduled.size === work.length && work.every(({ paymentId }) => payments.some(({ id }) => id === paymentId)),
    'work names payments of the decision, each once',
  );
}

function assertChange(holds: boolean, what: string): asserts holds {
  if (!holds) throw new TypeError(`This change cannot be committed: ${what}.`);
}
