import type { Migration } from './migrations.ts';

/** Steps that `pnpm run generate-migration` found in the schema, after those written by hand. */
export const generatedMigrations: readonly Migration[] = [];
