import type { Localize } from '../foundation/localize.ts';
import conversation from '../locales/en/conversation.ts';
import timeline from '../locales/en/timeline.ts';

export const english = { ...timeline, ...conversation } as const;

/** The words that entries are told with. */
export type EventWords = Localize<typeof english>;
