import { erasedName, erasedText } from '../../events/words.ts';
import type { Messages } from '../message.ts';

/** In place of what was erased (rule 68), by what the wire has there. */
export default {
  [erasedName]: erasedName,
  [erasedText]: erasedText,
} as const satisfies Messages;
