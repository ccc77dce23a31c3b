import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Timer } from '../timer.ts';
import type { StoredFile } from '../uploads/upload-storage.ts';

export interface Taking {
  /** The path of the file, with its description beside it in `.json`. */
  readonly place: string;
  /** The announced file. */
  readonly file: StoredFile;
  readonly timer: Timer;
  readonly withinMs: number;
}

export type TakingOutcome = 'taken' | 'too large' | 'different' | 'too slow' | 'no room';

/** Writes a file as it arrives. It appears complete with its description, or not at all. */
export async function takeUpload(body: Request['body'], taking: Taking): Promise<TakingOutcome> {
  const { place, file } = taking;
  const suffix = `${randomBytes(6).toString('hex')}.part`;
  const [part, description] = [`${place}.${suffix}`, `${place}.json.${suffix}`];
  try {
    await mkdir(dirname(place), { recursive: true });
    const received = await written(part, (handle) => receive(body, handle, taking));
    if (received !== 'taken') return received;
    await written(description, (handle) => handle.writeFile(JSON.stringify(file)));
    // The description is written first, so that a file always has one.
    await rename(description, `${place}.json`);
    await rename(part, place);
    return 'taken';
  } catch (error) {
    if (isOutOfRoom(error)) return 'no room';
    throw error;
  } finally {
    await Promise.all([rm(part, { force: true }), rm(description, { force: true })]);
  }
}

/** Afterwards the file is on the disk. */
async function written<Result>(path: string, write: (handle: FileHandle) => Promise<Result>): Promise<Result> {
  const handle = await open(path, 'wx');
  try {
    const result = await write(handle);
    await handle.sync();
    return result;
  } finally {
    await handle.close();
  }
}

async function receive(
  body: Request['body'],
  handle: FileHandle,
  { file, timer, withinMs }: Taking,
): Promise<TakingOutcome> {
  const hash = createHash('sha256');
  const reader = body?.getReader();
  let isLate = false;
  const leave = () => void reader?.cancel().catch(() => {});
  const callOff = timer(() => {
    isLate = true;
    leave();
  }, withinMs);
  let size = 0;
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (isLate) return 'too slow';
      if (done) break;
      size += value.length;
      if (size > file.size) {
        leave();
        return 'too large';
      }
      hash.update(value);
      // One `write` may write only a part; `writeFile` continues until all is written.
      await handle.writeFile(value);
    }
  } catch (error) {
    leave();
    throw error;
  } finally {
    callOff();
  }
  return size === file.size && hash.digest('hex') === file.sha256 ? 'taken' : 'different';
}

/** The disk is full, or a limit on space or file size was reached. */
function isOutOfRoom(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(error.code));
}
