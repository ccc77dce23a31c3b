import type { Client, InputOf } from '@workroom/client';
import type { WireAction, WireContract, WirePayment } from '@workroom/core/api';
import type { LitElement, ReactiveController } from 'lit';
import type { AnnouncedCommand, ContractCommand } from './announced-command.ts';
import { requestedIn } from './approvals.ts';
import { ConnectionController } from './connection-controller.ts';
import { withErasedWords } from './erased-words.ts';
import { commandFailureOf, type Failure, isSessionOver, paymentStepFailure } from './failure.ts';
import { HostPage } from './host-page.ts';
import { contractOf, type LiveContract } from './live-contract.ts';
import { Localize } from './localize.ts';
import type { MessagePart, Messages } from './messages.ts';
import type { Settings } from './settings.ts';

type RoomElement = LitElement & { readonly contractId: string | undefined };

/** The element's callbacks for changes in its room. */
export interface RoomHooks {
  readonly settings: () => Settings;
  readonly announce: (text: string) => void;
  /** The contract or the person has changed: input and results are cleared. */
  readonly forget: (other: 'contract' | 'person') => void;
  /** The contract was loaded or has changed. */
  readonly contractChanged: (contract: WireContract, before: WireContract | null) => void;
  /** `isAside` may have changed. */
  readonly asideChanged: () => void;
}

/**
 * The state that all parts of an element about one contract share: the contract, commands and their failures, texts,
 * overlays of the page, and focus. A part takes only this.
 */
export class RoomController<Own extends Messages = Record<never, never>> implements ReactiveController {
  readonly element: RoomElement;
  readonly words: Localize<Own>;
  readonly #hooks: RoomHooks;
  readonly #page: HostPage;
  readonly #connection: ConnectionController;
  #live: LiveContract | null = null;
  #stopListening: (() => void) | null = null;
  #isBusy = false;
  #failure: Failure | null = null;
  #isUnset = false;
  /** The contract that the person sees; commands refer to it. */
  #drawn: WireContract | null = null;
  #reported: { ready: boolean; error: unknown } = { ready: false, error: null };
  readonly #announcedPayments = new Set<string>();
  #focusNext: string | null = null;

