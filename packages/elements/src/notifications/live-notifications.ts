import type { Client } from '@workroom/client';
import type { WireNotification } from '@workroom/core/api';
import { LiveResource } from '../foundation/live-resource.ts';

const pageSize = 20;
const mostAtOnce = 100;

/** One person’s notifications, newest first. Every element on the page that shows them shares this. */
export class LiveNotifications extends LiveResource {
  /** `null` until the first answer. */
  notifications: readonly WireNotification[] | null = null;
  unread = 0;
  hasMore = false;
  protected override readonly pollMs = 20_000;
  readonly #client: Client;
  #cursor: string | null = null;

  constructor(client: Client) {
    super();
    this.#client = client;
  }

  /** Reloads the shown notifications. */
  override async refresh(): Promise<void> {
    await this.#readPage(null, Math.min(Math.max(this.notifications?.length ?? 0, pageSize), mostAtOnce));
  }

  async more(): Promise<void> {
    if (this.#cursor !== null && !this.isReading) await this.#readPage(this.#cursor, pageSize);
  }

  /**
   * Marks the given ones as read, or all.
   *
   * @returns whether it succeeded; if not, `error` has the reason
   */
  async markRead(ids?: readonly WireNotification['id'][]): Promise<boolean> {
    try {
      const { unread } = await this.hold(() =>
        this.#client.readNotifications(ids === undefined ? {} : { ids: [...ids] }),
      );
      const readAt = new Date().toISOString();
      const isMarked = ({ id }: WireNotification) => ids === undefined || ids.includes(id);
      this.notifications = (this.notifications ?? []).map((each) =>
        each.readAt === null && isMarked(each) ? { ...each, readAt } : each,
      );
      this.unread = unread;
      this.accepted();
    } catch (error) {
      this.error = error;
    }
    this.tell();
    return this.error === null;
  }

  async #readPage(cursor: string | null, limit: number): Promise<void> {
    await this.read(
      (signal) => this.#client.listNotifications(cursor === null ? { limit } : { limit, cursor }, { signal }),
      ({ data, unread, nextCursor }) => {
        this.notifications = cursor === null ? data : [...(this.notifications ?? []), ...data];
        this.unread = unread;
        this.#cursor = nextCursor;
        this.hasMore = nextCursor !== null;
      },
    );
  }
}

// One for each person and server, as there is one client.
const known = new WeakMap<Client, LiveNotifications>();

export function notificationsOf(client: Client): LiveNotifications {
  const found = known.get(client) ?? new LiveNotifications(client);
  known.set(client, found);
  return found;
}
