import type { WireAction, WireContract } from '@workroom/core/api';
import type { Failure } from '../foundation/failure.ts';
import type { Localize } from '../foundation/localize.ts';
import type message from '../locales/en/message.ts';
import { composerView } from '../timeline/composer-view.ts';

export interface MessageHost {
  readonly words: Localize<typeof message>;
  readonly action: () => WireAction | undefined;
  readonly failure: () => Failure | null;
  readonly isSending: () => boolean;
  /**
   * @param found its answer was lost, and now it shows that it was sent
   * @returns whether it was sent
   */
  readonly post: (text: string, found: () => void) => Promise<boolean>;
  readonly announce: (text: string) => void;
  readonly focus: (selector: string) => void;
  readonly requestUpdate: () => void;
}

const field = 'message-text';

/** Writes to everybody on the contract. What is typed stays until it was sent. */
export class MessageComposer {
  readonly #host: MessageHost;
  /** By contract: another conversation and back loses nothing. */
  readonly #drafts = new Map<string, string>();
  #contractId = '';
  #error: string | undefined;

  constructor(host: MessageHost) {
    this.#host = host;
  }

  view({ id, viewer, client, freelancer }: WireContract): unknown {
    if (id !== this.#contractId) this.#error = undefined;
    this.#contractId = id;
    const { words, action, failure, isSending } = this.#host;
    const other = viewer === 'client' ? freelancer : viewer === 'freelancer' ? client : null;
    const name = other?.name ?? words.text('message.everyone');
    return composerView(
      field,
      {
        action: action(),
        label: words.text('message.label'),
        placeholder: words.text('message.placeholder', { name }),
        button: words.text('message.send'),
      },
      {
        text: this.#drafts.get(id) ?? '',
        error: this.#error,
        failure: failure(),
        busy: isSending(),
        input: (text) => this.#write(id, text),
        send: () => void this.#send(),
      },
      words,
    );
  }

  /** Somebody else writes here now. */
  forget(): void {
    this.#drafts.clear();
    this.#error = undefined;
  }

  async #send(): Promise<void> {
    const { words, isSending, post, announce, focus } = this.#host;
    if (isSending()) return;
    const contractId = this.#contractId;
    const typed = this.#drafts.get(contractId) ?? '';
    if (typed.trim() === '') {
      this.#write(contractId, typed, words.text('message.empty'));
      focus(`#${field}`);
      return;
    }
    const finish = () => {
      // What was typed on while it was sent stays.
      if (this.#drafts.get(contractId) === typed) this.#write(contractId, '');
      announce(words.text('message.sent'));
    };
    if (!(await post(typed.trim(), finish))) return;
    finish();
    focus(`#${field}`);
  }

  #write(contractId: string, typed: string, error?: string): void {
    this.#drafts.set(contractId, typed);
    this.#error = error;
    this.#host.requestUpdate();
  }
}
