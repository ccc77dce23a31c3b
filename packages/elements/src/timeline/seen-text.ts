import type { WireContract, WireEvent } from '@workroom/core/api';
import { type EntryText, eventText } from '@workroom/core/messages';
import { ownSide } from '../foundation/own-side.ts';
import type { EventWords } from './event-words.ts';

/** The text of an event as the reader sees it: their own name is followed by “(you)”. */
export function seenText(
  event: WireEvent,
  contract: WireContract,
  titles: ReadonlyMap<string, string>,
  words: EventWords,
): EntryText | null {
  const own = ownSide(contract);
  const seen = eventText(event, contract, titles, words, (name, side) =>
    side === own ? words.text('timeline.self', { name }) : name,
  );
  // “Dana (you)’s bank” is not English.
  return seen?.text.includes(')’') ? eventText(event, contract, titles, words) : seen;
}
