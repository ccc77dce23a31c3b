/** A Postgres schema that no other test uses. */
export interface FreshSchema {
  readonly name: string;
  drop(): Promise<void>;
}

/** @param url of the database; the Workroom that is given the name creates the schema */
export function freshSchema(url: string): FreshSchema {
  const name = `workroom_test_${crypto.randomUUID().replaceAll('-', '')}`;
  return {
    name,
    async drop() {
      const { default: postgres } = await import('postgres');
      const sql = postgres(url, { max: 1, onnotice: () => {} });
      try {
        await sql`drop schema if exists ${sql(name)} cascade`;
      } finally {
        await sql.end();
      }
    },
  };
}
