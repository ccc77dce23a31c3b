import { defaultClientConditions, defineConfig } from 'vite';

const server = process.env.WORKROOM_SERVER ?? 'http://localhost:4400';

export default defineConfig({
  // Inside this repository the packages are taken from their sources; elsewhere this line is not needed.
  resolve: { conditions: ['@workroom/source', ...defaultClientConditions] },
  server: { proxy: { '/workroom': server, '/session': server } },
});
