import { unsafeCSS } from 'lit';

// Uses WCAG's relative luminance Y, from the channels of a colour in `srgb-linear`. Scaling all channels scales
// Y, and mixing with white raises it linearly. So any colour can be adjusted to an exact contrast.
const luminance = '(0.2126*r + 0.7152*g + 0.0722*b)';
const eachChannel = (value: (channel: string) => string) => `srgb-linear ${['r', 'g', 'b'].map(value).join(' ')}`;

/** The maximum luminance; hue and saturation are kept. */
const atMost = (limit: number) => eachChannel((c) => `calc(${c}*min(1, ${limit}/max(.0001, ${luminance})))`);

/** The minimum luminance: the colour is mixed with white until it is reached. */
const atLeast = (limit: number) =>
  eachChannel((c) => `calc(${c} + (1 - ${c})*max(0, (${limit} - ${luminance})/max(.0001, 1 - ${luminance})))`);

/** White on dark colours and black on light ones; at this luminance, both have a contrast of 4.58 to 1. */
const legible = eachChannel(() => `clamp(0, (.179 - ${luminance})*99999, 1)`);

/** `light-dark(…)` of a colour, adjusted to a contrast with the background of each scheme. */
const onGround = (colour: string, name: string) =>
  `light-dark(color(from ${colour} var(--_${name}-dark)), color(from ${colour} var(--_${name}-light)))`;

/**
 * The final parts of relative colours, as text: `color(from <colour> var(--_legible))`. With them each semantic colour
 * gets a text colour, a border colour, and a text colour on top of it. The limits allow for backgrounds that are not
 * quite white or black: text 4.5 to 1 and borders 3 to 1 on every tint of a background with Y at least 0.8 or at most
 * 0.02.
 */
export const contrasts = unsafeCSS(
  `:host{--_legible:${legible};--_ink-dark:${atMost(0.11)};--_ink-light:${atLeast(0.38)};--_edge-dark:${atMost(0.2)};--_edge-light:${atLeast(0.24)};${[
    'accent',
    'danger',
    'success',
    'attention',
  ]
    .map((name) => {
      const colour = `var(--_${name})`;
      return `--_${name}-text:${onGround(colour, 'ink')};--_${name}-edge:${onGround(colour, 'edge')};--_on-${name}:color(from ${colour} var(--_legible));`;
    })
    .join('')}}`,
);
