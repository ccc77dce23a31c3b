import type { Client } from '@workroom/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Connection, type ConnectionUser, connect, reachesSame } from './connection.ts';
import type { Settings } from './settings.ts';

export interface ConnectionHooks {
  /** The connection changed or ended; called before the element draws. */
  readonly connectionChanged: (connection: Connection | null) => void;
  /** The reason is that somebody else is signed in: what was shown and typed belongs to the previous person. */
  readonly personChanged?: () => void;
  /** The page may have started or finished asking the person to sign in. */
  readonly signInChanged?: (isOpen: boolean) => void;
}

/** The connection to whatever server the element's settings name; a new one when they change. */
export class ConnectionController implements ReactiveController {
  connection: Connection | null = null;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #settings: () => Settings;
  readonly #hooks: ConnectionHooks;
  #connectedWith: Settings | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, settings: () => Settings, hooks: ConnectionHooks) {
    this.#host = host;
    this.#settings = settings;
    this.#hooks = hooks;
    host.addController(this);
  }

  get client(): Client | null {
    return this.connection?.client ?? null;
  }

  /** Put back into the document, it has to reach its server again. */
  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    // An element that draws after its removal from the document must not connect again.
    if (!this.#host.isConnected) return;
    const settings = this.#settings();
    if (this.#connectedWith !== null && reachesSame(this.#connectedWith, settings)) return;
    this.connection?.release();
    this.connection = connect(settings, this.#user);
    this.#connectedWith = settings;
    this.#hooks.connectionChanged(this.connection);
  }

  hostDisconnected(): void {
    this.connection?.release();
    this.connection = null;
    this.#connectedWith = null;
    this.#hooks.connectionChanged(null);
  }

  readonly #user: ConnectionUser = {
    personChanged: () => {
      this.hostDisconnected();
      this.#hooks.personChanged?.();
      this.#host.requestUpdate();
    },
    signInChanged: (isOpen) => this.#hooks.signInChanged?.(isOpen),
  };
}
