import { join } from 'node:path';
import type { NextConfig } from 'next';

const config: NextConfig = {
  // They have files of their own beside their code, as the embedded database: left out of the bundle.
  serverExternalPackages: ['@workroom/server', '@electric-sql/pglite'],
  // Inside this repository; elsewhere this line is not needed.
  turbopack: { root: join(import.meta.dirname, '../..') },
};

export default config;
