import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { marketplace } from './marketplace.ts';

export default defineConfig({
  // Names with a hyphen are custom elements.
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.includes('-') } } }), marketplace()],
  server: { port: Number(process.env.PORT ?? 4400), strictPort: true },
});
