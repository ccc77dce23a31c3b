import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Loader } from 'astro/loaders';

const app = join(import.meta.dirname, '..', '..');

/** The folders with the texts, and the path of their pages. The repository's docs are the only copy. */
export const textFolders = [
  { folder: join(app, 'src', 'texts'), under: '' },
  { folder: join(app, '..', '..', 'docs'), under: '' },
  { folder: join(app, '.data', 'elements'), under: 'elements/' },
] as const;

export function textsIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.md') && file !== 'README.md') : [];
}

/** Loads texts without front matter; the first heading is the title. */
export function textsLoader(): Loader {
  return {
    name: 'workroom-texts',
    async load({ store, parseData, renderMarkdown, generateDigest, watcher }) {
      const readAll = async () => {
        for (const { folder, under } of textFolders) {
          for (const file of textsIn(folder)) {
            const source = readFileSync(join(folder, file), 'utf8');
            const { title, body } = split(source);
            const id = `${under}${basename(file, '.md')}`;
            const data = await parseData({ id, data: { title } });
            // The home page is at the root; the others are in their own folders.
            const root = id === 'index' ? './' : under === '' ? '../' : '../../';
            const text = links(withoutDiagrams(body), root);
            // The digest covers the rewritten text, so that a change of this loader invalidates Astro's cache.
            store.set({ id, data, body, rendered: await renderMarkdown(text), digest: generateDigest(text) });
          }
        }
      };
      await readAll();
      for (const { folder } of textFolders) watcher?.add(folder);
      watcher?.on('change', (path) => {
        if (path.endsWith('.md')) void readAll();
      });
    },
  };
}

function split(source: string): { readonly title: string; readonly body: string } {
  const found = /^# (.+)$/m.exec(source);
  if (found === null) throw new Error('A text needs a first heading: it is the title.');
  return { title: found[1] ?? '', body: source.replace(found[0], '').trim() };
}

/**
 * Drops Mermaid diagrams, and a heading with nothing but a diagram below it. GitHub renders them; here the library
 * would be larger than the rest of the site, and the tables have the same content.
 */
function withoutDiagrams(body: string): string {
  return body.replace(/^(?:#+ .+\n\n)?```mermaid\n.*?^```$/gms, '');
}

/**
 * Rewrites the links between texts to the site's addresses.
 *
 * Files of the repository have no page here, so those links become plain text. They come first, because a page's new
 * address begins with `../` too. A picture is one of `docs/images`, which the site serves at its root.
 */
function links(body: string, root: string): string {
  return body
    .replace(/(?<!!)\[([^\]]+)\]\(\.\.\/[^)]*\)/g, '$1')
    .replace(/\]\((?:\.\/)?images\/([\w./-]+)\)/g, `](${root}images/$1)`)
    .replace(/\]\((?:\.\/)?([\w-]+)\.md(#[\w-]+)?\)/g, (_, name: string, hash = '') => {
      return `](${root}${name}/${hash})`;
    });
}
