import type { Client, InputOf } from '@workroom/client';
import type { WireAction, WireContract, WirePayment } from '@workroom/core/api';
import type { PropertyDeclarations, PropertyValues } from 'lit';
import type { AnnouncedCommand, ContractCommand } from './announced-command.ts';
import { type Connection, connect, reachesSame } from './connection.ts';
import { WorkroomIntentEvent } from './events.ts';
import { commandFailureOf, type Failure, failureOf, isSessionOver, paymentStepFailure } from './failure.ts';
import { contractOf, type LiveContract } from './live-contract.ts';
import { type Press, pressOf } from './press.ts';
import type { Settings } from './settings.ts';
import { errorView } from './views/error-view.ts';
import { skeletonView } from './views/skeleton-view.ts';
import { WorkroomElement } from './workroom-element.ts';

/** An element about one contract: reads it, keeps it fresh, and gives commands on it. */
export abstract class ContractElement extends WorkroomElement {
  static override properties: PropertyDeclarations = {
    contractId: { attribute: 'contract-id' },
    pending: { state: true },
    failure: { state: true },
    unset: { state: true },
  };

  /** The contract that it is about. */
  contractId: string | undefined;

  /** The command in flight; one at a time. */
  protected pending: ContractCommand | null = null;
  /** Why the last command was not done. */
  protected failure: Failure | null = null;
  private unset = false;

  #connection: Connection | null = null;
  #connectedWith: Settings | null = null;
  #live: LiveContract | null = null;
  #stopListening: (() => void) | null = null;
  /** What the person sees: what is pressed is pressed on that. */
  #drawn: WireContract | null = null;
  #told: { ready: boolean; error: unknown } = { ready: false, error: null };
  #toldPayments = new Set<string>();
  /** What the page may have open: the step before a command, a sign-in, a bank's window by the payment's id. */
  readonly #aside = new Set<string>();

  /** What it shows: the contract as the server last told it. */
  get contract(): WireContract | null {
    return this.#live?.contract ?? null;
  }

  /** Reaches the server as this person; `null` while the element has no server. */
  protected get client(): Client | null {
    return this.#connection?.client ?? null;
  }

  /** Reads the contract again now. */
  async refresh(): Promise<void> {
    await this.#live?.refresh();
  }

  protected abstract contractView(contract: WireContract): unknown;
  /** What was typed and done here was about another contract, or by another person. */
  protected forget(_other: 'contract' | 'person'): void {}
  /** The contract is here, for the first time or changed. */
  protected contractChanged(_contract: WireContract, _before: WireContract | null): void {}

  protected view(): unknown {
    const { contract, localize } = this;
    this.#drawn = contract;
    if (contract !== null) return this.contractView(contract);
    const error = this.#live?.error ?? null;
    if (error !== null) {
      return errorView(failureOf(error, localize), localize, () => void this.refresh());
    }
    if (!this.unset) return skeletonView(localize.text('load.busy'));
    const failure = { code: null, requestId: null, fields: new Map<string, string>() };
    const title = localize.text('load.notConfiguredTitle');
    return errorView({ ...failure, title, detail: localize.text('load.notConfigured') }, localize);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('contractId')) this.forget('contract');
    if (this.isConnected) this.#reconnect();
    const hasError = this.contract === null && (this.#live?.error ?? null) !== null;
    this.setState('loading', this.contract === null && !hasError && !this.unset);
    this.setState('error', hasError);
    this.setState('ready', this.contract !== null);
    this.setState('busy', this.pending !== null);
    this.setState('stale', this.isStale);
  }

  /** Whether the page has something of its own to show: no dialog of ours may make it unreachable. */
  protected get isAside(): boolean {
    for (const { id, status } of this.contract?.payments ?? [])
      if (status !== 'requires_action') this.#aside.delete(id);
    return this.#aside.size > 0;
  }

  /** Steps aside or comes back at once: the page may want the focus while it hears the event. */
  protected asideChanged(): void {}

  /** A dialog opens or closes: what the page showed before is over. */
  protected comeBack(): void {
    this.#aside.clear();
  }

