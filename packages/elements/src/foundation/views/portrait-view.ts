import { withoutDirectionControls } from '@workroom/core';
import type { WireContract } from '@workroom/core/api';
import { html, nothing } from 'lit';

/**
 * A person's picture over their monogram. The monogram stays while the picture loads, and where it cannot be loaded or the
 * page's CSP forbids it. Both stand beside a name that is written out, and so say nothing themselves.
 */
export function portraitView(name: string, avatarUrl: string | null): unknown {
  const picture = ({ currentTarget }: Event) => currentTarget as HTMLImageElement;
  return html`${monogram(name)}${
    avatarUrl === null
      ? nothing
      : html`<img class="portrait" part="portrait" alt="" referrerpolicy="no-referrer" decoding="async" hidden src=${avatarUrl}
          @load=${(event: Event) => picture(event).toggleAttribute('hidden', false)}
          @error=${(event: Event) => picture(event).toggleAttribute('hidden', true)} />`
  }`;
}

/** A member's picture, as the contract has it now. */
export function avatarOf({ members }: Pick<WireContract, 'members'>, personId: string): string | null {
  return [...members.client, ...members.freelancer].find(({ id }) => id === personId)?.avatarUrl ?? null;
}

/** The first letters of a person's first and last name: `Dana Whitfield` is `DW`. */
function monogram(name: string): string {
  const words = withoutDirectionControls(name).trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toLocaleUpperCase();
}
