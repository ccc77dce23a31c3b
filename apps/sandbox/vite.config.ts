import { join } from 'node:path';
import { defaultClientConditions, defineConfig } from 'vite';
import { partials } from './pages/partials.ts';

const pages = join(import.meta.dirname, 'pages');

export default defineConfig({
  root: pages,
  plugins: [partials()],
  resolve: { conditions: ['@workroom/source', ...defaultClientConditions] },
  build: {
    outDir: join(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // No inline code: the pages' content security policy only allows the site's own files.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: [
        'index',
        'contracts',
        'contract',
        'both-sides',
        'review',
        'messages',
        'mails',
        'operations',
        'not-found',
      ].map((name) => join(pages, `${name}.html`)),
    },
  },
});