  /** @param parts the parts of the other languages that contain the texts of `own` */
  constructor(element: RoomElement, own: Own, parts: readonly MessagePart[], hooks: RoomHooks) {
    this.element = element;
    this.#hooks = hooks;
    this.#page = new HostPage(element, hooks.asideChanged);
    this.words = new Localize<Own>(element, own, hooks.settings, parts);
    this.#connection = new ConnectionController(element, hooks.settings, {
      connectionChanged: () => this.#stop(),
      personChanged: () => {
        this.failure = null;
        hooks.forget('person');
      },
      signInChanged: (isOpen) => this.#page.signIn(isOpen),
    });
    element.addController(this);
  }

  get contract(): WireContract | null {
    const contract = this.#live?.contract ?? null;
    return contract === null ? null : withErasedWords(contract, this.words);
  }

  /** The client of this person; `null` while the element has no server. */
  get client(): Client | null {
    return this.#connection.client;
  }

  /** Why the contract could not be read; earlier data is kept. */
  get error(): unknown {
    return this.#live?.error ?? null;
  }

  /** Whether the last read failed, so that the shown data may be outdated. */
  get isStale(): boolean {
    return this.contract !== null && this.error !== null;
  }

  /** Whether the element has had no contract or server for too long. */
  get isUnset(): boolean {
    return this.#isUnset;
  }

  /** Whether a command is in flight; there is one at a time. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Why the last command failed. */
  get failure(): Failure | null {
    return this.#failure;
  }

  set failure(failure: Failure | null) {
    this.#failure = failure;
    this.redraw();
  }

  /** Whether the page shows an overlay, which our dialogs must not make inert. */
  get isAside(): boolean {
    return this.#page.isShowing(this.contract);
  }

  /** A dialog opens or closes, so earlier overlays of the page have ended. */
  comeBack(): void {
    this.#page.isDone();
  }

  /** The action of this person, or `undefined` if it does not apply. */
  action(name: WireAction['name'], milestoneId: string | null = null): WireAction | undefined {
    return this.contract?.actions.find((each) => each.name === name && each.milestoneId === milestoneId);
  }

  /** Adds the English texts of a lazily loaded part. */
  learn<More extends Messages>(more: More): RoomController<Own & More> {
    this.words.learn(more);
    // The object is the same, and now contains these texts too.
    return this as unknown as RoomController<Own & More>;
  }

  redraw(): void {
    this.element.requestUpdate();
  }

  announce(text: string): void {
    this.#hooks.announce(text);
  }

  /** Moves the focus after the next drawing. */
  focus(selector: string): void {
    this.#focusNext = selector;
    this.redraw();
  }

  /** Reads the contract again now. */
  async refresh(): Promise<void> {
    await this.#live?.refresh();
  }

  /** Fires an event on the page. */
  tell(...event: Parameters<HostPage['tell']>): void {
    this.#page.tell(...event);
  }

  /** Fires the event that a payment needs the client's action. */
  confirmPayment(payment: WirePayment): void {
    const { contract } = this;
    if (contract !== null) this.#page.confirmPayment(contract, payment);
  }

  /**
   * Fires the request event, sends the command, and fires the fact. While a command is in flight, a second one does
   * nothing. A press without an answer is repeated unchanged, without asking the page again.
   *
   * @param found called if the answer was lost and the contract now shows that it was executed @returns the contract in
   * its new state, or `null` if it was not done; then `failure` has the reason, unless the page stopped it
   */
  async run<Name extends ContractCommand>(
    command: AnnouncedCommand<Name>,
    input: InputOf<Name>,
    found?: (contract: WireContract) => void,
  ): Promise<WireContract | null> {
    const live = this.#live;
    const shown = this.#drawn;
    if (this.#isBusy || live === null || shown === null) return null;
    this.#isBusy = true;
    this.failure = null;
    let press = live.unanswered.find(command, input);
    try {
      press ??= await this.#page.ask(command, input, shown, (error) => {
        this.failure = paymentStepFailure(error, this.words);
      });
      if (press === null) return null;
      live.unanswered.wait(press, this, null);
      const contract = await live.send(press);
      const approval = requestedIn(contract, shown);
      if (approval === undefined) this.#page.tellFact(press, contract);
      else this.tell('workroom-approval-requested', { contract, approval });
      return contract;
    } catch (error) {
      // The contract or the person has changed meanwhile.
      if (this.#live !== live) return null;
      const failure = commandFailureOf(error, this.words);
      this.failure = failure;
      if (isSessionOver(error)) this.#page.sessionOver();
      const lost = press;
      if (lost !== null) {
        live.unanswered.wait(lost, this, (contract) => {
          if (this.failure === failure) this.failure = null;
          this.#page.tellFact(lost, contract);
          found?.(contract);
        });
      }
      return null;
    } finally {
      this.#isBusy = false;
      this.redraw();
    }
  }

  hostDisconnected(): void {
    this.#stop();
  }

  /** Before each rendering: follows the element's attributes. */
  follow(): void {
    const { element } = this;
    if (!element.isConnected) return;
    this.#connection.hostUpdate();
    if (this.#live !== null && this.#live.id === element.contractId) return;
    this.#stop();
    this.#reported = { ready: false, error: null };
    const { connection } = this.#connection;
    if (connection !== null && element.contractId) this.#listen(contractOf(connection, element.contractId));
    // A framework may be about to set it.
    else setTimeout(() => this.#setUnset(this.#live === null && element.isConnected), 1_000);
  }

  /** Returns the contract to render. From here on, commands refer to it. */
  draw(): WireContract | null {
    this.#drawn = this.contract;
    return this.#drawn;
  }

  /** After each rendering, once the element has opened and closed its dialogs. */
  moveFocus(): void {
    if (this.#focusNext === null) return;
    const next = this.element.renderRoot.querySelector<HTMLElement>(this.#focusNext);
    this.#focusNext = null;
    next?.focus();
  }

  #listen(live: LiveContract): void {
    this.#isUnset = false;
    let before = live.contract;
    this.#live = live;
    this.#stopListening = live.listen(() => {
      this.redraw();
      this.#tellChanges(live, before);
      before = live.contract;
    });
    if (live.contract !== null) this.#tellChanges(live, null);
  }

  #stop(): void {
    this.#stopListening?.();
    this.#stopListening = null;
    this.#live = null;
  }

  #setUnset(isUnset: boolean): void {
    if (isUnset === this.#isUnset) return;
    this.#isUnset = isUnset;
    this.redraw();
  }

  #tellChanges({ contract, error }: LiveContract, before: WireContract | null): void {
    if (error !== null && error !== this.#reported.error) {
      this.#reported.error = error;
      if (isSessionOver(error)) this.#page.sessionOver();
      this.#page.tell('workroom-load-error', { error });
    }
    if (contract === null || contract === before) return;
    if (error === null) this.#page.sessionIsBack();
    // With cookie authentication, only the response shows that somebody else is signed in.
    if (before !== null && contract.viewer !== before.viewer) this.#hooks.forget('person');
    this.#hooks.contractChanged(contract, before);
    if (!this.#reported.ready) {
      this.#reported.ready = true;
      this.#page.tell('workroom-ready', { contract });
    }
    if (contract.viewer !== 'client') return;
    for (const payment of contract.payments) {
      if (payment.status !== 'requires_action' || this.#announcedPayments.has(payment.id)) continue;
      this.#announcedPayments.add(payment.id);
      this.confirmPayment(payment);
    }
  }
}
