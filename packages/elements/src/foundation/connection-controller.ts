import type { Client } from '@workroom/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Connection, type ConnectionUser, connect, reachesSame } from './connection.ts';
import type { Settings } from './settings.ts';

export interface ConnectionHooks {
  /** The connection changed or ended; called before the element renders. */
  readonly connectionChanged: (connection: Connection | null) => void;
  /** Another person has signed in: the shown data and the input belong to the previous person. */
  readonly personChanged?: () => void;
  /** The page may have started or finished asking the person to sign in. */
  readonly signInChanged?: (isOpen: boolean) => void;
}

/** The connection to the server in the element's settings; replaced when they change. */
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

  /** After the element is put back into the document, it must connect again. */
  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    // An element that renders after its removal from the document must not connect again.
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
