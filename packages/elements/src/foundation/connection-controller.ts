import type { Client } from '@workroom/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Connection, connect, reachesSame } from './connection.ts';
import type { Settings } from './settings.ts';

/** The client of whatever server the element's settings name; a new one when they change. */
export class ConnectionController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #settings: () => Settings;
  readonly #changed: (client: Client | null) => void;
  #connection: Connection | null = null;
  #connectedWith: Settings | null = null;

  /** @param changed called before the element draws, whenever there is another client, or none any more */
  constructor(host: ReactiveControllerHost, settings: () => Settings, changed: (client: Client | null) => void) {
    this.#host = host;
    this.#settings = settings;
    this.#changed = changed;
    host.addController(this);
  }

  get client(): Client | null {
    return this.#connection?.client ?? null;
  }

  /** Put back into the document, it has to reach its server again. */
  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const settings = this.#settings();
    if (this.#connectedWith !== null && reachesSame(this.#connectedWith, settings)) return;
    this.#connection?.release();
    this.#connection = connect(settings, () => this.#reset());
    this.#connectedWith = settings;
    this.#changed(this.client);
  }

  hostDisconnected(): void {
    this.#reset();
  }

  #reset(): void {
    this.#host.requestUpdate();
    this.#connection?.release();
    this.#connection = null;
    this.#connectedWith = null;
    this.#changed(null);
  }
}
