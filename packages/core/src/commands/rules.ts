import type { CommandOf, Situation } from '../command.ts';
import type { Milestone } from '../contract.ts';
import type { Draft } from '../draft.ts';
import type { CommandName } from '../process.ts';
import type { Refusal } from '../refusal.ts';

/** One command's own rules. The process table was already asked when these run. */
export interface CommandRules<Name extends CommandName> {
  /** Whether the command makes any sense on this milestone; `actionsFor` leaves it out where it does not. */
  readonly concerns?: (milestone: Milestone) => boolean;
  readonly closed?: (situation: Situation) => Refusal | undefined;
  /** Writes into the draft, or refuses; a refused draft is thrown away whole. */
  readonly run: (draft: Draft, command: CommandOf<Name>) => Refusal | undefined;
}
