import { attempt, type Database } from './database.ts';

export interface PostgresOptions {
  readonly url: string;
  /**
   * Whether statements are prepared once a connection by name, which saves planning them each time.
   * Off behind poolers that do not keep prepared statements.
   * @default true
   */
  readonly prepare?: boolean | undefined;
  /**
   * Connections kept at most.
   * @default 10
   */
  readonly maxConnections?: number | undefined;
}

/** Postgres over connections of our own. Nothing connects before the first statement. */
export async function openPostgres({ url, prepare = true, maxConnections = 10 }: PostgresOptions): Promise<Database> {
  const { default: connect } = await import('postgres');
  const sql = connect(url, {
    max: maxConnections,
    connect_timeout: 10,
    connection: { application_name: 'workroom' },
    // All values travel as text: there are no types to ask the server for.
    fetch_types: false,
    onnotice: () => {},
  });
  return {
    kind: 'postgres',
    query: (statement, parameters = []) =>
      attempt(async () => {
        const rows = await sql.unsafe<{ row: string }[]>(statement, [...parameters], { prepare });
        return rows.map(({ row }) => row);
      }),
    close: () => sql.end({ timeout: 5 }),
  };
}
