import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Loader } from 'astro/loaders';

const app = join(import.meta.dirname, '..', '..');

/** Where texts are read from, and under which address they stand. The repository's docs are the only copy. */
export const textFolders = [
  { folder: join(app, 'src', 'texts'), under: '' },
  { folder: join(app, '..', '..', 'docs'), under: '' },
  { folder: join(app, '.data', 'elements'), under: 'elements/' },
] as const;

export function textsIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.md')) : [];
}

/** Texts that have no front matter: their first heading is the title. */
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
            const text = links(withoutDiagrams(body), under === '' ? './' : '../');
            // Of what is rendered: one that was kept from before a change here would be shown as it was.
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
  if (found === null) throw new Error('a text needs a first heading, which is its title');
  return { title: found[1] ?? '', body: source.replace(found[0], '').trim() };
}

/** The forges draw them; here their source would stand, and what draws them weighs more than the whole site. */
function withoutDiagrams(body: string): string {
  return body.replace(
    /^```mermaid\n.*?^```$/gms,
    '_Drawn as a diagram in the repository; the tables below say the same._',
  );
}

/** Texts link to each other by file; on the site they stand in folders. What lies in the repository has no page here. */
function links(body: string, up: string): string {
  return body
    .replace(/\]\((?:\.\/)?([\w-]+)\.md(#[\w-]+)?\)/g, (_, name: string, hash = '') => `](../${up}${name}/${hash})`)
    .replace(/\[([^\]]+)\]\(\.\.\/[^)]*\)/g, '$1');
}
