import type { Sql } from 'postgres';
import { type Connections, type Database, overConnections } from './database.ts';
import { driverTls, explained } from './postgres-tls.ts';
import { readPostgresUrl } from './postgres-url.ts';

export interface PostgresOptions {
  readonly url: string;
  /**
   * Whether each connection prepares statements by name, which saves planning them each time.
   * Off behind poolers that do not keep prepared statements.
   * @default true, unless the URL says `pgbouncer=true`
   */
  readonly prepare?: boolean | undefined;
  /**
   * The maximum number of connections.
   * @default `connection_limit` of the URL, or 10
   */
  readonly maxConnections?: number | undefined;
}

interface Connection {
  readonly sql: Sql;
  underWay: number;
  /** Ends with the last statement that was sent over it. */
  last: Promise<unknown>;
}

/**
 * Postgres over connections of our own. The first statement connects, and only as many connections are opened as are
 * needed at once: a statement takes the first free connection, or the one with the fewest waiting statements.
 *
 * When idle, the pool keeps using the same one or two connections, whose backends have warm caches. With ten in
 * rotation, a release over one HTTP connection took 1.57 ms instead of 1.05, and PostgreSQL 916 µs of CPU instead of
 * 608.
 */
export function openPostgres(options: PostgresOptions): Database {
  return overConnections('postgres', () => connect(options));
}

async function connect(options: PostgresOptions): Promise<Connections> {
  const { default: postgres } = await import('postgres');
  const asked = readPostgresUrl(options.url);
  const prepare = options.prepare ?? asked.prepare ?? true;
  const maxConnections = options.maxConnections ?? asked.maxConnections ?? 10;
  const tls = await driverTls(asked);
  const connections: Connection[] = [];
  let isClosed = false;

  function nextConnection(): Connection {
    const idlest = connections.reduce<Connection | undefined>(
      (least, each) => (least === undefined || each.underWay < least.underWay ? each : least),
      undefined,
    );
    if (idlest !== undefined && (idlest.underWay === 0 || connections.length >= maxConnections)) return idlest;
    const opened = { sql: open(), underWay: 0, last: Promise.resolve() };
    connections.push(opened);
    return opened;
  }

  const open = () =>
    postgres(asked.url, {
      max: 1,
      connect_timeout: 10,
      ...asked.driver,
      ...(tls === undefined ? {} : { ssl: tls }),
      // Each request connects again. The driver's own back-off would wait for up to 20 s after some failures.
      backoff: () => 0.2,
      connection: { application_name: 'workroom', ...asked.session },
      // Arrays are sent as text, so the server need not be asked for types.
      fetch_types: false,
      // Drizzle's columns serialize and parse JSON themselves.
      types: { json: asText(114), jsonb: asText(3802) },
      onnotice: () => {},
    });

  async function send(statement: string, parameters: readonly unknown[]): Promise<unknown[][]> {
    if (isClosed) throw Object.assign(new Error('The connections are closed.'), { code: 'CONNECTION_ENDED' });
    const connection = nextConnection();
    connection.underWay += 1;
    try {
      const ask = async () => connection.sql.unsafe(statement, parameters.map(asParameter), { prepare }).values();
      // An unprepared statement is described first, and PgBouncer before 1.21 loses that answer if it follows another
      // statement in progress: both would wait for ever.
      const answer = prepare ? ask() : connection.last.then(ask, ask);
      connection.last = answer.then(nothing, nothing);
      return await answer;
    } catch (error) {
      const { host, port, ssl } = connection.sql.options;
      throw await explained(error, ssl, { host: host[0], port: port[0] });
    } finally {
      connection.underWay -= 1;
    }
  }

  return {
    send,
    async close() {
      isClosed = true;
      await Promise.all(connections.map(({ sql }) => sql.end({ timeout: 5 })));
    },
  };
}

const nothing = () => {};

const asText = (oid: number) => ({ to: oid, from: [oid], serialize: String, parse: (text: string) => text });

/** A value that the store passes to a statement. Any other is a bug. */
function asParameter(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw new TypeError(`A ${typeof value} cannot be the parameter of a statement.`);
}
