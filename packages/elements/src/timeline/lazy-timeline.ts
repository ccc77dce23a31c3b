import { addStyles } from '../foundation/add-styles.ts';
import { LazyPart, OwnPart } from '../foundation/lazy-part.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import type { Conversation } from './conversation.ts';
import type { EventWords } from './event-words.ts';

type Part = typeof import('./timeline-part.ts');

/** The renderer of entries, with its texts. */
export interface TimelineViews extends Pick<Part, 'decisionsAskedIn'> {
  readonly words: EventWords;
  readonly conversation: Conversation;
}

const part = new LazyPart(() => import('./timeline-part.ts'));

/** The entries' texts and views, for an element that renders more important content first. */
export function lazyTimeline(room: RoomController): OwnPart<Part, TimelineViews> {
  return new OwnPart(room, part, ['timeline', 'conversation'], ({ english, eventStyles, Conversation, ...views }) => {
    addStyles(room.element, eventStyles);
    const words = room.words.learn(english);
    return { ...views, words, conversation: new Conversation(room, words) };
  });
}
