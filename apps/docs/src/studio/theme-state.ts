import dusk from '../../../../packages/elements/presets/dusk.css?raw';
import graphite from '../../../../packages/elements/presets/graphite.css?raw';
import harbor from '../../../../packages/elements/presets/harbor.css?raw';
import ledger from '../../../../packages/elements/presets/ledger.css?raw';
import orchard from '../../../../packages/elements/presets/orchard.css?raw';

/** The properties that differ from Workroom's default theme. */
export type Theme = ReadonlyMap<string, string>;

/** The declarations of a style sheet with one rule. */
function themeIn(css: string): Theme {
  return new Map(
    [...css.matchAll(/(--workroom-[a-z-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', (match[2] ?? '').trim()]),
  );
}

export const presets: ReadonlyMap<string, Theme> = new Map<string, Theme>([
  ['Workroom', new Map()],
  ['Ledger', themeIn(ledger)],
  ['Harbor', themeIn(harbor)],
  ['Graphite', themeIn(graphite)],
  ['Orchard', themeIn(orchard)],
  ['Dusk', themeIn(dusk)],
]);

/** The text to paste into a style sheet. */
export function cssOf(theme: Theme): string {
  const lines = [...theme].map(([property, value]) => `  ${property}: ${value};`);
  return `:root {\n${['  color-scheme: light dark;', ...lines].join('\n')}\n}\n`;
}

/** A colour's values for light and dark: `light-dark(a, b)`, or one for both. */
export function schemesOf(value: string): readonly [light: string, dark: string] {
  const found = /^light-dark\(\s*([^,]+),\s*([^)]+)\)$/.exec(value);
  return found === null ? [value, value] : [found[1] ?? value, found[2] ?? value];
}
