import { addStyles } from '../foundation/add-styles.ts';
import { LazyPart, OwnPart } from '../foundation/lazy-part.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import type { MessageFiles } from './message-files.ts';

type Part = typeof import('./files-part.ts');

const part = new LazyPart(() => import('./files-part.ts'));

/** The lazily loaded part that sends files with a message. */
export function lazyFiles(room: RoomController): OwnPart<Part, MessageFiles> {
  return new OwnPart(room, part, ['files'], ({ english, fileStyles, MessageFiles }) => {
    addStyles(room.element, fileStyles);
    return new MessageFiles(room, room.words.learn(english));
  });
}
