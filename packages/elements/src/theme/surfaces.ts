import { css } from 'lit';

export const surfaces = css`
  .card {
    padding: var(--_padding, calc(var(--_space) * 5));
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
  }

  @container (min-inline-size: 560px) {
    .card {
      padding: var(--_padding, calc(var(--_space) * 7));
    }
  }

  .sunken {
    padding: calc(var(--_space) * 4);
    border-radius: var(--_control-radius);
    background: var(--_sunken);
  }

  .divider {
    block-size: 0;
    margin: 0;
    border: 0;
    border-block-start: 1px solid var(--_border);
  }

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

  .callout {
    --_tone: var(--_accent);
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 1);
    padding: calc(var(--_space) * 3.5) calc(var(--_space) * 4);
    border: 1px solid color-mix(in oklab, var(--_tone) 22%, var(--_surface));
    border-radius: var(--_control-radius);
    background: var(--_accent-tint);
    color: var(--_text);
  }

  .callout .actions {
    margin-block-start: calc(var(--_space) * 2);
  }

  .callout-title {
    font-weight: 600;
  }

  .callout.danger {
    --_tone: var(--_danger);
    background: var(--_danger-tint);
  }

  .callout.danger .callout-title {
    color: var(--_danger-text);
  }

  .callout.success {
    --_tone: var(--_success);
    background: var(--_success-tint);
  }

  .callout.success .callout-title {
    color: var(--_success-text);
  }

  .callout.attention {
    --_tone: var(--_attention);
    background: var(--_attention-tint);
  }

  .callout.attention .callout-title {
    color: var(--_attention-text);
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

  .skeleton {
    display: flex;
    flex-direction: column;
    gap: calc(var(--_space) * 4);
    min-block-size: var(--_skeleton-height, calc(18 * var(--_rem)));
    padding: calc(var(--_space) * 6);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  .bone {
    block-size: 1em;
    inline-size: 45%;
    border-radius: 6px;
    background: var(--_hover);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }

  .bone.wide {
    inline-size: 70%;
    block-size: 1.5em;
  }

  .bone.short {
    inline-size: 30%;
    block-size: 2.5em;
  }

  .bone.block {
    flex: 1;
    inline-size: 100%;
    min-block-size: calc(5 * var(--_rem));
  }

  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }

  @media (forced-colors: active) {
    .badge,
    .tip {
      border: 1px solid CanvasText;
    }

    .bone {
      background: GrayText;
    }
  }
`;
