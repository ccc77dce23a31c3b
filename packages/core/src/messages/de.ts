import erased from './de/erased.ts';
import events from './de/events.ts';
import evidence from './de/evidence.ts';
import mail from './de/mail.ts';
import notices from './de/notices.ts';
import type { Language } from './language.ts';

/** German. */
export default { ...erased, ...events, ...notices, ...mail, ...evidence } satisfies Language;
