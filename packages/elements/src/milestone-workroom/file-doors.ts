import type { Client, UploadedFile } from '@workroom/client';
import { type Failure, failureOf } from '../foundation/failure.ts';
import type { Localize } from '../foundation/localize.ts';
import type { Room } from './room.ts';

export interface FileHost {
  readonly client: () => Client | null;
  readonly setFailure: (failure: Failure | null) => void;
  readonly words: Localize<Record<never, never>>;
}

/** Files that come and go: uploads, downloads, the evidence. What goes wrong is shown in the room. */
export class FileDoors {
  readonly #host: FileHost;

  constructor(host: FileHost) {
    this.#host = host;
  }

  doors(contractId: string): Pick<Room, 'upload' | 'openFile' | 'exportEvidence'> {
    return {
      upload: (file) => this.#upload(contractId, file),
      openFile: (uploadId) =>
        void this.#shown(async (client) => follow(await client.fileUrl({ contractId, uploadId }))),
      exportEvidence: (format) =>
        void this.#shown(async (client) => {
          const url = URL.createObjectURL(await client.exportFile({ contractId, format }));
          follow(url, `${contractId}.${format}`);
          URL.revokeObjectURL(url);
        }),
    };
  }

  async #upload(contractId: string, file: File): Promise<UploadedFile> {
    const client = this.#host.client();
    if (client === null) throw new Error('There is no server to send the file to.');
    return client.uploadFile({ contractId, file });
  }

  async #shown(work: (client: Client) => Promise<void>): Promise<void> {
    const client = this.#host.client();
    if (client === null) return;
    this.#host.setFailure(null);
    try {
      await work(client);
    } catch (error) {
      this.#host.setFailure(failureOf(error, this.#host.words));
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
