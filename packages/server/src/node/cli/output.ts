import type { Writable } from 'node:stream';
import type { Terminal } from './terminal.ts';

/** Writes lines of the result to a reader that may be slow, or may stop like `head`. */
export function standardOutput(stream: Writable): Pick<Terminal, 'out' | 'flushed'> {
  let isRead = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    isRead = false;
  });
  return {
    out: (line) => {
      if (isRead) stream.write(`${line}\n`);
    },
    async flushed() {
      if (isRead && stream.writableNeedDrain) {
        await new Promise<void>((resolve) => {
          const done = () => {
            stream.off('drain', done).off('close', done).off('error', done);
            resolve();
          };
          stream.on('drain', done).on('close', done).on('error', done);
        });
      }
      return isRead;
    },
  };
}
