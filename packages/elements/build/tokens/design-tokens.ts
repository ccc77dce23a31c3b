import { sharedTokens } from '../manifest/shared-names.ts';

// Design Tokens Format Module 2025.10 (designtokens.org): colours by space and components, a value for each scheme.

interface Token {
  readonly $value: unknown;
  readonly $description: string;
  readonly $extensions: { readonly 'dev.workroom': { readonly property: string } };
}
export interface TokenGroup {
  readonly $type: string;
  readonly [name: string]: Token | string;
}
export interface DesignTokens {
  readonly $description: string;
  readonly light: TokenGroup;
  readonly dark: TokenGroup;
  readonly size: TokenGroup;
  /** For the presets; by default the elements use the page's font. */
  readonly font?: TokenGroup;
}

/** They follow the page or derive from other values, so a design tool cannot use them. */
export const withoutValue: ReadonlySet<string> = new Set([
  '--workroom-on-accent',
  '--workroom-heading-font',
  '--workroom-shadow',
  '--workroom-scrim',
]);

/** The core tokens of a style sheet that defines them as `var(--workroom-name, value)` or `--workroom-name: value;`. */
export function designTokens(css: string, description: string): DesignTokens {
  const light: Record<string, Token> = {};
  const dark: Record<string, Token> = {};
  const size: Record<string, Token> = {};
  const font: Record<string, Token> = {};
  for (const property of Object.keys(sharedTokens)) {
    const value = valueIn(css, property);
    // A derived token has no value of its own.
    if (value === null || value.startsWith('color(') || withoutValue.has(property)) continue;
    const name = property.replace('--workroom-', '');
    const token = ($value: unknown): Token => ({
      $value,
      $description: sharedTokens[property] ?? '',
      $extensions: { 'dev.workroom': { property } },
    });
    const schemes = /^light-dark\(\s*(#\w+),\s*(#\w+)\s*\)$/.exec(value);
    const length = /^(?:max\()?([\d.]+)(px|rem)\b/.exec(inRem(value));
    if (schemes !== null) {
      light[name] = token(colour(schemes[1] ?? ''));
      dark[name] = token(colour(schemes[2] ?? ''));
    } else if (length !== null) size[name] = token({ value: Number(length[1]), unit: length[2] });
    else if (value === 'inherit') continue;
    else if (name === 'font')
      font[name] = token(value.split(/,\s*/).map((family) => family.replace(/^["']|["']$/g, '')));
    else throw new Error(`${property} is neither a colour for each scheme, a length, nor a font: ${value}`);
  }
  return {
    $description: description,
    light: { $type: 'color', ...light },
    dark: { $type: 'color', ...dark },
    size: { $type: 'dimension', ...size },
    ...(Object.keys(font).length === 0 ? {} : { font: { $type: 'fontFamily', ...font } }),
  };
}

function valueIn(css: string, property: string): string | null {
  const set = new RegExp(`^\\s*${property}:\\s*([^;]+);`, 'm').exec(css)?.[1];
  if (set !== undefined) return set.replace(/\s+/g, ' ').trim();
  const start = new RegExp(`var\\(\\s*${property},\\s*`).exec(css);
  if (start === null) return null;
  let depth = 1;
  let end = start.index + start[0].length;
  for (; depth > 0 && end < css.length; end += 1) depth += { '(': 1, ')': -1 }[css[end] ?? ''] ?? 0;
  return css
    .slice(start.index + start[0].length, end - 1)
    .replace(/\s+/g, ' ')
    .trim();
}

/** The style sheet defines sizes as multiples of the default 1rem. */
function inRem(value: string): string {
  return value.replace(/^calc\(([\d.]+) \* var\(--_rem\)\)$/, '$1rem');
}

function colour(hex: string) {
  const components = [1, 3, 5].map((at) => Math.round((Number.parseInt(hex.slice(at, at + 2), 16) / 255) * 1e4) / 1e4);
  return { colorSpace: 'srgb', components, hex };
}
