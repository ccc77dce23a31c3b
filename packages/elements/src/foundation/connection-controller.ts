import type { Client } from '@workroom/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Connection, type ConnectionUser, connect, reachesSame } from './connection.ts';
import type { Settings } from './settings.ts';

export interface ConnectionHooks {
  /** There is another connection, or none any more; called before the element draws. */
  readonly connectionChanged: (connection: Connection | null) => void;
  /** And it is because somebody else is signed in by now: what was shown and typed was another's. */
  readonly personChanged?: () => void;
  /** The page may be asking the person to sign in, or has done so. */
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
    // Drawn once more after it was taken from the document, it must not reach its server again.
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
