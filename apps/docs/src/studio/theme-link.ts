import type { Theme } from './theme-state.ts';
import { colourTokens, lengthTokens } from './tokens.ts';

/** A link may set these tokens and no others. */
const known: ReadonlySet<string> = new Set([
  ...[...colourTokens, ...lengthTokens].map(({ property }) => property),
  ...['on-accent', 'font', 'heading-font', 'scrim', 'shadow'].map((name) => `--workroom-${name}`),
]);

/** A theme as the fragment of the studio's address: `accent=…&radius=…`. The server never sees a fragment. */
export function fragmentOf(theme: Theme): string {
  return new URLSearchParams([...theme].map(([property, value]) => [nameOf(property), value])).toString();
}

/** The theme in a fragment. Leaves out unknown tokens, and values that could end the declaration or load a file. */
export function themeIn(fragment: string): Theme {
  const entries = [...new URLSearchParams(fragment.replace(/^#/, ''))]
    .map(([name, value]) => [`--workroom-${name}`, value] as const)
    .filter(([property, value]) => known.has(property) && /^[\w#%.,()\s"'/-]{1,200}$/.test(value))
    .filter(([property, value]) => !/url|image|src/i.test(value) && CSS.supports(property, value));
  return new Map(entries);
}

const nameOf = (property: string) => property.replace('--workroom-', '');
