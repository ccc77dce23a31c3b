import type { WireAction, WireContract } from '@workroom/core/api';
import type { Failure } from '../foundation/failure.ts';
import type { Localize } from '../foundation/localize.ts';
import { composerView } from '../timeline/composer-view.ts';
import type { messageStrings } from '../timeline/message-strings.ts';

export interface MessageHost {
  readonly words: Localize<typeof messageStrings>;
  readonly action: () => WireAction | undefined;
  readonly failure: () => Failure | null;
  readonly isSending: () => boolean;
  /** @returns whether it was sent */
  readonly post: (text: string) => Promise<boolean>;
  readonly announce: (text: string) => void;
  readonly focus: (selector: string) => void;
  readonly requestUpdate: () => void;
}

const field = 'message-text';

/** Writes to everybody on the contract. What is typed stays until it was sent. */
export class MessageComposer {
  readonly #host: MessageHost;
  #typed = '';
  #error: string | undefined;

  constructor(host: MessageHost) {
    this.#host = host;
  }

  view({ viewer, client, freelancer }: WireContract): unknown {
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
        text: this.#typed,
        error: this.#error,
        failure: failure(),
        busy: isSending(),
        input: (text) => this.#write(text),
        send: () => void this.#send(),
      },
      words,
    );
  }

  forget(): void {
    this.#typed = '';
    this.#error = undefined;
  }

  async #send(): Promise<void> {
    const { words, isSending, post, announce, focus } = this.#host;
    if (isSending()) return;
    const typed = this.#typed;
    if (typed.trim() === '') {
      this.#write(typed, words.text('message.empty'));
      focus(`#${field}`);
      return;
    }
    if (!(await post(typed.trim()))) return;
    // What was typed on while it was sent stays.
    if (this.#typed === typed) this.#write('');
    announce(words.text('message.sent'));
    focus(`#${field}`);
  }

  #write(typed: string, error?: string): void {
    this.#typed = typed;
    this.#error = error;
    this.#host.requestUpdate();
  }
}
