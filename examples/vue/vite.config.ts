import vue from '@vitejs/plugin-vue';
import { defaultClientConditions, defineConfig } from 'vite';

const server = process.env.WORKROOM_SERVER ?? 'http://localhost:4400';

export default defineConfig({
  // Names with a hyphen are custom elements.
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.includes('-') } } })],
  // Inside this repository the packages are taken from their sources; elsewhere this line is not needed.
  resolve: { conditions: ['@workroom/source', ...defaultClientConditions] },
  server: { proxy: { '/workroom': server, '/session': server } },
});
