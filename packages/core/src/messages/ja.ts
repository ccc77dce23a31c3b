import erased from './ja/erased.ts';
import events from './ja/events.ts';
import mail from './ja/mail.ts';
import notices from './ja/notices.ts';
import type { Language } from './language.ts';

/** Japanese. */
export default { ...erased, ...events, ...notices, ...mail } satisfies Language;
