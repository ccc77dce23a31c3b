import { codeOf, DatabaseUnavailable } from './database.ts';
import type { PostgresUrl } from './postgres-url.ts';

/** The values of postgres.js, or options of `tls.connect`. */
export type DriverTls = false | 'prefer' | 'require' | 'verify-full' | Readonly<Record<string, unknown>>;

/** How the driver should encrypt; `undefined` if the URL does not say. */
export async function driverTls({ tls, tlsFiles, tlsPassphrase }: PostgresUrl): Promise<DriverTls | undefined> {
  const { ca, ...own } = tlsFiles;
  const paths = { ...own, ...(ca === undefined || ca === 'system' ? {} : { ca }) };
  if (tls === 'disable') return false;
  if (Object.keys(paths).length === 0) return tls === 'verify-ca' ? checkedByAuthority : tls;
  const { readPemFiles } = await import('../node/read-pem-files.ts');
  return {
    ...(await readPemFiles(paths)),
    ...(tlsPassphrase === undefined ? {} : { passphrase: tlsPassphrase }),
    ...(tls === 'verify-ca' ? checkedByAuthority : {}),
    ...(tls === undefined || tls === 'prefer' || tls === 'require' ? { rejectUnauthorized: false } : {}),
  };
}

/** The certificate is checked, but not the name in it. */
const checkedByAuthority = { rejectUnauthorized: true, checkServerIdentity: () => undefined };

const brokenOff = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'CONNECTION_CLOSED', 'ERR_SSL_WRONG_VERSION_NUMBER']);
const untrusted =
  /^(CERT_|UNABLE_TO_|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)/;
/** invalid_authorization_specification, invalid_password, invalid_catalog_name */
const refused = new Set(['28000', '28P01', '3D000']);

/** Adds to the error of a failed connection what to do about it; other errors are unchanged. */
export async function explained(
  error: unknown,
  tls: unknown,
  { host, port }: { readonly host?: string | undefined; readonly port?: number | undefined },
): Promise<unknown> {
  const code = codeOf(error);
  if (code === undefined) return error;
  if (refused.has(code) && error instanceof Error) {
    const message = `The database refuses the connection: ${error.message}. Check user, password and name in the database URL.`;
    return new DatabaseUnavailable(false, error, message);
  }
  if (untrusted.test(code)) {
    const message = `The certificate of the database is not trusted (${code}). Name the certificate of its authority with sslrootcert=/path/to/ca.pem in the database URL; sslmode=require encrypts without checking it.`;
    return new DatabaseUnavailable(false, error, message);
  }
  const wanted = tls !== undefined && tls !== false && tls !== 'prefer';
  if (!wanted || !brokenOff.has(code) || host === undefined || port === undefined) return error;
  if ((await asksForTls(host, port)) !== false) return error;
  const message =
    'The database URL asks for TLS, and the database offers none. Switch TLS on at the server (`ssl = on`), or, on a network that nobody else can read, use sslmode=disable.';
  return new DatabaseUnavailable(false, error, message);
}

/** @returns `null` if unknown */
async function asksForTls(host: string, port: number): Promise<boolean | null> {
  try {
    const { offersTls } = await import('../node/offers-tls.ts');
    return await offersTls(host, port);
  } catch {
    return null;
  }
}
