import type { Command } from './command.ts';
import type { Party, Person } from './contract.ts';
import type { ApprovalId, MilestoneId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Amount } from './money.ts';
import type { CommandName } from './process.ts';

/**
 * Commands that can need approval by a side (rule 63). Offers are exempt, because an approver would see a sealed
 * amount.
 */
export const approvableCommands = [
  'accept_offer',
  'add_milestones',
  'edit_milestone',
  'remove_milestone',
  'propose',
  'accept_proposal',
  'fund',
  'release',
  'give_bonus',
  'request_refund',
  'agree_to_refund',
  'volunteer_refund',
  'return_funds',
  'end',
] as const satisfies readonly CommandName[];
export type ApprovableCommand = (typeof approvableCommands)[number];

/** Commands that need a second operator above the policy's amount (rule 47). */
export const operatorApprovableCommands = [
  'operator_release',
  'operator_refund',
  'operator_end',
  'decide_dispute',
  'return_funds',
  'bear_return',
] as const satisfies readonly CommandName[];
export type OperatorApprovableCommand = (typeof operatorApprovableCommands)[number];

/** Commands whose rule can have an amount. */
export const commandsWithAmount = [
  'fund',
  'release',
  'give_bonus',
  'request_refund',
  'agree_to_refund',
  'volunteer_refund',
  'return_funds',
  'end',
] as const satisfies readonly ApprovableCommand[];

/** A command of a side that needs several of its members (rule 63). */
export interface ApprovalRule {
  readonly command: ApprovableCommand;
  /** The rule applies only to amounts above this one, in minor units of the contract's currency. */
  readonly above?: number;
  /** The number of members who must agree, including the one who asks. */
  readonly of: number;
}

export type ApprovalRules = Readonly<Record<Party, readonly ApprovalRule[]>>;

/** The side that gives the command and approves it. */
export type ApprovalSide = Party | 'operator';

/** A command that waits until enough people of its side approve it. */
export interface ApprovalRequest {
  readonly id: ApprovalId;
  readonly side: ApprovalSide;
  readonly name: CommandName;
  readonly milestoneId: MilestoneId | null;
  /** The amount that it moved when it was requested; `null` for a command that moves none. */
  readonly amount: Amount | null;
  /** The whole command; `null` once the request is closed, or if this version can no longer read it. */
  readonly command: Command | null;
  readonly askedBy: Person;
  readonly askedAt: Instant;
  /** Including the one who asked. */
  readonly approvedBy: readonly Person[];
  /** The number of members who must approve, including the one who asked. */
  readonly needed: number;
  /** `null` if it never expires, and while the contract is frozen: `leftMs` is the remaining time then. */
  readonly expiresAt: Instant | null;
  readonly leftMs?: number;
  readonly state: 'open' | 'done' | 'rejected' | 'withdrawn' | 'expired' | 'void';
  readonly rejectedBy: Person | null;
  /** Why it was rejected. */
  readonly reason: string | null;
}
