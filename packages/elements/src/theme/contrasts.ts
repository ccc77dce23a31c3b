import { unsafeCSS } from 'lit';

// WCAG's relative luminance Y of a colour, in a relative colour's channels of `srgb-linear`. Scaling all channels scales
// Y, and mixing with white raises it in a straight line: so a colour of any hue is brought to a contrast exactly.
const luminance = '(0.2126*r + 0.7152*g + 0.0722*b)';
const eachChannel = (value: (channel: string) => string) => `srgb-linear ${['r', 'g', 'b'].map(value).join(' ')}`;

/** No lighter than this; hue and saturation stay. */
const atMost = (limit: number) => eachChannel((c) => `calc(${c}*min(1, ${limit}/max(.0001, ${luminance})))`);

/** No darker than this: mixed with white until it is not. */
const atLeast = (limit: number) =>
  eachChannel((c) => `calc(${c} + (1 - ${c})*max(0, (${limit} - ${luminance})/max(.0001, 1 - ${luminance})))`);

/** White on what is dark and black on what is light; at this luminance both have 4.58 to 1. */
const legible = eachChannel(() => `clamp(0, (.179 - ${luminance})*99999, 1)`);

/** `light-dark(…)` of a colour, brought to a contrast with the ground of each scheme. */
const onGround = (colour: string, name: string) =>
  `light-dark(color(from ${colour} var(--_${name}-dark)), color(from ${colour} var(--_${name}-light)))`;

/**
 * Ends of relative colours, as text: `color(from <colour> var(--_legible))`; and with them, of each colour that means
 * something, its text, its edges, and what is written on it. The limits leave room for grounds that are not quite white
 * or black: text 4.5 to 1 and edges 3 to 1 on every tint of a ground of at least Y 0.8 or at most 0.02.
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
