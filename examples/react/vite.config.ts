import { defineConfig } from 'vite';
import { marketplace } from './marketplace.ts';

export default defineConfig({
  plugins: [marketplace()],
  server: { port: Number(process.env.PORT ?? 4400), strictPort: true },
});
