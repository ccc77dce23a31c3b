import { css } from 'lit';

/** Styles of the element itself, without its content. */
export const styles = css`
  :host {
    --_own-accent: var(--workroom-contract-list-accent);
    --_own-surface: var(--workroom-contract-list-surface);
    --_own-text: var(--workroom-contract-list-text);
    --_own-border: var(--workroom-contract-list-border);
    --_own-radius: var(--workroom-contract-list-radius);
    --_padding: var(--workroom-contract-list-padding);
    max-inline-size: var(--workroom-contract-list-max-width, none);
    --_skeleton-height: calc(22 * var(--_rem));
  }

  .list {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 5);
  }

  .list > .skeleton {
    padding: 0;
    border: 0;
  }
`;
