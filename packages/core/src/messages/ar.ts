import erased from './ar/erased.ts';
import events from './ar/events.ts';
import evidence from './ar/evidence.ts';
import mail from './ar/mail.ts';
import notices from './ar/notices.ts';
import type { Language } from './language.ts';

/** Arabic. */
export default { ...erased, ...events, ...notices, ...mail, ...evidence } satisfies Language;
