import { describe, expect, test } from 'vitest';
import { readPostgresUrl } from './postgres-url.ts';

const base = 'postgres://user:secret@db.example/market';

describe('a database URL', () => {
  // URLs as given by hosts: Prisma, Neon, Supabase on Vercel, Azure, Google Cloud SQL, node-postgres, libpq.
  test.each([
    [
      '?schema=public&pgbouncer=true&connection_limit=5&pool_timeout=20',
      { prepare: false, maxConnections: 5, dropped: ['schema', 'pool_timeout'] },
    ],
    ['?sslmode=require&channel_binding=require', { tls: 'require', dropped: ['channel_binding'] }],
    ['?sslmode=require&supa=base-pooler.x', { tls: 'require', dropped: ['supa'] }],
    ['?sslmode=require&uselibpqcompat=true', { tls: 'require', dropped: ['uselibpqcompat'] }],
    ['?sslmode=verify-full&sslrootcert=/etc/ca.pem', { tls: 'verify-full', tlsFiles: { ca: '/etc/ca.pem' } }],
    ['?sslmode=require&sslrootcert=/etc/ca.pem', { tls: 'verify-ca', tlsFiles: { ca: '/etc/ca.pem' } }],
    ['?sslrootcert=system', { tls: 'verify-full' }],
    ['?sslmode=no-verify', { tls: 'require' }],
    ['?sslmode=allow', { tls: 'prefer' }],
    ['?ssl=true', { tls: 'verify-full' }],
    ['?ssl=false', { tls: 'disable' }],
    ['?sslmode=require&sslaccept=accept_invalid_certs', { tls: 'require' }],
    ['?host=/cloudsql/project:region:db', { driver: { host: '/cloudsql/project:region:db' } }],
    [
      '?connect_timeout=15&target_session_attrs=read-write',
      { driver: { connect_timeout: 15, target_session_attrs: 'read-write' } },
    ],
    [
      '?application_name=market&options=-c%20statement_timeout%3D5000',
      { session: { application_name: 'market', options: '-c statement_timeout=5000' } },
    ],
    ['?statement_cache_size=0', { prepare: false }],
    ['?pgbouncer=false', { dropped: [] }],
    ['', { driver: {}, session: {}, dropped: [] }],
  ])('with "%s" is accepted', (query, read) => {
    const { url, ...rest } = readPostgresUrl(base + query);
    expect(url).toBe(base);
    expect(rest).toMatchObject(read);
    if (!('prepare' in read)) expect(rest.prepare).toBeUndefined();
  });

  test('can list several hosts, or a socket', () => {
    for (const url of ['postgres://u@one:5432,two:5433/market', 'postgres://u@%2Fvar%2Frun%2Fpostgresql/market']) {
      expect(readPostgresUrl(`${url}?target_session_attrs=primary`).url).toBe(url);
    }
  });

  test.each([
    ['?sslcrl=/etc/crl.pem', 'parameter "sslcrl"'],
    ['?nonsense=1', 'parameter "nonsense", which Workroom does not know. Leave it out.'],
    ['?sslmode=on', 'Use one of disable, allow, prefer, require'],
    ['?connection_limit=many', '"connection_limit" in the database URL is no whole number from 1'],
    ['?connection_limit=0', 'whole number from 1'],
  ])('with "%s" is rejected with the fix', (query, message) => {
    expect(() => readPostgresUrl(base + query)).toThrow(message);
    expect(() => readPostgresUrl(base + query)).not.toThrow('secret');
  });

  test('with an unencoded password is rejected without showing the password', () => {
    const url = 'postgres://user:p#ss/w@db.example/market';
    expect(() => readPostgresUrl(url)).toThrow('percent-encode');
    expect(() => readPostgresUrl(url)).not.toThrow('p#ss');
  });
});
