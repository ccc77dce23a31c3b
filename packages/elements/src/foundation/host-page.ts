import type { InputOf } from '@workroom/client';
import type { WireContract, WirePayment } from '@workroom/core/api';
import type { AnnouncedCommand, ContractCommand } from './announced-command.ts';
import { fire, type WorkroomEventMap, WorkroomIntentEvent } from './events.ts';
import { type Press, pressOf } from './press.ts';

/**
 * The page around an element: its events, and whether it may show an overlay, which an element's dialog must
 * not make inert.
 */
export class HostPage {
  readonly #element: HTMLElement;
  readonly #changed: () => void;
  /** The overlays it may show: the step before a command, a sign-in, a bank's window by payment id. */
  readonly #open = new Set<string>();

  /**
   * @param changed called when `isShowing` may have changed; at once, because the page may want to focus its overlay
   */
  constructor(element: HTMLElement, changed: () => void) {
    this.#element = element;
    this.#changed = changed;
  }

  /** Whether it may show an overlay. */
  isShowing(contract: WireContract | null): boolean {
    for (const { id, status } of contract?.payments ?? []) if (status !== 'requires_action') this.#open.delete(id);
    return this.#open.size > 0;
  }

  /** All overlays have ended, except for a sign-in that the session waits for. */
  isDone(): void {
    for (const what of this.#open) if (what !== 'sign-in') this.#open.delete(what);
  }

  tell<Name extends keyof WorkroomEventMap>(
    name: Name,
    detail: WorkroomEventMap[Name]['detail'],
    options?: { readonly bubbles: boolean },
  ): void {
    fire(this.#element, name, detail, options);
  }

  tellFact({ command, input }: Press, contract: WireContract): void {
    fire(this.#element, command.fact, { operation: command.operation, input, contract });
  }

  confirmPayment(contract: WireContract, payment: WirePayment): void {
    this.#set(payment.id, true);
    this.tell('workroom-payment-action', { contract, payment });
  }

  sessionOver(): void {
    this.#set('session', true);
    this.tell('workroom-session-expired', {});
  }

  /** Records whether the page may be showing a sign-in while a session is fetched. */
  signIn(isOpen: boolean): void {
    if (isOpen !== this.#open.has('sign-in')) this.#set('sign-in', isOpen);
  }

  /** The next rendering shows the error. */
  sessionIsBack(): void {
    this.#open.delete('session');
  }

  /**
   * Asks the page whether a command may be sent and, for a charge, for the payment method.
   *
   * @param failed called if the page's own step failed @returns `null` if the page or its step stopped it
   */
  async ask<Name extends ContractCommand>(
    command: AnnouncedCommand<Name>,
    asked: InputOf<Name>,
    shown: WireContract,
    failed: (error: unknown) => void,
  ): Promise<Press<Name> | null> {
    const detail = { operation: command.operation, input: asked, contract: shown };
    const intent = new WorkroomIntentEvent(command.request, {
      detail,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    this.#set('step', command.charges === true);
    const isStopped = !this.#element.dispatchEvent(intent);
    this.#set('step', !isStopped && intent.answer !== null);
    if (isStopped) return null;
    const { seq, version, viewer } = shown;
    const press = { command, asked, input: asked, shown: { seq, version, viewer } };
    if (intent.answer === null) return pressOf(press);
    try {
      const paymentMethod = (await intent.answer)?.paymentMethod;
      const isNamed = command.charges === true && paymentMethod !== undefined;
      return pressOf(isNamed ? { ...press, input: { ...asked, paymentMethod } } : press);
    } catch (error) {
      // The person closed the page's card picker.
      if (!(error instanceof DOMException && error.name === 'AbortError')) failed(error);
      return null;
    } finally {
      this.#set('step', false);
    }
  }

  #set(what: string, isOpen: boolean): void {
    if (isOpen) this.#open.add(what);
    else this.#open.delete(what);
    this.#changed();
  }
}
