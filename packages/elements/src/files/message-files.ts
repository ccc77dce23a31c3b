import type { RoomController } from '../foundation/room-controller.ts';
import { removeUpload, uploadFile } from '../foundation/room-files.ts';
import { type ComposerFiles, composerFiles } from './composer-files.ts';
import { FileTray, type SentFiles } from './file-tray.ts';
import type { FileWords } from './tray-view.ts';

/** The files of each unsent message. */
export class MessageFiles {
  readonly #room: RoomController;
  readonly #words: FileWords;
  readonly #trays = new Map<string, FileTray>();

  constructor(room: RoomController, words: FileWords) {
    this.#room = room;
    this.#words = words;
  }

  /**
   * @param key names the message
   * @param id the id of the text field
   */
  view(key: string, id: string): ComposerFiles {
    return composerFiles(id, this.#trayOf(key), this.#words, (selector) => this.#room.focus(selector));
  }

  /** Why the message cannot be sent yet. */
  unready(key: string): string | null {
    const { isSending = false, hasUnsent = false } = this.#trays.get(key) ?? {};
    if (isSending) return this.#words.text('files.wait');
    return hasUnsent ? this.#words.text('files.unsent') : null;
  }

  sent(key: string): SentFiles {
    return this.#trays.get(key)?.sent ?? [];
  }

  /** The files were sent with the message. */
  clear(key: string, files: SentFiles): void {
    this.#trays.get(key)?.clear(files);
  }

  /** Another person has signed in. */
  forget(): void {
    for (const tray of this.#trays.values()) tray.abandon();
    this.#trays.clear();
  }

  #trayOf(key: string): FileTray {
    const room = this.#room;
    const tray =
      this.#trays.get(key) ??
      new FileTray({
        limits: () => room.contract?.uploads ?? null,
        upload: (file, how) => uploadFile(room, file, how),
        remove: (uploadId) => removeUpload(room, uploadId),
        changed: () => room.redraw(),
      });
    this.#trays.set(key, tray);
    return tray;
  }
}
