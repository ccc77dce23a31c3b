import type { Sql } from 'postgres';
import { type Connections, type Database, overConnections } from './database.ts';
import { driverTls, explained } from './postgres-tls.ts';
import { readPostgresUrl } from './postgres-url.ts';

export interface PostgresOptions {
  readonly url: string;
  /**
   * Whether statements are prepared once a connection by name, which saves planning them each time.
   * Off behind poolers that do not keep prepared statements.
   * @default true, unless the URL says `pgbouncer=true`
   */
  readonly prepare?: boolean | undefined;
  /**
   * Connections kept at most.
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
 * Postgres over connections of our own. Nothing connects before the first statement, and none more than are needed
 * at once: the first that is free is taken, and where none is, the one with the least to do.
 *
 * Who is not busy so works over one or two of them, whose backends have at hand what they need. With ten taken in turn
 * a release over one HTTP connection took 1.57 ms in place of 1.05, and PostgreSQL 916 µs of CPU in place of 608.
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
      // Each request connects anew. The driver's own back-off would wait for up to 20 s after some failures.
      backoff: () => 0.2,
      connection: { application_name: 'workroom', ...asked.session },
      // Arrays travel as text: there are no types to ask the server for.
      fetch_types: false,
      // Drizzle's columns write and read JSON themselves.
      types: { json: asText(114), jsonb: asText(3802) },
      onnotice: () => {},
    });

  async function send(statement: string, parameters: readonly unknown[]): Promise<unknown[][]> {
    if (isClosed) throw Object.assign(new Error('The connections are closed.'), { code: 'CONNECTION_ENDED' });
    const connection = nextConnection();
    connection.underWay += 1;
    try {
      const ask = async () => connection.sql.unsafe(statement, parameters.map(asParameter), { prepare }).values();
      // What is not prepared is described first, and PgBouncer before 1.21 loses that answer when it follows another
      // statement that is still under way: both would wait for ever.
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

/** What the store gives a statement. Anything else is a bug. */
function asParameter(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw new TypeError(`A ${typeof value} cannot be the parameter of a statement.`);
}
