import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UploadStorage } from '../uploads/upload-storage.ts';
import { diskUploads } from './disk-uploads.ts';

/** Files in a separate folder, which is created by the first upload. */
export function temporaryUploads(nowMs: () => number): UploadStorage {
  return diskUploads({ directory: join(tmpdir(), 'workroom-uploads', crypto.randomUUID()), nowMs });
}
