import { isOpenRequest } from './approvals.ts';
import { takesEvidence } from './chargeback.ts';
import type { Contract } from './contract.ts';
import { atProvider, holdWarningAt } from './holds.ts';
import type { Instant } from './instant.ts';

/**
 * Why a contract needs the marketplace's staff (rule 48). `broken`: its deadlines cannot be applied; that is no state of the
 * contract, so the server adds it.
 */
export const attentionReasons = [
  'disputed',
  'chargeback',
  'frozen',
  'payment_parked',
  'approval_waiting',
  'hold_ending',
  'provider_difference',
  'broken',
] as const;
export type AttentionReason = (typeof attentionReasons)[number];

export interface Attention {
  readonly reason: AttentionReason;
  readonly since: Instant;
}

/** Why the contract needs the marketplace's staff, each reason once, with since when. */
export function attentionOf(contract: Contract): readonly Attention[] {
  const { dispute, freezes, payments, sources, approvals, policy, chargebacks, differences } = contract;
  const found: readonly (readonly [AttentionReason, readonly Instant[]])[] = [
    ['disputed', dispute === null ? [] : [dispute.openedAt]],
    ['chargeback', chargebacks.filter(takesEvidence).map(({ openedAt }) => openedAt)],
    ['frozen', freezes.map(({ at }) => at)],
    [
      'payment_parked',
      // A failure from before this was kept has no time of its own.
      payments.filter(({ status }) => status === 'parked').map(({ failure, createdAt }) => failure?.at ?? createdAt),
    ],
    [
      'approval_waiting',
      // What a side asks its own members for is theirs to answer.
      approvals.filter((each) => each.side === 'operator' && isOpenRequest(each)).map(({ askedAt }) => askedAt),
    ],
    ['provider_difference', differences.filter(({ acknowledgedAt }) => acknowledgedAt === null).map(({ at }) => at)],
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
