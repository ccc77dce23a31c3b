import type { WireAction } from '@workroom/core/api';
import { html, nothing } from 'lit';
import { LazyPart, OwnPart } from '../foundation/lazy-part.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import type message from '../locales/en/message.ts';

const part = new LazyPart(() => import('./composer.ts'));

export type LazyComposer = ReturnType<typeof lazyComposer>;

/**
 * The message field, for an element that is read first. The element loads it while the session and the contract load.
 */
export function lazyComposer(room: RoomController<typeof message>) {
  return new OwnPart(room, part, [], ({ Composer }) => new Composer(room));
}

/** A placeholder of about the same height; nothing if this person cannot write. */
export function composerSpace(action: WireAction | undefined): unknown {
  return action?.enabled ? html`<div class="composer"></div>` : nothing;
}
