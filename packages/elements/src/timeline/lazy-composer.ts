import type { WireAction } from '@workroom/core/api';
import { html, nothing } from 'lit';
import { LazyPart, OwnPart } from '../foundation/lazy-part.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import type message from '../locales/en/message.ts';

const part = new LazyPart(() => import('./composer.ts'));

export type LazyComposer = ReturnType<typeof lazyComposer>;

/** Where one writes, for an element that is read first. Its element loads it while session and contract are on their way. */
export function lazyComposer(room: RoomController<typeof message>) {
  return new OwnPart(room, part, [], ({ Composer }) => new Composer(room));
}

/** In its place until it is there, at about its height; nothing where this person may not write. */
export function composerSpace(action: WireAction | undefined): unknown {
  return action?.enabled ? html`<div class="composer"></div>` : nothing;
}
