import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  resolve: { conditions: ['@workroom/source', ...defaultClientConditions] },
  build: { outDir: 'dist', target: 'es2023' },
});
