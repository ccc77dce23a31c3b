import messages from '../messages/en.ts';
import { wordsFor } from '../messages/words.ts';

/** Texts for a reader in English and UTC. */
export const english = wordsFor(messages, { locale: 'en-US', timeZone: 'UTC' });
