import type { WireContract } from '@workroom/core/api';
import { nothing } from 'lit';
import { postMessage } from '../foundation/commands-in-place.ts';
import type { Run } from '../foundation/press.ts';
import type { RoomController } from '../foundation/room-controller.ts';
import type message from '../locales/en/message.ts';
import { type ComposerOptions, composerView } from './composer-view.ts';

/** What is written in place, without a dialog. */
type Kind = 'message' | 'statement';

interface Options extends ComposerOptions {
  /** Gives the command. */
  readonly send: (run: Run, written: string) => Promise<WireContract | null>;
  /** Announced afterwards. */
  readonly done: string;
}

interface Draft {
  readonly text: string;
  readonly error?: string;
}

/** Where messages, and statements in a dispute, are written. What is typed stays until it was sent. */
export class Composer {
  readonly #room: RoomController<typeof message>;
  /** By contract and kind: another conversation and back loses nothing. */
  readonly #drafts = new Map<string, Draft>();
  /** Whose failure the last one was. */
  #sent: string | null = null;

  constructor(room: RoomController<typeof message>) {
    this.#room = room;
  }

  /** Writes to everybody on the contract. */
  messageView({ id, viewer, client, freelancer }: WireContract): unknown {
    const { text } = this.#room.words;
    const other = viewer === 'client' ? freelancer : viewer === 'freelancer' ? client : null;
    return this.view('message', {
      action: this.#room.action('post_message'),
      label: text('message.label'),
      placeholder: text('message.placeholder', { name: other?.name ?? text('message.everyone') }),
      button: text('message.send'),
      send: (run, written) => run(postMessage, { contractId: id, text: written }),
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
      text,
      error,
      failure: isSent ? failure : null,
      busy: isSent && isBusy,
      input: (typed: string) => this.#write(key, { text: typed }),
      send: () => void this.#send(`#${kind}-text`, key, options),
    };
    return composerView(`${kind}-text`, options, state, words);
  }

  /** Whether what failed last was written here. */
  get hasFailed(): boolean {
    return this.#sent !== null && this.#room.failure !== null;
  }

  /** Something else is done now; its failures are its own. */
  leave(): void {
    this.#sent = null;
  }

  /** Somebody else writes here now. */
  forget(): void {
    this.#drafts.clear();
    this.#sent = null;
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
    this.#sent = key;
    const finish = () => {
      // What was typed on while it was sent stays.
      if (this.#drafts.get(key)?.text === typed) this.#write(key, { text: '' });
      room.announce(done);
    };
    if ((await send((command, input) => room.run(command, input, finish), typed.trim())) === null) return;
    this.#sent = null;
    finish();
    room.focus(field);
  }

  #write(key: string, draft: Draft): void {
    this.#drafts.set(key, draft);
    this.#room.redraw();
  }
}
