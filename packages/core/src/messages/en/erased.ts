import { erasedName, erasedText } from '../../events/words.ts';
import type { Messages } from '../message.ts';

/** Replacements for erased text (rule 68), by the text on the wire. */
export default {
  [erasedName]: erasedName,
  [erasedText]: erasedText,
} as const satisfies Messages;
