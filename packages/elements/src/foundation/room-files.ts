import type { Client, UploadedFile } from '@workroom/client';
import { failureOf } from './failure.ts';
import type { RoomController } from './room-controller.ts';

// Uploads and downloads. Failures are shown in the room.

/** The progress callback and the abort signal of an upload. */
export interface UploadProgress {
  readonly signal?: AbortSignal;
  readonly progress?: (share: number) => void;
}

/** Uploads a file, to send it with a text. */
export async function uploadFile(
  { client, contract }: RoomController,
  file: File,
  how: UploadProgress = {},
): Promise<UploadedFile> {
  if (client === null || contract === null) throw new Error('There is no server to send the file to.');
  return client.uploadFile({ contractId: contract.id, file }, how);
}

/** Deletes an unused upload. If that fails, the server removes it after a day. */
export function removeUpload({ client, contract }: RoomController, uploadId: string): void {
  if (client !== null && contract !== null) client.removeUpload({ contractId: contract.id, uploadId }).catch(() => {});
}

export function openFile(room: RoomController, uploadId: string): void {
  void shown(room, async (client, contractId) => follow(await client.fileUrl({ contractId, uploadId })));
}

/** An error is shown in the room. */
export async function shown(
  room: RoomController,
  work: (client: Client, contractId: string) => Promise<void>,
): Promise<void> {
  const { client, contract, words } = room;
  if (client === null || contract === null) return;
  room.failure = null;
  try {
    await work(client, contract.id);
  } catch (error) {
    room.failure = failureOf(error, words);
  }
}

/** With a link, because a late popup would be blocked. */
export function follow(url: string, saveAs = ''): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = saveAs;
  link.rel = 'noopener noreferrer';
  link.click();
}
