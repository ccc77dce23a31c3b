import { connect } from 'node:net';

/**
 * Whether a PostgreSQL server accepts TLS on this port: it answers an SSLRequest with one byte, S or N (PostgreSQL,
 * Frontend/Backend Protocol, section SSL Session Encryption).
 *
 * @returns null if it does not answer
 */
export function offersTls(host: string, port: number, withinMs = 3_000): Promise<boolean | null> {
  const request = Buffer.alloc(8);
  request.writeInt32BE(8, 0);
  request.writeInt32BE(80_877_103, 4);
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const answer = (says: boolean | null) => {
      socket.destroy();
      resolve(says);
    };
    socket.setTimeout(withinMs, () => answer(null));
    socket.once('error', () => answer(null));
    socket.once('close', () => resolve(null));
    socket.once('connect', () => socket.write(request));
    socket.once('data', (bytes) => answer(bytes[0] === 0x53));
  });
}
