import erased from './en/erased.ts';
import events from './en/events.ts';
import evidence from './en/evidence.ts';
import mail from './en/mail.ts';
import notices from './en/notices.ts';

/** English, the reference for the other languages. */
export default { ...erased, ...events, ...notices, ...mail, ...evidence } as const;
