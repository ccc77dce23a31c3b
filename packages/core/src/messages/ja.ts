import erased from './ja/erased.ts';
import events from './ja/events.ts';
import evidence from './ja/evidence.ts';
import mail from './ja/mail.ts';
import notices from './ja/notices.ts';
import type { Language } from './language.ts';

/** Japanese. */
export default { ...erased, ...events, ...notices, ...mail, ...evidence } satisfies Language;
