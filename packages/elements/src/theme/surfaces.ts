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
    .bone {
      background: GrayText;
    }
  }
`;
