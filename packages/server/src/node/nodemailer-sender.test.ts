import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import type { Mail } from '../notifications/mail/mail-option.ts';
import { nodemailerSender } from './nodemailer-sender.ts';

const mail: Mail = {
  to: { name: 'Dana "D" <x@y.example>, Élan', address: 'dana@market.example' },
  subject: 'Lee submitted work · “Brand”',
  text: 'Hello',
  html: '<p>Hello</p>',
  messageId: 'evt_1.u1@workroom',
  contractId: 'ctr_1',
  type: 'milestone.submitted',
  headers: { 'X-Workroom-Chain-Head': `entry=7; sha256=${'c'.repeat(64)}` },
};

/** The part of RFC 5321 that a client needs to send one message. */
function speakSmtp(socket: Socket, taken: (message: string) => void): void {
  let text = '';
  let isData = false;
  socket.write('220 test ESMTP\r\n');
  socket.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    if (isData) {
      const end = text.indexOf('\r\n.\r\n');
      if (end < 0) return;
      taken(text.slice(0, end));
      [text, isData] = ['', false];
      socket.write('250 taken\r\n');
      return;
    }
    for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
      const line = text.slice(0, end);
      text = text.slice(end + 2);
      isData = line === 'DATA';
      socket.write(isData ? '354 go on\r\n' : line.startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n');
    }
  });
}

test('a mail arrives complete, to one person, with a stable id', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const server = createServer((socket) => speakSmtp(socket, resolve));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const send = nodemailerSender({ transport: `smtp://127.0.0.1:${port}`, from: 'Market <no-reply@market.example>' });
  await send(mail);
  const message = await promise;
  expect(message).toMatch(/^Message-ID: <evt_1\.u1@workroom>$/im);
  expect(message.replaceAll(/\r\n\s+/g, ' ')).toMatch(/^X-Workroom-Chain-Head: entry=7; sha256=c{64}\r?$/im);
  expect(message).toMatch(/^Auto-Submitted: auto-generated$/im);
  expect(message).toMatch(/^From: Market <no-reply@market\.example>$/im);
  expect([...message.matchAll(/^To:(.*(?:\r\n\s.*)*)/gim)].map(([, to]) => to?.match(/<[^>]+>/g))).toEqual([
    ['<dana@market.example>'],
  ]);
  expect(message).toContain('text/plain');
  expect(message).toContain('text/html');
  server.close();
});
