import { css } from 'lit';

/**
 * The core tokens, and what derives from them. Designers set `--workroom-*`; everything that starts with
 * `--_` is private. Light and dark follow the host's `color-scheme`.
 */
export const tokens = css`
  :host {
    --_accent: var(--workroom-accent, light-dark(#2c4bbd, #a9bbff));
    --_on-accent: var(--workroom-on-accent, light-dark(#ffffff, #11193b));
    --_surface: var(--workroom-surface, light-dark(#ffffff, #18191d));
    --_text: var(--workroom-text, light-dark(#1c1e24, #ecedf1));
    --_muted: var(--workroom-muted, light-dark(#5a5f6b, #a7abb6));
    --_border: var(--workroom-border, light-dark(#dfe1e6, #35373f));
    --_danger: var(--workroom-danger, light-dark(#ad2a22, #ff9d93));
    --_success: var(--workroom-success, light-dark(#15643c, #74d3a0));
    --_attention: light-dark(#7d4c00, #f0bf70);

    --_accent-hover: color-mix(in oklab, var(--_accent) 86%, var(--_text));
    --_accent-text: color-mix(in oklab, var(--_accent) 84%, var(--_text));
    --_accent-tint: color-mix(in oklab, oklch(from var(--_accent) 0.72 calc(c + 0.04) h) 13%, var(--_surface));
    --_danger-text: color-mix(in oklab, var(--_danger) 88%, var(--_text));
    --_danger-tint: color-mix(in oklab, oklch(from var(--_danger) 0.72 calc(c + 0.04) h) 13%, var(--_surface));
    --_success-text: color-mix(in oklab, var(--_success) 88%, var(--_text));
    --_success-tint: color-mix(in oklab, oklch(from var(--_success) 0.76 calc(c + 0.06) h) 15%, var(--_surface));
    --_attention-text: color-mix(in oklab, var(--_attention) 90%, var(--_text));
    --_attention-tint: color-mix(in oklab, oklch(from var(--_attention) 0.8 calc(c + 0.06) h) 17%, var(--_surface));
    --_sunken: color-mix(in oklab, var(--_text) 4%, var(--_surface));
    --_hover: color-mix(in oklab, var(--_text) 7%, var(--_surface));
    --_raised: light-dark(var(--_surface), color-mix(in oklab, var(--_text) 4%, var(--_surface)));
    --_control-border: color-mix(in oklab, var(--_text) 52%, var(--_surface));
    --_shadow: 0 1px 2px light-dark(#1018280a, #0000), 0 12px 40px light-dark(#10182824, #000000a0);

    --_font: var(
      --workroom-font,
      ui-sans-serif,
      system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      Arial,
      sans-serif
    );
    --_size-s: 0.8125rem;
    --_size-m: 0.9375rem;
    --_size-l: 1.125rem;
    --_size-xl: 1.5rem;

    --_space: var(--workroom-space, 0.25rem);
    --_radius: var(--workroom-radius, 12px);
    --_control-radius: calc(var(--_radius) * 0.667);
    --_control-height: var(--workroom-control-height, 2.625rem);

    display: block;
    color: var(--_text);
    font: 400 var(--_size-m) / 1.5 var(--_font);
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
    --_space: calc(var(--workroom-space, 0.25rem) * 0.75);
    --_control-height: max(calc(var(--workroom-control-height, 2.625rem) * 0.8), 1.75rem);
    --_size-m: 0.875rem;
    --_size-xl: 1.25rem;
  }
`;

/** Text on ground, as the elements pair them; a test holds each pair to its contrast in light and dark. */
export const textPairs = [
  ['--_text', '--_surface'],
  ['--_text', '--_sunken'],
  ['--_text', '--_hover'],
  ['--_text', '--_raised'],
  ['--_text', '--_accent-tint'],
  ['--_text', '--_danger-tint'],
  ['--_text', '--_success-tint'],
  ['--_text', '--_attention-tint'],
  ['--_muted', '--_surface'],
  ['--_muted', '--_sunken'],
  ['--_muted', '--_hover'],
  ['--_muted', '--_raised'],
  ['--_muted', '--_accent-tint'],
  ['--_muted', '--_danger-tint'],
  ['--_muted', '--_success-tint'],
  ['--_muted', '--_attention-tint'],
  ['--_on-accent', '--_accent'],
  ['--_on-accent', '--_accent-hover'],
  ['--_accent-text', '--_surface'],
  ['--_accent-text', '--_raised'],
  ['--_accent-text', '--_sunken'],
  ['--_accent-text', '--_accent-tint'],
  ['--_danger-text', '--_surface'],
  ['--_danger-text', '--_danger-tint'],
  ['--_success-text', '--_surface'],
  ['--_success-text', '--_success-tint'],
  ['--_attention-text', '--_surface'],
  ['--_attention-text', '--_attention-tint'],
] as const;

/** Edges of controls on ground: 3 to 1. */
export const controlPairs = [
  ['--_control-border', '--_surface'],
  ['--_control-border', '--_sunken'],
  ['--_control-border', '--_raised'],
  ['--_accent', '--_surface'],
  ['--_accent', '--_sunken'],
  ['--_accent', '--_accent-tint'],
] as const;
