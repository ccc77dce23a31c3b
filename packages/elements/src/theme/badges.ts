import { css } from 'lit';

/** States in a word or two, and the remaining time of a deadline. */
export const badges = css`
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 0.45em;
    padding: 0.2em 0.7em;
    border: 1px solid transparent;
    border-radius: 99px;
    background: var(--_sunken);
    color: var(--_muted);
    font-size: var(--_size-s);
    font-weight: 550;
    line-height: 1.4;
  }

  .badge::before {
    content: '';
    flex: none;
    inline-size: 0.5em;
    block-size: 0.5em;
    border-radius: 50%;
    background: currentColor;
  }

  .badge.funded,
  .badge.active {
    background: var(--_accent-tint);
    color: var(--_accent-text);
  }

  .badge.submitted,
  .badge.changes_requested,
  .badge.funding,
  .badge.refund_requested,
  .badge.ending,
  .badge.frozen,
  .badge.offered {
    background: var(--_attention-tint);
    color: var(--_attention-text);
  }

  .badge.disputed {
    background: var(--_danger-tint);
    color: var(--_danger-text);
  }

  .badge.paid {
    background: var(--_success-tint);
    color: var(--_success-text);
  }

  .clock {
    position: relative;
    text-decoration: underline dotted;
    text-underline-offset: 0.25em;
    cursor: help;
    border-radius: 3px;
  }

  .tip {
    position: absolute;
    inset-block-end: calc(100% + 6px);
    inset-inline-start: 0;
    z-index: 1;
    inline-size: max-content;
    max-inline-size: min(17 * var(--_rem), 70cqi);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 3);
    border-radius: var(--_control-radius);
    background: var(--_text);
    color: var(--_surface);
    font-size: var(--_size-s);
    font-weight: 400;
    line-height: 1.4;
    white-space: normal;
    visibility: hidden;
    opacity: 0;
    transition: opacity 120ms;
  }

  .clock:hover .tip,
  .clock:focus .tip {
    visibility: visible;
    opacity: 1;
  }

  @media (forced-colors: active) {
    .badge,
    .tip {
      border: 1px solid CanvasText;
    }
  }
`;
