import postgres from 'postgres';

export interface CopyOptions {
  readonly tables: readonly string[];
  /** The contract whose rows are copied. */
  readonly id: string;
  readonly contracts: number;
  readonly people: number;
  readonly progress: ((percent: number, what: string) => void) | undefined;
}

/** One statement after another. */
interface Connection {
  run(statement: string): Promise<readonly Record<string, string>[]>;
  close(): Promise<void>;
}

const atOnce = 5_000;
/** The batch of one commit of a busy server. */
const contractsEachTransaction = 100;

/**
 * Copies the rows of one contract many times, several tables at a time. Primary keys are written in order; all other
 * indexes are built afterwards by sorting, which is several times faster.
 */
export async function copyTables(database: string, options: CopyOptions): Promise<void> {
  const { tables, contracts, progress } = options;
  const left = tables.values();
  let copied = 0;
  let reported = 0;
  const percent = () => Math.floor((copied / (contracts * tables.length)) * 100);
  const firstTransaction = tables.includes('event') ? await takeTransactions(database, contracts) : '0';
  const lane = async () => {
    const connection = await connect(database);
    await connection.run('set synchronous_commit = off');
    await connection.run("set maintenance_work_mem = '512MB'");
    for (const table of left) {
      const copy = await copyStatement(connection, table, { ...options, firstTransaction });
      const indexes = await connection.run(`select indexname as name, indexdef as made from pg_indexes
        where schemaname = 'workroom' and tablename = '${table}' and indexdef not like 'CREATE UNIQUE %'`);
      for (const { name } of indexes) await connection.run(`drop index workroom."${name}"`);
      for (let from = 0; from < contracts; from += atOnce) {
        const to = Math.min(from + atOnce, contracts) - 1;
        await connection.run(copy(from, to));
        copied += to + 1 - from;
        if (percent() === reported) continue;
        reported = percent();
        progress?.(reported, `${table}, ${to + 1}`);
      }
      // Also does the work that autovacuum would otherwise do during a measurement.
      await connection.run(`vacuum analyze workroom.${table}`);
      for (const { name, made } of indexes) {
        progress?.(percent(), `index ${name}`);
        await connection.run(made ?? '');
      }
    }
    return connection;
  };
  const connections = await Promise.all(Array.from({ length: database.startsWith('postgres') ? 3 : 1 }, lane));
  await connections[0]?.run('checkpoint');
  for (const connection of connections) await connection.close();
}

/** Uses up as many transaction numbers as the copies contain, because the feeds show only earlier transactions. */
async function takeTransactions(database: string, contracts: number): Promise<string> {
  const connection = await connect(database);
  const [first] = await connection.run('select pg_current_xact_id()::text as id');
  await connection.run(`do $$ begin
    for i in 0..${Math.ceil(contracts / contractsEachTransaction)} loop perform pg_current_xact_id(); commit; end loop;
  end $$`);
  await connection.close();
  return first?.id ?? '0';
}

async function copyStatement(
  connection: Connection,
  table: string,
  { id, people, firstTransaction }: CopyOptions & { readonly firstTransaction: string },
): Promise<(from: number, to: number) => string> {
  const columns = await connection.run(`
    select column_name as name from information_schema.columns
    where table_schema = 'workroom' and table_name = '${table}' order by ordinal_position`);
  const key = table === 'contract' ? 'id' : 'contract_id';
  const values = columns.map(({ name }) => {
    if (name === key) return `'ctr_' || lpad(n::text, 26, '0')`;
    if (name === 'client_id') return `'c' || n % ${people}`;
    if (name === 'freelancer_id') return `'f' || n % ${people}`;
    if (name === 'person_id') return `case person_id when 'model_client' then 'c' else 'f' end || n % ${people}`;
    // The people of the copy are its members, too, and the chain has committed their names.
    if (name === 'members' || name === 'names') {
      const client = `replace(m."${name}"::text, '"model_client"', '"c' || n % ${people} || '"')`;
      return `replace(${client}, '"model_freelancer"', '"f' || n % ${people} || '"')::jsonb`;
    }
    if (name === 'transaction') return `(${firstTransaction} + n / ${contractsEachTransaction})::text::xid8`;
    return `m."${name}"`;
  });
  return (from, to) => `insert into workroom.${table} select ${values.join(', ')}
    from generate_series(${from}, ${to}) n cross join workroom.${table} m where m.${key} = '${id}'`;
}

async function connect(database: string): Promise<Connection> {
  if (database.startsWith('postgres')) {
    const sql = postgres(database, { max: 1, onnotice: () => {} });
    return { run: (statement) => sql.unsafe<Record<string, string>[]>(statement), close: () => sql.end() };
  }
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = await PGlite.create(`${database}/postgres`);
  return {
    run: async (statement) => (await pglite.query<Record<string, string>>(statement)).rows,
    close: () => pglite.close(),
  };
}
