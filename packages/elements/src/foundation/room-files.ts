import type { Client, UploadedFile } from '@workroom/client';
import { failureOf } from './failure.ts';
import type { RoomController } from './room-controller.ts';

// Files that come and go. What goes wrong is shown in the room.

/** How an upload goes on: told how much was sent, and given up by `signal`. */
export interface UploadProgress {
  readonly signal?: AbortSignal;
  readonly progress?: (share: number) => void;
}

/** Keeps a file with the marketplace, to be sent along with what is written. */
export async function uploadFile(
  { client, contract }: RoomController,
  file: File,
  how: UploadProgress = {},
): Promise<UploadedFile> {
  if (client === null || contract === null) throw new Error('There is no server to send the file to.');
  return client.uploadFile({ contractId: contract.id, file }, how);
}

/** Deletes a file that was sent and is not wanted. Should that fail, the server forgets it after a day. */
export function removeUpload({ client, contract }: RoomController, uploadId: string): void {
  if (client !== null && contract !== null) client.removeUpload({ contractId: contract.id, uploadId }).catch(() => {});
}

export function openFile(room: RoomController, uploadId: string): void {
  void shown(room, async (client, contractId) => follow(await client.fileUrl({ contractId, uploadId })));
}

/** What goes wrong is shown in the room. */
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

/** As a link would: a new window asked for this late would be taken for an advertisement. */
export function follow(url: string, saveAs = ''): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = saveAs;
  link.rel = 'noopener noreferrer';
  link.click();
}
