import type { Language } from './language.ts';
import erased from './pt-BR/erased.ts';
import events from './pt-BR/events.ts';
import evidence from './pt-BR/evidence.ts';
import mail from './pt-BR/mail.ts';
import notices from './pt-BR/notices.ts';

/** Brazilian Portuguese. */
export default { ...erased, ...events, ...notices, ...mail, ...evidence } satisfies Language;
