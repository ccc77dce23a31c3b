import { css } from 'lit';

/**
 * The core tokens, and the values derived from them. Designers set `--workroom-*`; everything that starts with
 * `--_` is private. Light and dark follow the host's `color-scheme`.
 */
export const tokens = css`
  :host {
    --_accent: var(--_own-accent, var(--workroom-accent, light-dark(#2c4bbd, #a9bbff)));
    --_on-accent: var(--workroom-on-accent, color(from var(--_accent) var(--_legible)));
    --_surface: var(--_own-surface, var(--workroom-surface, light-dark(#ffffff, #18191d)));
    --_text: var(--_own-text, var(--workroom-text, light-dark(#1c1e24, #ecedf1)));
    --_muted: var(--workroom-muted, light-dark(#5a5f6b, #a7abb6));
    --_border: var(--_own-border, var(--workroom-border, light-dark(#dfe1e6, #35373f)));
    --_danger: var(--workroom-danger, light-dark(#ad2a22, #ff9d93));
    --_success: var(--workroom-success, light-dark(#15643c, #74d3a0));
    --_attention: var(--workroom-attention, light-dark(#7d4c00, #f0bf70));

    --_accent-hover: color-mix(in oklab, var(--_accent) 86%, color(from var(--_on-accent) var(--_legible)));
    --_accent-tint: color-mix(in oklab, oklch(from var(--_accent) 0.72 calc(c + 0.04) h) 13%, var(--_surface));
    --_danger-tint: color-mix(in oklab, oklch(from var(--_danger) 0.72 calc(c + 0.04) h) 13%, var(--_surface));
    --_success-tint: color-mix(in oklab, oklch(from var(--_success) 0.76 calc(c + 0.06) h) 15%, var(--_surface));
    --_attention-tint: color-mix(in oklab, oklch(from var(--_attention) 0.8 calc(c + 0.06) h) 17%, var(--_surface));
    --_sunken: color-mix(in oklab, var(--_text) 4%, var(--_surface));
    --_hover: color-mix(in oklab, var(--_text) 7%, var(--_surface));
    --_raised: light-dark(var(--_surface), color-mix(in oklab, var(--_text) 4%, var(--_surface)));
    --_control-border: color-mix(in oklab, var(--_text) 52%, var(--_surface));
    --_shadow: var(--workroom-shadow, 0 1px 2px light-dark(#1018280a, #0000), 0 12px 40px light-dark(#10182824, #000000a0));

    --_size-m: var(--workroom-font-size, max(0.9375rem, 15px));
    /* 16px by default. All sizes are multiples of it, because a page may have changed its root font size. */
    --_rem: calc(var(--_size-m) * 16 / 15);
    --_size-s: calc(0.8125 * var(--_rem));
    --_size-l: calc(1.125 * var(--_rem));
    --_size-xl: calc(1.5 * var(--_rem));

    --_space: var(--workroom-space, calc(0.25 * var(--_rem)));
    --_radius: var(--_own-radius, var(--workroom-radius, 12px));
    --_control-radius: calc(var(--_radius) * 0.667);
    --_control-height: var(--workroom-control-height, calc(2.625 * var(--_rem)));

    display: block;
    color: var(--_text);
    font-family: var(--workroom-font, inherit);
    font-size: var(--_size-m);
    font-style: normal;
    font-variant: normal;
    font-weight: 400;
    line-height: 1.5;
    text-align: start;
    letter-spacing: normal;
    text-transform: none;
    white-space: normal;
    -webkit-font-smoothing: antialiased;
  }

  :host([hidden]) {
    display: none;
  }

  :host([density='compact']) {
    --_size-m: calc(var(--workroom-font-size, max(0.9375rem, 15px)) * 14 / 15);
    --_rem: calc(var(--_size-m) * 16 / 14);
    --_size-xl: calc(1.25 * var(--_rem));
    --_space: calc(var(--workroom-space, 0.25 * var(--_rem)) * 0.75);
    --_control-height: max(calc(var(--workroom-control-height, calc(2.625 * var(--_rem))) * 0.8), calc(1.75 * var(--_rem)));
  }

  /* Touch needs larger targets than a pointer. */
  @media (pointer: coarse) {
    :host,
    :host([density='compact']) {
      --_control-height: max(var(--workroom-control-height, calc(2.625 * var(--_rem))), 44px);
    }
  }
`;
