import type { Localize } from '../foundation/localize.ts';
import list from '../locales/en/list.ts';
import operations from '../locales/en/operations.ts';
import { roomStrings } from '../milestone-workroom/room.ts';

/** The element's texts at the start; dialogs and timeline have their own. */
export const operationsStrings = { ...list, ...operations, ...roomStrings } as const;

export type OperationsWords = Localize<typeof operationsStrings>;
