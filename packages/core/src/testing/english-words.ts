import messages from '../messages/en.ts';
import { wordsFor } from '../messages/words.ts';

/** What a reader in English and UTC is told. */
export const english = wordsFor(messages, { locale: 'en-US', timeZone: 'UTC' });
