import type { WireContract } from '@workroom/core/api';
import type { PropertyDeclarations, PropertyValues } from 'lit';
import { failureOf } from './failure.ts';
import type { MessagePart, Messages } from './messages.ts';
import { RoomController } from './room-controller.ts';
import { errorView } from './views/error-view.ts';
import { skeletonView } from './views/skeleton-view.ts';
import { WorkroomElement } from './workroom-element.ts';

/** An element about one contract: draws it, or a placeholder until it is loaded. */
export abstract class ContractElement extends WorkroomElement {
  static override properties: PropertyDeclarations = {
    contractId: { attribute: 'contract-id' },
  };

  /** The contract that it is about. */
  contractId: string | undefined;

  /** The state that its parts share; created by `createRoom`. */
  protected abstract readonly room: RoomController;

  /** The shown contract, as last read from the server. */
  get contract(): WireContract | null {
    return this.room.contract;
  }

  protected override get localize(): RoomController['words'] {
    return this.room.words;
  }

  /** Reads the contract again now. */
  async refresh(): Promise<void> {
    await this.room.refresh();
  }

  protected abstract contractView(contract: WireContract): unknown;
  /** The contract or the person has changed: input and results are cleared. */
  protected forget(_other: 'contract' | 'person'): void {}
  /** The contract was loaded or has changed. */
  protected contractChanged(_contract: WireContract, _before: WireContract | null): void {}
  /** The page has started or finished showing its own layer; a dialog must react at once. */
  protected asideChanged(): void {}

  /**
   * @param own the English texts of the element
   * @param parts the parts of the other languages that contain them
   */
  protected createRoom<Own extends Messages>(own: Own, parts: readonly MessagePart[]): RoomController<Own> {
    return new RoomController(this, own, parts, {
      settings: () => this.settings,
      announce: (text) => this.announce(text),
      forget: (other) => this.forget(other),
      contractChanged: (contract, before) => this.contractChanged(contract, before),
      asideChanged: () => this.asideChanged(),
    });
  }

  protected view(): unknown {
    const { room, localize } = this;
    const contract = room.draw();
    if (contract !== null) return this.contractView(contract);
    if (room.error !== null) {
      const failure = failureOf(room.error, localize, localize.text('load.contractFailed'));
      return errorView(failure, localize, () => void this.refresh());
    }
    if (!room.isUnset) return skeletonView(localize.text('load.busy'));
    const failure = { code: null, requestId: null, fields: new Map<string, string>() };
    const title = localize.text('load.notConfiguredTitle');
    return errorView({ ...failure, title, detail: localize.text('load.notConfigured') }, localize);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('contractId')) this.forget('contract');
    const { room } = this;
    room.follow();
    const hasError = room.contract === null && room.error !== null;
    this.setState('loading', room.contract === null && !hasError && !room.isUnset);
    this.setState('error', hasError);
    this.setState('ready', room.contract !== null);
    this.setState('busy', room.isBusy);
    this.setState('stale', room.isStale);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.room.moveFocus();
  }
}
