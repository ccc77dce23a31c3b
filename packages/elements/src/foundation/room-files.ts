import type { Client, UploadedFile } from '@workroom/client';
import { failureOf } from './failure.ts';
import type { RoomController } from './room-controller.ts';

// Files that come and go. What goes wrong is shown in the room.

/** Keeps a file with the marketplace, to be sent along with what is written. */
export async function uploadFile({ client, contract }: RoomController, file: File): Promise<UploadedFile> {
  if (client === null || contract === null) throw new Error('There is no server to send the file to.');
  return client.uploadFile({ contractId: contract.id, file });
}

export function openFile(room: RoomController, uploadId: string): void {
  void shown(room, async (client, contractId) => follow(await client.fileUrl({ contractId, uploadId })));
}

export function exportEvidence(room: RoomController, format: 'json' | 'html'): void {
  void shown(room, async (client, contractId) => {
    const url = URL.createObjectURL(await client.exportFile({ contractId, format }));
    follow(url, `${contractId}.${format}`);
    URL.revokeObjectURL(url);
  });
}

async function shown(room: RoomController, work: (client: Client, contractId: string) => Promise<void>): Promise<void> {
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
function follow(url: string, saveAs = ''): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = saveAs;
  link.rel = 'noopener noreferrer';
  link.click();
}
