/** How the URL wants the connection encrypted, in the terms of libpq's `sslmode`. */
export type TlsMode = 'disable' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';

/** The parameters of a database URL. Absent fields are not in the URL. */
export interface PostgresUrl {
  /** The URL without its query. */
  readonly url: string;
  readonly tls?: TlsMode;
  /** Paths of files in PEM. */
  readonly tlsFiles: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  readonly tlsPassphrase?: string;
  readonly prepare?: false;
  readonly maxConnections?: number;
  /** Options of the driver, by its own names. */
  readonly driver: Readonly<Record<string, string | number>>;
  /** Session settings, sent to the server when a connection starts. */
  readonly session: Readonly<Record<string, string>>;
  /** Parameters of other tools, which have no effect here. */
  readonly dropped: readonly string[];
}

const tlsModes: Readonly<Record<string, TlsMode>> = {
  disable: 'disable',
  allow: 'prefer',
  prefer: 'prefer',
  require: 'require',
  'no-verify': 'require',
  'verify-ca': 'verify-ca',
  'verify-full': 'verify-full',
};

const driverNumbers: Readonly<Record<string, string>> = {
  connect_timeout: 'connect_timeout',
  idle_timeout: 'idle_timeout',
  max_lifetime: 'max_lifetime',
  keep_alive: 'keep_alive',
  port: 'port',
};

const driverTexts: Readonly<Record<string, string>> = {
  host: 'host',
  user: 'user',
  password: 'password',
  dbname: 'database',
  target_session_attrs: 'target_session_attrs',
  sslnegotiation: 'sslnegotiation',
};

/** Settings that PostgreSQL accepts at the start of a session. */
const sessionSettings = new Set([
  'application_name',
  'options',
  'search_path',
  'statement_timeout',
  'lock_timeout',
  'idle_in_transaction_session_timeout',
  'idle_session_timeout',
  'transaction_timeout',
  'timezone',
  'TimeZone',
]);

/** Parameters of Prisma, of poolers, of other drivers, and those of libpq that do not affect the connection. */
const withoutEffect = new Set([
  'schema',
  'pool_timeout',
  'socket_timeout',
  'binary_parameters',
  'channel_binding',
  'uselibpqcompat',
  'gssencmode',
  'gsslib',
  'krbsrvname',
  'keepalives',
  'keepalives_idle',
  'keepalives_interval',
  'keepalives_count',
  'tcp_user_timeout',
  'load_balance_hosts',
  'fallback_application_name',
  'client_encoding',
  'sslcompression',
  'sslsni',
  'supa',
  'workaround',
]);

const connectionLimits = new Set(['connection_limit', 'max', 'pool_size']);
/** The value that turns off prepared statements. */
const noPreparing: Readonly<Record<string, RegExp>> = {
  pgbouncer: /^(true|1)$/,
  prepare: /^(false|0)$/,
  prepared_statements: /^(false|0)$/,
  prepareThreshold: /^0$/,
  statement_cache_size: /^0$/,
};

/**
 * Reads the parameters of a database URL, as written by libpq, Prisma, hosted databases and their poolers.
 * PostgreSQL itself refuses a connection with an unknown setting.
 *
 * @throws TypeError that names the mistake, and never the URL: it has a password
 */
export function readPostgresUrl(given: string): PostgresUrl {
  const [address = '', query = ''] = given.split('?', 2);
  // Several hosts separated by commas are an extension of the driver, and not a standard URL.
  if (!URL.canParse(address.replace(/,[^/]*/, ''))) {
    throw new TypeError(
      'The database URL cannot be read. Use postgres://user:password@host:5432/name, and percent-encode what is special in the user and the password: # is %23, / is %2F, ? is %3F, @ is %40.',
    );
  }
  const tlsFiles: { ca?: string; cert?: string; key?: string } = {};
  const driver: Record<string, string | number> = {};
  const session: Record<string, string> = {};
  const dropped: string[] = [];
  const read: { tls?: TlsMode; tlsPassphrase?: string; prepare?: false; maxConnections?: number } = {};

  for (const [name, value] of new URLSearchParams(query.replace(/#.*$/s, ''))) {
    const number = driverNumbers[name];
    const text = driverTexts[name];
    const unprepared = noPreparing[name];
    if (name === 'sslmode') read.tls = tlsModeOf(value);
    else if (name === 'ssl') read.tls = /^(true|1)$/.test(value) ? 'verify-full' : tlsModeOf(sslWord(value));
    else if (name === 'sslaccept') read.tls = value === 'accept_invalid_certs' ? 'require' : 'verify-full';
    else if (name === 'sslrootcert') tlsFiles.ca = value;
    else if (name === 'sslcert') tlsFiles.cert = value;
    else if (name === 'sslkey') tlsFiles.key = value;
    else if (name === 'sslpassword') read.tlsPassphrase = value;
    else if (connectionLimits.has(name)) read.maxConnections = wholeNumber(name, value, 1);
    else if (unprepared !== undefined) {
      if (unprepared.test(value)) read.prepare = false;
    } else if (number !== undefined) driver[number] = wholeNumber(name, value, 0);
    else if (text !== undefined) driver[text] = value;
    else if (sessionSettings.has(name)) session[name] = value;
    else if (withoutEffect.has(name)) dropped.push(name);
    else throw unknownParameter(name);
  }
  return { url: address, tlsFiles, driver, session, dropped, ...read, ...tlsByRoot(read.tls, tlsFiles.ca) };
}

/** A given root certificate is always checked, like in libpq, even if only encryption was requested. */
function tlsByRoot(tls: TlsMode | undefined, ca: string | undefined): { readonly tls?: TlsMode } {
  if (ca === undefined || tls === 'disable' || tls === 'verify-full') return {};
  return { tls: ca === 'system' ? 'verify-full' : 'verify-ca' };
}

function sslWord(value: string): string {
  return /^(false|0)$/.test(value) ? 'disable' : value;
}

function tlsModeOf(value: string): TlsMode {
  const mode = tlsModes[value];
  if (mode !== undefined) return mode;
  throw new TypeError(
    `The database URL asks for an sslmode that there is not. Use one of ${Object.keys(tlsModes).join(', ')}.`,
  );
}

function wholeNumber(name: string, value: string, least: number): number {
  if (/^\d{1,9}$/.test(value) && Number(value) >= least) return Number(value);
  throw new TypeError(`"${name}" in the database URL is no whole number from ${least}. Correct it, or leave it out.`);
}

function unknownParameter(name: string): TypeError {
  return new TypeError(
    `The database URL has the parameter "${name}", which Workroom does not know. Leave it out. A setting of the server can be given as options=-c%20name%3Dvalue.`,
  );
}
