import type { Client, UploadedFile } from '@workroom/client';
import { failureOf } from '../foundation/failure.ts';
import type { RoomController } from '../foundation/room-controller.ts';

/** Files that come and go: uploads, downloads, the evidence. What goes wrong is shown in the room. */
export class RoomFiles {
  readonly #room: RoomController;

  constructor(room: RoomController) {
    this.#room = room;
  }

  /** Keeps a file with the marketplace, to be sent along with what is written. */
  async upload(file: File): Promise<UploadedFile> {
    const { client, contract } = this.#room;
    if (client === null || contract === null) throw new Error('There is no server to send the file to.');
    return client.uploadFile({ contractId: contract.id, file });
  }

  open(uploadId: string): void {
    void this.#shown(async (client, contractId) => follow(await client.fileUrl({ contractId, uploadId })));
  }

  exportEvidence(format: 'json' | 'html'): void {
    void this.#shown(async (client, contractId) => {
      const url = URL.createObjectURL(await client.exportFile({ contractId, format }));
      follow(url, `${contractId}.${format}`);
      URL.revokeObjectURL(url);
    });
  }

  async #shown(work: (client: Client, contractId: string) => Promise<void>): Promise<void> {
    const room = this.#room;
    const { client, contract, words } = room;
    if (client === null || contract === null) return;
    room.failure = null;
    try {
      await work(client, contract.id);
    } catch (error) {
      room.failure = failureOf(error, words);
    }
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
