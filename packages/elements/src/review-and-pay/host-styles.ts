import { css } from 'lit';

/** The element itself; apart from its decision, which stands in the room too. */
export const hostStyles = css`
  :host {
    --_own-accent: var(--workroom-review-and-pay-accent);
    --_own-surface: var(--workroom-review-and-pay-surface);
    --_own-text: var(--workroom-review-and-pay-text);
    --_own-border: var(--workroom-review-and-pay-border);
    --_own-radius: var(--workroom-review-and-pay-radius);
    --_padding: var(--workroom-review-and-pay-padding);
    --_skeleton-height: calc(30 * var(--_rem));
    max-inline-size: var(--workroom-review-and-pay-max-width, calc(44 * var(--_rem)));
  }

  :host([dialog]) {
    max-inline-size: none;
  }
`;
