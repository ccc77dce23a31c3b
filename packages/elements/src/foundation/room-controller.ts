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

/** What the element does when something changes in its room. */
export interface RoomHooks {
  readonly settings: () => Settings;
  readonly announce: (text: string) => void;
  /** What was typed and done here was about another contract, or by another person. */
  readonly forget: (other: 'contract' | 'person') => void;
  /** The contract is here, for the first time or changed. */
  readonly contractChanged: (contract: WireContract, before: WireContract | null) => void;
  /** `isAside` may have changed. */
  readonly asideChanged: () => void;
}

/**
 * What all parts of an element about one contract share: the contract as the server last told it, the commands on it and
 * why they failed, the reader's words, what the page shows meanwhile, and the focus. A part takes this and nothing else.
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
  /** What the person sees: what is pressed is pressed on that. */
  #drawn: WireContract | null = null;
  #reported: { ready: boolean; error: unknown } = { ready: false, error: null };
  readonly #announcedPayments = new Set<string>();
  #focusNext: string | null = null;

  /** @param parts where other languages keep what `own` says in English */
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

  /** Reaches the server as this person; `null` while the element has no server. */
  get client(): Client | null {
    return this.#connection.client;
  }

  /** Why the contract could not be read; what was known before still stands. */
  get error(): unknown {
    return this.#live?.error ?? null;
  }

  /** Whether what is shown could not be read again lately. */
  get isStale(): boolean {
    return this.contract !== null && this.error !== null;
  }

  /** Whether the element has lacked a contract or a server for so long that nobody is about to name them. */
  get isUnset(): boolean {
    return this.#isUnset;
  }

  /** Whether a command is in flight; there is one at a time. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Why the last command was not done. */
  get failure(): Failure | null {
    return this.#failure;
  }

  set failure(failure: Failure | null) {
    this.#failure = failure;
    this.redraw();
  }

  /** Whether the page has something of its own to show: no dialog of ours may make it unreachable. */
  get isAside(): boolean {
    return this.#page.isShowing(this.contract);
  }

  /** A dialog opens or closes: what the page showed before is over. */
  comeBack(): void {
    this.#page.isDone();
  }

  /** What this person may do now, or `undefined` where it makes no sense. */
  action(name: WireAction['name'], milestoneId: string | null = null): WireAction | undefined {
    return this.contract?.actions.find((each) => each.name === name && each.milestoneId === milestoneId);
  }

  /** Takes in the English of a part that was loaded later. */
  learn<More extends Messages>(more: More): RoomController<Own & More> {
    this.words.learn(more);
    // It is the same one, and from here on it has these words too.
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

  /** Tells the page. */
  tell(...event: Parameters<HostPage['tell']>): void {
    this.#page.tell(...event);
  }

  /** Tells the page that a payment waits for the client's own action. */
  confirmPayment(payment: WirePayment): void {
    const { contract } = this;
    if (contract !== null) this.#page.confirmPayment(contract, payment);
  }

  /**
   * Asks the page, gives the command, tells the page. One at a time: while one is in flight a second does nothing.
   * What was pressed before and got no answer is sent again as it was, and the page is not asked again.
   *
   * @param found the answer was lost, and now the contract shows that it was carried out
   * @returns the contract as it now stands, or `null` when it was not done; then `failure` says why, unless the page stopped it
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
      // Another contract or another person is here by now.
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

  /** Before each drawing: follows the element's attributes. */
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

  /** Answers the contract to draw. From here on, what is pressed is pressed on it. */
  draw(): WireContract | null {
    this.#drawn = this.contract;
    return this.#drawn;
  }

  /** After each drawing, once the element has opened and closed what it opens and closes. */
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
    // Where a cookie says who is calling, only the answer shows that it is somebody else.
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
