import type { WireContract } from '@workroom/core/api';
import { css, html, nothing } from 'lit';

const hide = ({ target }: Event) => {
  (target as HTMLElement).hidden = true;
};

/**
 * A member's picture above their monogram, which is visible while the picture loads, or if it cannot be loaded because
 * of the page's CSP or otherwise. It has no accessible name, because the name is next to it.
 */
export function portraitView({ members }: Pick<WireContract, 'members'>, personId: string): unknown {
  const url = Object.values(members)
    .flat()
    .find(({ id }) => id === personId)?.avatarUrl;
  return url
    ? html`<img class="portrait" part="portrait" alt="" referrerpolicy="no-referrer" src=${url} @error=${hide} />`
    : nothing;
}

export const portraitStyles = css`
  .portrait {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    border-radius: 50%;
    object-fit: cover;
  }
`;
