import erased from './es/erased.ts';
import events from './es/events.ts';
import evidence from './es/evidence.ts';
import mail from './es/mail.ts';
import notices from './es/notices.ts';
import type { Language } from './language.ts';

/** Spanish. */
export default { ...erased, ...events, ...notices, ...mail, ...evidence } satisfies Language;
