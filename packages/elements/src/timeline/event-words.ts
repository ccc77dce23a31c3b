import type { Localize } from '../foundation/localize.ts';
import type english from '../locales/en/timeline.ts';

/** The words that entries are told with. */
export type EventWords = Localize<typeof english>;
