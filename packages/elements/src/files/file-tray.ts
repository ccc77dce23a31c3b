import type { UploadedFile } from '@workroom/client';
import type { WireContract } from '@workroom/core/api';
import type { UploadProgress } from '../foundation/room-files.ts';
import { thumbnailOf } from './thumbnail.ts';

/** The maximum number of files for one submission, statement or message. */
export const mostFiles = 20;

type Limits = NonNullable<WireContract['uploads']>;

/** Why a file is not sent. */
export type RefusedFile = 'tooLarge' | 'empty' | 'type' | 'tooMany';

export interface TrayFile {
  /** The same for all attempts to send the file. */
  readonly key: number;
  readonly file: File;
  readonly state: 'sending' | 'sent' | 'failed' | 'refused';
  /** From 0 to 1; `null` if unknown. */
  readonly share: number | null;
  readonly refused: RefusedFile | null;
  /** The reason of the failure, if the server gave one. */
  readonly error: unknown;
  readonly uploadId: UploadedFile['uploadId'] | null;
  /** The thumbnail of an image, once it is rendered. */
  readonly thumbnail: HTMLCanvasElement | null;
}

/** The upload for the command. */
export type SentFiles = { uploadId: UploadedFile['uploadId'] }[];

export interface FileTrayOptions {
  readonly limits: () => Limits | null;
  readonly upload: (file: File, how: UploadProgress) => Promise<UploadedFile>;
  /** Deletes an uploaded file. */
  readonly remove: (uploadId: string) => void;
  /** Called when the files must be rendered again. */
  readonly changed: () => void;
}

/** Files to send with a text. Each is uploaded separately, so that a failed one does not affect the others. */
export class FileTray {
  files: readonly TrayFile[] = [];
  readonly #options: FileTrayOptions;
  readonly #sending = new Map<number, AbortController>();
  #keys = 0;

  constructor(options: FileTrayOptions) {
    this.#options = options;
  }

  get limits(): Limits | null {
    return this.#options.limits();
  }

  get isFull(): boolean {
    return this.#taken.length >= mostFiles;
  }

  get isSending(): boolean {
    return this.files.some(({ state }) => state === 'sending');
  }

  /** Whether failed files wait to be retried or removed. */
  get hasUnsent(): boolean {
    return this.files.some(({ state }) => state === 'failed' || state === 'refused');
  }

  get sent(): SentFiles {
    return this.files.flatMap(({ uploadId }) => (uploadId === null ? [] : [{ uploadId }]));
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      this.#keys += 1;
      const refused = this.#refusalOf(file);
      const state = refused === null ? 'sending' : 'refused';
      const added = { key: this.#keys, file, state, refused, share: null, error: null, uploadId: null } as const;
      this.files = [...this.files, { ...added, thumbnail: null }];
      if (refused !== null) continue;
      void this.#send(added.key, file);
      void thumbnailOf(file).then((thumbnail) => this.#change(added.key, { thumbnail }));
    }
    this.#options.changed();
  }

  again(key: number): void {
    const failed = this.files.find((file) => file.key === key && file.state === 'failed');
    if (failed === undefined) return;
    this.#change(key, { state: 'sending', share: null, error: null });
    void this.#send(key, failed.file);
  }

  remove(key: number): void {
    const removed = this.files.find((file) => file.key === key);
    this.files = this.files.filter((file) => file !== removed);
    this.#giveUp(key);
    if (removed?.uploadId) this.#options.remove(removed.uploadId);
    this.#options.changed();
  }

  /** These files were sent with the command; files added since then are kept. */
  clear(handedOver: readonly { readonly uploadId: string }[] = this.sent): void {
    const gone = new Set(handedOver.map(({ uploadId }) => uploadId));
    this.files = this.files.filter(({ uploadId }) => uploadId === null || !gone.has(uploadId));
    this.#options.changed();
  }

  /** Discards all files. */
  abandon(): void {
    for (const { key } of this.files) this.#giveUp(key);
    this.files = [];
  }

  get #taken(): readonly TrayFile[] {
    return this.files.filter(({ state }) => state !== 'refused');
  }

  #refusalOf({ size, type }: File): RefusedFile | null {
    const { limits } = this;
    if (this.isFull) return 'tooMany';
    if (size === 0) return 'empty';
    if (size > (limits?.maxBytes ?? 0)) return 'tooLarge';
    const mediaType = type.split(';')[0] || 'application/octet-stream';
    const isTaken = limits?.contentTypes?.some((pattern) =>
      pattern.endsWith('/*') ? mediaType.startsWith(pattern.slice(0, -1)) : mediaType === pattern,
    );
    return isTaken === false ? 'type' : null;
  }

  async #send(key: number, file: File): Promise<void> {
    const controller = new AbortController();
    this.#sending.set(key, controller);
    const progress = (share: number) => this.#change(key, { share });
    try {
      const { uploadId } = await this.#options.upload(file, { signal: controller.signal, progress });
      if (controller.signal.aborted) this.#options.remove(uploadId);
      else this.#change(key, { state: 'sent', share: 1, uploadId });
    } catch (error) {
      if (!controller.signal.aborted) this.#change(key, { state: 'failed', share: null, error });
    } finally {
      if (this.#sending.get(key) === controller) this.#sending.delete(key);
    }
  }

  #giveUp(key: number): void {
    this.#sending.get(key)?.abort();
    this.#sending.delete(key);
  }

  #change(key: number, change: Partial<TrayFile>): void {
    if (!this.files.some((file) => file.key === key)) return;
    this.files = this.files.map((file) => (file.key === key ? { ...file, ...change } : file));
    this.#options.changed();
  }
}
