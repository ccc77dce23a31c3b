import erased from './fr/erased.ts';
import events from './fr/events.ts';
import evidence from './fr/evidence.ts';
import mail from './fr/mail.ts';
import notices from './fr/notices.ts';
import type { Language } from './language.ts';

/** French. */
export default { ...erased, ...events, ...notices, ...mail, ...evidence } satisfies Language;
