import { addStatement, postMessage } from '../foundation/commands-in-place.ts';
import type { Failure } from '../foundation/failure.ts';
import type { Run } from '../foundation/press.ts';
import { type Composer, composerView } from '../timeline/composer-view.ts';
import type { ComposerKind, Room } from './room.ts';

export interface ComposerHost {
  readonly room: () => Room | null;
  readonly failure: () => Failure | null;
  readonly run: Run;
  readonly announce: (text: string) => void;
  readonly focus: (selector: string) => void;
  readonly requestUpdate: () => void;
}

interface Written {
  readonly text: string;
  readonly error: string | undefined;
}

/** What is written in place: messages, and statements in a dispute. */
export class ComposerController {
  readonly #host: ComposerHost;
  readonly #written = new Map<ComposerKind, Written>();
  /** Whose failure the last one was. */
  #sent: ComposerKind | null = null;

  constructor(host: ComposerHost) {
    this.#host = host;
  }

  view(kind: ComposerKind, composer: Composer): unknown {
    const room = this.#host.room();
    if (room === null) return null;
    const { text, error } = this.#written.get(kind) ?? { text: '', error: undefined };
    const state = {
      text,
      error,
      failure: this.#sent === kind ? this.#host.failure() : null,
      busy: room.busy && this.#sent === kind,
      input: (typed: string) => this.#write(kind, { text: typed, error: undefined }),
      send: () => void this.#send(kind),
    };
    return composerView(`${kind}-text`, composer, state, room.words);
  }

  /** Whether what failed last was written here. */
  get hasFailed(): boolean {
    return this.#sent !== null && this.#host.failure() !== null;
  }

  /** Something else is done now; its failures are its own. */
  leave(): void {
    this.#sent = null;
  }

  forget(): void {
    this.#written.clear();
    this.#sent = null;
  }

  async #send(kind: ComposerKind): Promise<void> {
    const room = this.#host.room();
    if (room === null || room.busy) return;
    const { text } = room.words;
    const typed = this.#written.get(kind)?.text ?? '';
    const field = `#${kind}-text`;
    if (typed.trim() === '') {
      this.#write(kind, { text: typed, error: text('message.empty') });
      this.#host.focus(field);
      return;
    }
    this.#sent = kind;
    const contractId = room.contract.id;
    const disputeId = room.contract.dispute?.id ?? '';
    const finish = () => {
      // What was typed on while it was sent stays.
      if (this.#written.get(kind)?.text === typed) this.#write(kind, { text: '', error: undefined });
      this.#host.announce(text(kind === 'message' ? 'message.sent' : 'dispute.added'));
    };
    const after =
      kind === 'message'
        ? await this.#host.run(postMessage, { contractId, text: typed.trim() }, finish)
        : await this.#host.run(addStatement, { contractId, disputeId, message: typed.trim() }, finish);
    if (after === null) return;
    this.#sent = null;
    finish();
    this.#host.focus(field);
  }

  #write(kind: ComposerKind, written: Written): void {
    this.#written.set(kind, written);
    this.#host.requestUpdate();
  }
}
