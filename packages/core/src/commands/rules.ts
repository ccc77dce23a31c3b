import type { CommandOf } from '../command.ts';
import type { Draft } from '../draft.ts';
import type { CommandName } from '../process.ts';
import type { Refusal } from '../refusal.ts';

/** The effect of one command. The process table was already checked, so this checks only the values. */
export interface CommandRules<Name extends CommandName> {
  /** Changes the draft, or returns a refusal, after which the draft is discarded. */
  readonly run: (draft: Draft, command: CommandOf<Name>) => Refusal | undefined;
}
