import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Replaces `<!-- <name> -->` by `pages/partials/<name>.html`, the shared parts of all pages. */
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
