import type { WireContract } from '@workroom/core/api';
import { nothing } from 'lit';
import type { ComposerFiles } from '../files/composer-files.ts';
import type { SentFiles } from '../files/file-tray.ts';
import { lazyFiles } from '../files/lazy-files.ts';
import { postMessage } from '../foundation/commands-in-place.ts';
import type { Run } from '../foundation/press.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import type message from '../locales/en/message.ts';
import { type ComposerOptions, composerView } from './composer-view.ts';

/** Fields that are written in place, without a dialog. */
type Kind = 'message' | 'statement';

interface Options extends ComposerOptions {
  /** Sends the command. */
  readonly send: (run: Run, written: string, files: SentFiles) => Promise<WireContract | null>;
  /** Whether files can be sent. */
  readonly takesFiles?: boolean;
  /** Announced afterwards. */
  readonly done: string;
}

interface Draft {
  readonly text: string;
  readonly error?: string;
}

/** The field for messages, and for statements in a dispute. The input is kept until it is sent. */
export class Composer {
  readonly #room: RoomController<typeof message>;
  /** By contract and kind, so that switching between conversations loses nothing. */
  readonly #drafts = new Map<string, Draft>();
  readonly #files;
  /** The field of the last error. */
  #sent: string | null = null;

  constructor(room: RoomController<typeof message>) {
    this.#room = room;
    this.#files = lazyFiles(room);
  }

  /** Sends a message to everybody on the contract. */
  messageView({ id, viewer, client, freelancer }: WireContract): unknown {
    const { text } = this.#room.words;
    const other = viewer === 'client' ? freelancer : viewer === 'freelancer' ? client : null;
    return this.view('message', {
      action: this.#room.action('post_message'),
      label: text('message.label'),
      placeholder: text('message.placeholder', { name: other?.name ?? text('message.everyone') }),
      button: text('message.send'),
      takesFiles: true,
      send: (run, written, files) =>
        run(postMessage, { contractId: id, text: written, ...(files.length === 0 ? {} : { files }) }),
      done: text('message.sent'),
    });
  }

  view(kind: Kind, options: Options): unknown {
    const { contract, failure, isBusy, words } = this.#room;
    if (contract === null) return nothing;
    const key = `${kind} ${contract.id}`;
    const isSent = this.#sent === key;
    const { text, error } = this.#drafts.get(key) ?? { text: '' };
    const state = {
      files: options.takesFiles && options.action?.enabled ? this.#filesView(kind, key) : null,
      text,
      error,
      failure: isSent ? failure : null,
      busy: isSent && isBusy,
      input: (typed: string) => this.#write(key, { text: typed }),
      send: () => void this.#send(`#${kind}-text`, key, options),
    };
    return composerView(`${kind}-text`, options, state, words);
  }

  /** Whether the last error belongs to this field. */
  get hasFailed(): boolean {
    return this.#sent !== null && this.#room.failure !== null;
  }

  /** Another command is sent now, with errors of its own. */
  leave(): void {
    this.#sent = null;
  }

  /** Another person has signed in. */
  forget(): void {
    this.#drafts.clear();
    this.#files.made?.forget();
    this.#sent = null;
  }

  #filesView(kind: Kind, key: string): ComposerFiles | null {
    if (!this.#room.contract?.uploads) return null;
    if (this.#files.error === null) void this.#files.load();
    return this.#files.made?.view(key, `${kind}-text`) ?? null;
  }

  async #send(field: string, key: string, { send, done }: Options): Promise<void> {
    const room = this.#room;
    if (room.isBusy) return;
    const typed = this.#drafts.get(key)?.text ?? '';
    if (typed.trim() === '') {
      this.#write(key, { text: typed, error: room.words.text('message.empty') });
      room.focus(field);
      return;
    }
    const { made } = this.#files;
    const unready = made?.unready(key);
    if (unready) {
      this.#write(key, { text: typed, error: unready });
      room.focus(field);
      return;
    }
    const files = made?.sent(key) ?? [];
    this.#sent = key;
    const finish = () => {
      // Text typed while sending is kept.
      if (this.#drafts.get(key)?.text === typed) this.#write(key, { text: '' });
      made?.clear(key, files);
      room.announce(done);
    };
    if ((await send((command, input) => room.run(command, input, finish), typed.trim(), files)) === null) return;
    this.#sent = null;
    finish();
    room.focus(field);
  }

  #write(key: string, draft: Draft): void {
    this.#drafts.set(key, draft);
    this.#room.redraw();
  }
}
