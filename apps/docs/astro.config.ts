import { basename, join } from 'node:path';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { textFolders, textsIn } from './src/site/texts-loader.ts';

const [, docs, elements] = textFolders;
const named = (folder: string) => textsIn(folder).map((file) => basename(file, '.md'));
const texts = named(docs.folder);
const groups: Readonly<Record<string, readonly string[]>> = {
  Start: ['getting-started', 'sandbox'],
  'For your team': ['developers', 'support', 'finance', 'legal'],
  Elements: ['embedding', 'theming', 'accessibility'],
  Server: ['mounting', 'authentication', 'options', 'api', 'security', 'testing-your-marketplace', 'your-own-tables'],
  'Webhooks & email': ['webhooks', 'events'],
  'Contract lifecycle': ['process', 'rules', 'evidence', 'glossary', 'personal-data'],
  'Money & payments': ['payments', 'payments-stripe', 'money', 'documents', 'escrow'],
  'Self-hosting': ['operations', 'scaling', 'performance', 'versioning'],
};
const placed = Object.values(groups).flat();

export default defineConfig({
  outDir: join(import.meta.dirname, 'dist'),
  devToolbar: { enabled: false },
  integrations: [
    starlight({
      title: 'Workroom',
      description: 'Milestone contracts for any marketplace.',
      customCss: ['./src/site/site.css'],
      components: { MarkdownContent: './src/site/MarkdownContent.astro' },
      credits: false,
      pagination: false,
      sidebar: [
        { label: 'Theme studio', link: '/studio/' },
        { label: 'Check an evidence file', link: '/verify/' },
        ...Object.entries(groups).map(([label, ids]) => ({ label, items: ids.filter((id) => texts.includes(id)) })),
        { label: 'Internals', items: texts.filter((id) => !placed.includes(id)) },
        {
          label: 'Element reference',
          items: named(elements.folder).map((tag) => ({ label: `<${tag}>`, slug: `elements/${tag}` })),
        },
      ],
    }),
  ],
  vite: {
    resolve: { conditions: ['@workroom/source', ...defaultClientConditions] },
    ssr: { resolve: { conditions: ['@workroom/source', ...defaultServerConditions] } },
    build: { target: 'es2023' },
  },
});
