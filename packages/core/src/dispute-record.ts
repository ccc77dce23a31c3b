import type { FileReference, Party, Person } from './contract.ts';
import type { DisputeId, MilestoneId, RefundRequestId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Amount } from './money.ts';

/**
 * The client requests held money back: of one milestone, of the carried funds, or of both if the contract should end.
 */
export interface RefundRequest {
  readonly id: RefundRequestId;
  readonly milestoneId: MilestoneId | null;
  readonly fromMilestone: Amount;
  readonly fromCarried: Amount;
  readonly reason: string;
  readonly thenEnd: boolean;
  /** Whether this request made the contract `ending`, so that withdrawing it makes the contract active again. */
  readonly beganEnding: boolean;
  readonly requestedBy: Person;
  readonly requestedAt: Instant;
  readonly answerBy: Instant | null;
  readonly leftMs?: number;
}

/** Held money is frozen until a split is agreed or decided. A split adds up to `fromMilestone + fromCarried`. */
export interface Dispute {
  readonly id: DisputeId;
  readonly milestoneId: MilestoneId | null;
  readonly fromMilestone: Amount;
  readonly fromCarried: Amount;
  readonly thenEnd: boolean;
  readonly openedBy: Person;
  readonly openedAt: Instant;
  readonly decideBy: Instant | null;
  readonly leftMs?: number;
  readonly statements: readonly Statement[];
  /** Each side's newest open offer. */
  readonly offers: Readonly<Record<Party, Offer | null>>;
  readonly sealed: SealedRound;
}

/** A split that one side offers: the freelancer's share of the amount in dispute. */
export interface Offer {
  readonly toFreelancer: Amount;
  readonly at: Instant;
}

/** Rule 34: the sealed offers of the round: the client's maximum and the freelancer's minimum. */
export interface SealedRound {
  /** From 1 to `sealedRounds`. */
  readonly round: number;
  readonly most: Amount | null;
  readonly least: Amount | null;
}

/** The number of rounds is limited, so that neither side can find the other's limit by trying. */
export const sealedRounds = 3;

export interface Statement {
  readonly by: Person;
  readonly message: string;
  readonly files: readonly FileReference[];
  readonly at: Instant;
}
