import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { AddressRefused } from '../notifications/public-address.ts';
import type { WebhookRequest } from '../notifications/webhook-sender.ts';
import { pinnedWebhookSender } from './pinned-webhook-sender.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(answer: RequestListener, host = '127.0.0.1'): Promise<{ port: number; got: IncomingMessage[] }> {
  const got: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    got.push(request);
    request.resume();
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, host, ready));
  return { port: (server.address() as AddressInfo).port, got };
}

const to = (url: string, more: Partial<WebhookRequest> = {}): WebhookRequest => ({
  url,
  headers: { 'content-type': 'application/json' },
  body: '{}',
  timeoutMs: 20_000,
  allowPrivate: false,
  ...more,
});

describe('a webhook is never sent to an address that is not public', () => {
  const send = pinnedWebhookSender({ resolve: async () => [] });
  test.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0/',
    'https://10.0.0.1/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.64.0.1/',
    'https://100.100.100.200/',
    'https://168.63.129.16/',
    'https://0xa83f8110/',
    'https://[::ffff:168.63.129.16]/',
    'https://161.26.0.10/',
    'https://166.9.0.1/',
    'https://199.36.153.8/',
    'https://192.0.0.192/',
    'https://[fd00:ec2::254]/',
    'https://[2600:2d00:2:1000::1]/',
    'https://192.0.2.1/',
    'https://198.18.0.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::127.0.0.1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::ffff:0:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b:1::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:0:7f00:1::]/',
    'https://[fe80::1]/',
    'https://[fc00::1]/',
    'https://[fec0::1]/',
    'https://[ff02::1]/',
    'https://[2001:db8::1]/',
    'https://localhost/',
    'https://db/',
    'https://metadata.google.internal/',
    'https://printer.local/',
    'https://user:password@market.example/',
    'http://market.example/',
    'ftp://market.example/',
    'file:///etc/passwd',
    'gopher://market.example/',
  ])('%s', async (url) => {
    await expect(send(to(url))).rejects.toBeInstanceOf(AddressRefused);
  });

  test.each([
    [['127.0.0.1']],
    [['::1']],
    [['::ffff:10.0.0.1']],
    [['168.63.129.16']],
    [['93.184.215.14', '10.0.0.1']],
    [['2606:2800:21f:cb07::1', 'fd00::1']],
    [[]],
  ])('a name that resolves to %j', async (addresses) => {
    const sender = pinnedWebhookSender({ resolve: async () => addresses });
    await expect(sender(to('https://market.example/'))).rejects.toBeInstanceOf(AddressRefused);
  });
});

describe('a webhook', () => {
  test('is sent to the checked address; the name is resolved once, so DNS rebinding has no effect', async () => {
    const { port, got } = await listen((_, response) => response.writeHead(204).end(), '127.0.0.2');
    const answers = [['127.0.0.2'], ['127.0.0.1']];
    let asked = 0;
    const send = pinnedWebhookSender({
      resolve: async () => answers[asked++] ?? [],
      mayConnect: (address) => address === '127.0.0.2',
    });
    // Plain HTTP, because there is no certificate for a public name here; the same code makes the connection.
    const request = to(`http://rebinding.example:${port}/hook?a=1`, { allowPrivate: true });
    expect(await send(request)).toEqual({ status: 204 });
    expect(asked).toBe(1);
    expect(got[0]?.headers.host).toBe(`rebinding.example:${port}`);
    expect(got[0]?.url).toBe('/hook?a=1');
  });

  test('does not follow redirects', async () => {
    const inner = await listen((_, response) => response.end());
    const outer = await listen((_, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${inner.port}/` }).end(),
    );
    const send = pinnedWebhookSender();
    const request = to(`http://127.0.0.1:${outer.port}/`, { allowPrivate: true });
    expect(await send(request)).toEqual({ status: 307 });
    expect(inner.got).toEqual([]);
  });

  test('reads only as much of a response as it needs', async () => {
    const { port } = await listen((_, response) => {
      response.writeHead(200);
      const more = () => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', more);
      };
      response.on('error', () => {});
      more();
    });
    const request = to(`http://127.0.0.1:${port}/`, { allowPrivate: true });
    expect(await pinnedWebhookSender()(request)).toEqual({ status: 200 });
  });

  test('times out on a server that never answers and a name that never resolves', async () => {
    const { port } = await listen(() => {});
    const request = to(`http://127.0.0.1:${port}/`, { allowPrivate: true, timeoutMs: 50 });
    await expect(pinnedWebhookSender()(request)).rejects.toThrow('no answer in time');
    const unresolved = pinnedWebhookSender({ resolve: () => new Promise(() => {}) });
    await expect(unresolved(to('https://market.example/', { timeoutMs: 50 }))).rejects.toThrow('not resolved in time');
  });

  test('does not connect to a private address that is allowed only in development', async () => {
    const { port, got } = await listen((_, response) => response.end());
    const send = pinnedWebhookSender({ resolve: async () => ['127.0.0.1'] });
    await expect(send(to(`https://market.example:${port}/`))).rejects.toBeInstanceOf(AddressRefused);
    expect(got).toEqual([]);
    expect(await send(to(`http://market.example:${port}/`, { allowPrivate: true }))).toEqual({ status: 200 });
  });
});
