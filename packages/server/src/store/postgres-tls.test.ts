import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { hasPostgres, startPostgres } from '@workroom/toolchain/postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempt } from './database.ts';
import { openPostgres } from './postgres-database.ts';
import { ask } from './testing/ask.ts';

const version = hasPostgres(18) ? 18 : 15;
const select = "select 'yes' as row";

/** An ErrorResponse of PostgreSQL's protocol. */
const refusal = (() => {
  const fields = Buffer.from('SFATAL\0VFATAL\0C28000\0Mnobody is let in\0\0');
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
})();

async function answered(url: string): Promise<unknown> {
  const database = openPostgres({ url });
  try {
    return await attempt(() => ask(database, select));
  } catch (error) {
    return error;
  } finally {
    await database.close();
  }
}

describe.skipIf(!hasPostgres(version))('a PostgreSQL without TLS', () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  let url: string;
  beforeAll(async () => {
    postgres = await startPostgres({ version });
    url = await postgres.freshDatabase();
  }, 240_000);
  afterAll(() => postgres.stop());

  test('refuses a client that requires TLS, with the fix', async () => {
    for (const mode of ['require', 'verify-full']) {
      expect(await answered(`${url}?sslmode=${mode}`)).toMatchObject({
        name: 'DatabaseUnavailable',
        sent: false,
        message: expect.stringMatching(/asks for TLS, and the database offers none.*sslmode=disable/),
      });
    }
  });

  test('accepts a client that only prefers TLS, and ignores parameters of other tools', async () => {
    expect(await answered(`${url}?sslmode=prefer`)).toEqual(['yes']);
    const others = 'schema=public&pgbouncer=true&connection_limit=2&pool_timeout=9&channel_binding=prefer';
    expect(await answered(`${url}?${others}&uselibpqcompat=true`)).toEqual(['yes']);
  });

  test('reports which database or user is missing', async () => {
    expect(await answered(url.replace(/[^/]*$/, 'no_such_database'))).toMatchObject({
      name: 'DatabaseUnavailable',
      message: expect.stringContaining('database "no_such_database" does not exist. Check user, password and name'),
    });
  });
});

const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

// The client's reaction to a certificate is visible before the first message of PostgreSQL's protocol.
describe.skipIf(!hasOpenssl)('a server that offers TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'workroom-postgres-tls-'));
  const [keyFile, caFile] = [join(folder, 'key.pem'), join(folder, 'ca.pem')];
  const open = new Set<Socket>();
  let server: Server;
  let address: string;
  let secured = 0;
  beforeAll(async () => {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
    const subject = ['-subj', '/CN=db.example', '-addext', 'subjectAltName=DNS:db.example'];
    execFileSync('openssl', ['req', '-x509', '-days', '2', ...key, ...subject, '-out', caFile], { stdio: 'ignore' });
    server = createServer((socket) => {
      open.add(socket);
      socket.on('error', () => {});
      socket.once('data', () => {
        socket.write('S');
        const secure = new TLSSocket(socket, {
          isServer: true,
          key: readFileSync(keyFile),
          cert: readFileSync(caFile),
        });
        secure.on('error', () => {});
        // A client that gets this far has accepted the certificate.
        secure.once('data', () => {
          secured += 1;
          secure.end(refusal);
        });
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    address = `postgres://user@127.0.0.1:${(server.address() as AddressInfo).port}/market`;
  });
  afterAll(() => {
    for (const socket of open) socket.destroy();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function takesCertificate(query: string): Promise<boolean> {
    const before = secured;
    await answered(`${address}?${query}`);
    return secured > before;
  }

  test('is trusted if only encryption is required, or if its CA is configured', async () => {
    expect(await takesCertificate('sslmode=require')).toBe(true);
    expect(await takesCertificate(`sslmode=verify-ca&sslrootcert=${caFile}`)).toBe(true);
    // Like libpq: a configured authority is also checked for "require".
    expect(await takesCertificate(`sslmode=require&sslrootcert=${caFile}`)).toBe(true);
  });

  test('is not trusted under another name, or without its CA', async () => {
    for (const query of ['sslmode=verify-full', 'sslmode=verify-ca', `sslmode=verify-full&sslrootcert=${caFile}`]) {
      expect(await answered(`${address}?${query}`)).toMatchObject({
        name: 'DatabaseUnavailable',
        message: expect.stringMatching(/certificate of the database is not trusted.*sslrootcert/),
      });
      expect(await takesCertificate(query)).toBe(false);
    }
  });

  test('is refused if the root certificate file is missing, with its path', async () => {
    const database = openPostgres({ url: `${address}?sslrootcert=/no/such.pem` });
    await expect(ask(database, select)).rejects.toThrow('/no/such.pem');
  });
});
