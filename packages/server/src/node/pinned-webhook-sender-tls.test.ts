import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pinnedWebhookSender } from './pinned-webhook-sender.ts';

const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

// The connection is made to an IP address, while the certificate contains a name.
describe.skipIf(!hasOpenssl)('a webhook over https', () => {
  const folder = mkdtempSync(join(tmpdir(), 'workroom-tls-'));
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const asked: (string | false | null | undefined)[] = [];
  let server: Server;
  let port: number;
  let ca: string;
  beforeAll(async () => {
    const subject = ['-subj', '/CN=hooks.example', '-addext', 'subjectAltName=DNS:hooks.example'];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
    execFileSync('openssl', ['req', '-x509', '-days', '2', ...key, ...subject, '-out', certificateFile], {
      stdio: 'ignore',
    });
    ca = readFileSync(certificateFile, 'utf8');
    server = createServer({ key: readFileSync(keyFile), cert: ca }, (request, response) => {
      asked.push((request.socket as TLSSocket).servername);
      request.resume();
      response.writeHead(204).end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const send = (hostname: string, trusted: { ca?: string }) =>
    pinnedWebhookSender({ resolve: async () => ['127.0.0.1'], mayConnect: () => true, ...trusted })({
      url: `https://${hostname}:${port}/`,
      headers: {},
      body: '{}',
      timeoutMs: 20_000,
      allowPrivate: false,
    });

  test('is sent to a server with a valid certificate for the name', async () => {
    expect(await send('hooks.example', { ca })).toEqual({ status: 204 });
    expect(asked).toEqual(['hooks.example']);
  });

  test('is not sent to a server with a certificate for another name, or an untrusted one', async () => {
    await expect(send('other.example', { ca })).rejects.toThrow(/altnames|certificate/i);
    await expect(send('hooks.example', {})).rejects.toThrow(/self.signed|certificate/i);
  });
});
