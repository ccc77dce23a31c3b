import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { diskUploads } from './disk-uploads.ts';

// A separate process with a file size limit of 4 KiB. It sends one file that fits and one that does not.

const directory = process.argv[2] ?? '';
const contractId = 'ctr_full';
const storage = diskUploads({ directory, secret: 's' });

async function send(uploadId: 'upl_small' | 'upl_large', size: number): Promise<number | undefined> {
  const body = new Uint8Array(size).fill(7);
  const sha256 = createHash('sha256').update(body).digest('hex');
  const file = { contractId, uploadId, name: 'a', size, contentType: 'text/plain', sha256 } as const;
  const { url } = await storage.target(file, new Date(Date.now() + 60_000));
  const answered = await storage.serve?.(new Request(`https://api.test/${url}`, { method: 'PUT', body }));
  return answered?.status;
}

const small = await send('upl_small', 1_000);
const large = await send('upl_large', 4_200);
const found = await storage.find(contractId, 'upl_large');
const left = (await readdir(join(directory, contractId))).toSorted();
console.log(JSON.stringify({ small, large, found, left }));
