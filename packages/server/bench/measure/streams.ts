import { connect, type Socket } from 'node:net';
import { request } from './load.ts';

export interface OpenStream {
  close(): void;
}

/**
 * Opens an event stream and reports every event on arrival.
 *
 * @param heard called with the event's data
 */
export function openStream(
  port: number,
  path: string,
  token: string,
  heard: (data: string) => void,
): Promise<OpenStream> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let rest = '';
    let isOpen = false;
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.write(request('GET', path, { authorization: `Bearer ${token}`, accept: 'text/event-stream' }));
    });
    socket.setEncoding('utf8').on('data', (text: string) => {
      rest += text;
      if (!isOpen && rest.includes('\r\n\r\n')) {
        if (!rest.startsWith('HTTP/1.1 200')) return reject(new Error(rest));
        isOpen = true;
        resolve({ close: () => socket.destroy() });
      }
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data: ')) heard(line);
    });
  });
}
