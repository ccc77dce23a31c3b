import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Puts `pages/partials/<name>.html` in place of `<!-- <name> -->`: what all pages share stands once. */
export function partials(): Plugin {
  return {
    name: 'partials',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html.replace(/^([ ]*)<!-- ([a-z-]+) -->$/gm, (_, indent: string, name: string) =>
          readFileSync(join(import.meta.dirname, 'partials', `${name}.html`), 'utf8')
            .trimEnd()
            .replace(/^/gm, indent),
        ),
    },
  };
}