  #setAside(reason: string, isAside: boolean): void {
    if (isAside) this.#aside.add(reason);
    else this.#aside.delete(reason);
    this.asideChanged();
  }

  protected askForPaymentAction(contract: WireContract, payment: WirePayment): void {
    this.#setAside(payment.id, true);
    this.tell('workroom-payment-action', { contract, payment });
  }

  #tellSessionOver(): void {
    this.#setAside('session', true);
    this.tell('workroom-session-expired', {});
  }

  /** Whether what is shown could not be read again lately. */
  protected get isStale(): boolean {
    return this.contract !== null && (this.#live?.error ?? null) !== null;
  }

  /** What this person may do now, or `undefined` where it makes no sense. */
  protected action(name: WireAction['name'], milestoneId: string | null = null): WireAction | undefined {
    return this.contract?.actions.find((each) => each.name === name && each.milestoneId === milestoneId);
  }

  /**
   * Asks the page, gives the command, tells the page. One at a time: while one is in flight a second does nothing.
   * What was pressed before and got no answer is sent again as it was, and the page is not asked again.
   *
   * @param found the answer was lost, and now the contract shows that it was carried out
   * @returns the contract as it now stands, or `null` when it was not done; then `failure` says why, unless the page stopped it
   */
  protected async run<Name extends ContractCommand>(
    command: AnnouncedCommand<Name>,
    input: InputOf<Name>,
    found?: (contract: WireContract) => void,
  ): Promise<WireContract | null> {
    const live = this.#live;
    const shown = this.#drawn;
    if (this.pending !== null || live === null || shown === null) return null;
    this.pending = command.operation;
    this.failure = null;
    let press = live.unanswered.find(command, input);
    try {
      press ??= await this.#askPage(command, input, shown);
      if (press === null) return null;
      live.unanswered.wait(press, this, null);
      const contract = await live.send(press);
      this.#tellFact(press, contract);
      return contract;
    } catch (error) {
      // Another contract or another person is here by now.
      if (this.#live !== live) return null;
      const failure = commandFailureOf(error, this.localize);
      this.failure = failure;
      if (isSessionOver(error)) this.#tellSessionOver();
      const lost = press;
      if (lost !== null) {
        live.unanswered.wait(lost, this, (contract) => {
          if (this.failure === failure) this.failure = null;
          this.#tellFact(lost, contract);
          found?.(contract);
        });
      }
      return null;
    } finally {
      this.pending = null;
    }
  }

  #tellFact({ command, input }: Press, contract: WireContract): void {
    const detail = { operation: command.operation, input, contract };
    this.dispatchEvent(new CustomEvent(command.fact, { detail, bubbles: true, composed: true }));
  }

  /** @returns `null` when the page or its payment step stopped it */
  async #askPage<Name extends ContractCommand>(
    command: AnnouncedCommand<Name>,
    asked: InputOf<Name>,
    shown: WireContract,
  ): Promise<Press<Name> | null> {
    const detail = { operation: command.operation, input: asked, contract: shown };
    const intent = new WorkroomIntentEvent(command.request, {
      detail,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    this.#setAside('step', command.charges === true);
    const isStopped = !this.dispatchEvent(intent);
    this.#setAside('step', !isStopped && intent.answer !== null);
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
      if (!(error instanceof DOMException && error.name === 'AbortError')) {
        this.failure = paymentStepFailure(error, this.localize);
      }
      return null;
    } finally {
      this.#setAside('step', false);
    }
  }

  #reconnect(): void {
    const { settings } = this;
    if (this.#connectedWith === null || !reachesSame(this.#connectedWith, settings)) {
      this.#disconnect();
      this.#connection = connect(settings, () => this.#personChanged());
      this.#connectedWith = settings;
    }
    if (this.#live !== null && this.#live.id === this.contractId) return;
    this.#stopListening?.();
    this.#stopListening = null;
    this.#live = null;
    this.#told = { ready: false, error: null };
    if (this.#connection === null || !this.contractId) {
      // A framework may be about to set it.
      setTimeout(() => {
        this.unset = this.#live === null && this.isConnected;
      }, 1_000);
      return;
    }
    this.unset = false;
    const live = contractOf(this.#connection, this.contractId);
    let before = live.contract;
    this.#live = live;
    this.#stopListening = live.listen(() => {
      this.requestUpdate();
      this.#tellChanges(live, before);
      before = live.contract;
    });
    if (live.contract !== null) this.#tellChanges(live, null);
  }

  #personChanged(): void {
    this.#disconnect();
    this.failure = null;
    this.forget('person');
    this.requestUpdate();
  }

  #disconnect(): void {
    this.#stopListening?.();
    this.#stopListening = null;
    this.#live = null;
    this.#connection?.release();
    this.#connection = null;
    this.#connectedWith = null;
  }

  #tellChanges({ contract, error }: LiveContract, before: WireContract | null): void {
    if (error !== null && error !== this.#told.error) {
      this.#told.error = error;
      if (isSessionOver(error)) this.#tellSessionOver();
      this.tell('workroom-load-error', { error });
    }
    if (contract === null || contract === before) return;
    if (error === null) this.#aside.delete('session');
    // Where a cookie says who is calling, only the answer shows that it is somebody else.
    if (before !== null && contract.viewer !== before.viewer) this.forget('person');
    this.contractChanged(contract, before);
    if (!this.#told.ready) {
      this.#told.ready = true;
      this.tell('workroom-ready', { contract });
    }
    if (contract.viewer !== 'client') return;
    for (const payment of contract.payments) {
      if (payment.status !== 'requires_action' || this.#toldPayments.has(payment.id)) continue;
      this.#toldPayments.add(payment.id);
      this.askForPaymentAction(contract, payment);
    }
  }
}
