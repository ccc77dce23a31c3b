import { join } from 'node:path';
import type { NextConfig } from 'next';

const config: NextConfig = {
  // These packages read their own files, such as the embedded database, so they are left out of the bundle.
  serverExternalPackages: ['@workroom/server', '@electric-sql/pglite'],
  // Only needed inside this repository.
  turbopack: { root: join(import.meta.dirname, '../..') },
};

export default config;
