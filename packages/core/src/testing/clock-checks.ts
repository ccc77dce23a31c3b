import type { Command } from '../command.ts';
import type { Contract } from '../contract.ts';
import { DAY_MS, HOUR_MS, type Instant, latest } from '../instant.ts';
import { check } from './checks.ts';

// Rule 45: a frozen contract's clocks neither run nor jump.

/** The remaining time of each clock at this moment, by its name. */
function clocksOf(
  { milestones, refundRequest, dispute, payments, payouts }: Contract,
  now: Instant,
): Map<string, number> {
  const left = new Map<string, number>();
  const add = (name: string, at: Instant | null, leftMs: number | undefined) => {
    const found = at === null ? leftMs : at - now;
    if (found !== undefined) left.set(name, found);
  };
  for (const each of milestones) {
    if (each.state === 'submitted') add(`review ${each.id}`, each.review.endsAt, each.review.leftMs);
    // A review that was stopped by a refund request or a chargeback continues with its remaining time.
    if ((each.state === 'refund_requested' || each.state === 'charged_back') && each.resume.state === 'submitted')
      add(`review ${each.id}`, null, each.resume.leftMs);
  }
  if (refundRequest !== null) add(`refund_response ${refundRequest.id}`, refundRequest.answerBy, refundRequest.leftMs);
  if (dispute !== null) add(`dispute ${dispute.id}`, dispute.decideBy, dispute.leftMs);
  for (const { id, status, actionBy, leftMs } of payments) {
    if (status === 'requires_action') add(`action ${id}`, actionBy, leftMs);
  }
  for (const { id, dueAt, leftMs, parts } of payouts) {
    const waits = payments.some(
      ({ id: paymentId, status }) => status === 'waiting' && parts.some(({ payment }) => payment === paymentId),
    );
    if (waits) add(`payout ${id}`, dueAt, leftMs);
  }
  return left;
}

/** @param before with its deadlines applied as of `at` */
export function checkClocks(before: Contract, after: Contract, command: Command, at: Instant): void {
  // A contract's time never runs backwards.
  const now = latest(at, before.updatedAt);
  const [wasFrozen, isFrozen] = [before.freezes.length > 0, after.freezes.length > 0];
  if (!wasFrozen && !isFrozen) return;
  const was = clocksOf(before, now);
  for (const [name, left] of clocksOf(after, now)) {
    const added =
      command.type === 'operator_extend' && name.startsWith(`${command.deadline} `) ? command.days * DAY_MS : 0;
    // A payout that was sent and is requested again has had its security period.
    const isOver = before.payouts.some(({ id }) => name === `payout ${id}`);
    const whole = {
      action: after.policy.actionHours * HOUR_MS,
      payout: isOver ? 0 : (after.policy.securityDays ?? 0) * DAY_MS,
    };
    const full = Object.entries(whole).find(([kind]) => name.startsWith(`${kind} `))?.[1];
    const expected = was.get(name) ?? full;
    check(expected !== undefined, `${name} begins in a freeze`);
    check(
      left === expected + added,
      `${name} has ${left} ms left at the end of ${command.type}, and had ${expected + added}`,
    );
  }
}
