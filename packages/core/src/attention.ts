import { isOpenRequest } from './approvals.ts';
import { isOpenDifference, takesEvidence } from './chargeback.ts';
import type { Contract } from './contract.ts';
import { atProvider, holdWarningAt } from './holds.ts';
import { DAY_MS, type Instant, later } from './instant.ts';

/**
 * Why a contract needs the marketplace's staff (rule 48). `broken` means that its deadlines cannot be applied. That is
 * not a state of the contract, so the server adds it.
 */
export const attentionReasons = [
  'disputed',
  'chargeback',
  'frozen',
  'payment_parked',
  'refund_waiting',
  'approval_waiting',
  'hold_ending',
  'provider_difference',
  'fraud_warning',
  'broken',
] as const;
export type AttentionReason = (typeof attentionReasons)[number];

export interface Attention {
  readonly reason: AttentionReason;
  /** May be in the future: see `needsStaffBy`. */
  readonly since: Instant;
}

/** How long a refund may wait for the marketplace's balance before staff are told. */
const refundWaitMs = DAY_MS;

/** Whether it needs staff by now: a refund that waits does only after a day. */
export function needsStaffBy({ since }: Attention, now: Instant): boolean {
  return since <= now;
}

/** The reasons why the contract needs the marketplace's staff, each once, with its start. */
export function attentionOf(contract: Contract): readonly Attention[] {
  const { dispute, freezes, payments, sources, approvals, policy, chargebacks, differences } = contract;
  const open = differences.filter((each) => isOpenDifference(contract, each));
  const found: readonly (readonly [AttentionReason, readonly Instant[]])[] = [
    ['disputed', dispute === null ? [] : [dispute.openedAt]],
    ['chargeback', chargebacks.filter(takesEvidence).map(({ openedAt }) => openedAt)],
    ['frozen', freezes.map(({ at }) => at)],
    [
      'payment_parked',
      // Failures of older versions have no time.
      payments.filter(({ status }) => status === 'parked').map(({ failure, createdAt }) => failure?.at ?? createdAt),
    ],
    [
      'refund_waiting',
      payments.flatMap(({ kind, status, pendingReason }) =>
        kind === 'refund' && status === 'pending' && pendingReason?.code === 'insufficient_funds'
          ? [later(pendingReason.since, refundWaitMs)]
          : [],
      ),
    ],
    [
      'approval_waiting',
      // Members of a side answer their own requests.
      approvals.filter((each) => each.side === 'operator' && isOpenRequest(each)).map(({ askedAt }) => askedAt),
    ],
    ['provider_difference', open.filter(({ kind }) => kind !== 'fraud_warning').map(({ at }) => at)],
    ['fraud_warning', open.filter(({ kind }) => kind === 'fraud_warning').map(({ at }) => at)],
    [
      'hold_ending',
      sources
        .filter((source) => source.warned && atProvider(source) > 0)
        .map((source) => holdWarningAt(source, policy) ?? source.since),
    ],
  ];
  return found.flatMap(([reason, times]) => {
    const [since] = times.toSorted((a, b) => a - b);
    return since === undefined ? [] : [{ reason, since }];
  });
}
