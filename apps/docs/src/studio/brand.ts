import type { Theme } from './theme-state.ts';

/** Three colours as `#rrggbb`, from which every colour of a theme except the signal colours is derived. */
export interface Brand {
  /** Buttons and links. */
  readonly main: string;
  /** The background on light screens; it is lightened if needed. */
  readonly background: string;
  /** Text on light screens, and the background on dark ones; it is darkened if needed. */
  readonly text: string;
}

export const firstBrand: Brand = { main: '#2c4bbd', background: '#ffffff', text: '#1c1e24' };

/**
 * The tokens of a brand, for light and dark screens.
 *
 * The elements keep accents legible on surfaces of a relative luminance of at least 0.8 on light screens and at most 0.02
 * on dark ones (docs/theming.md), so background and text are moved into these ranges.
 */
export function brandTheme({ main, background, text }: Brand): Theme {
  const surface = {
    light: until(background, '#ffffff', (l) => l >= 0.82),
    dark: until(text, '#000000', (l) => l <= 0.015),
  };
  const ink = { light: until(text, '#000000', (l) => l <= 0.05), dark: mix('#ffffff', surface.light, 0.4) };
  const pair = (light: string, dark: string) => (light === dark ? light : `light-dark(${light}, ${dark})`);
  return new Map([
    [
      '--workroom-accent',
      pair(
        main,
        until(main, '#ffffff', (l) => l >= 0.35),
      ),
    ],
    ['--workroom-surface', pair(surface.light, surface.dark)],
    ['--workroom-text', pair(ink.light, ink.dark)],
    ['--workroom-muted', pair(mix(ink.light, surface.light, 0.25), mix(ink.dark, surface.dark, 0.25))],
    ['--workroom-border', pair(mix(surface.light, ink.light, 0.14), mix(surface.dark, ink.dark, 0.18))],
  ]);
}

/** Mixes a colour toward another one, in steps of 4 %, until its relative luminance fits. */
function until(from: string, toward: string, fits: (luminance: number) => boolean): string {
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = mix(from, toward, share);
    if (fits(luminanceOf(mixed))) return mixed;
  }
  return toward;
}

function mix(from: string, toward: string, share: number): string {
  const [start, end] = [channelsOf(from), channelsOf(toward)];
  const mixed = start.map((value, index) => Math.round(value + ((end[index] ?? value) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

const channelsOf = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminanceOf(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(hex).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
