import type { CommandOf } from '../command.ts';
import type { Draft } from '../draft.ts';
import type { CommandName } from '../process.ts';
import type { Refusal } from '../refusal.ts';

/** What one command does. Its row of the process table was checked before, so this checks only the values. */
export interface CommandRules<Name extends CommandName> {
  /** Writes into the draft, or refuses; a refused draft is thrown away whole. */
  readonly run: (draft: Draft, command: CommandOf<Name>) => Refusal | undefined;
}
