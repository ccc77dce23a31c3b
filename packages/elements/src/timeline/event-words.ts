import type { Localize } from '../foundation/localize.ts';
import conversation from '../locales/en/conversation.ts';
import timeline from '../locales/en/timeline.ts';

export const english = { ...timeline, ...conversation } as const;

/** The context of the entries' texts. */
export type EventWords = Localize<typeof english>;
