import type { WireContract } from '@workroom/core/api';
import { css, html, nothing } from 'lit';

const hide = ({ target }: Event) => {
  (target as HTMLElement).hidden = true;
};

/**
 * A member's picture, which lies over their monogram: that shows while it loads, and where it cannot be loaded or the page's
 * CSP forbids it. Says nothing itself, since the name stands beside it.
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
