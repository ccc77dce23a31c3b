import type { Client } from '@workroom/client';
import type { WireNotification } from '@workroom/core/api';

const pollMs = 20_000;
const pageSize = 20;
const mostAtOnce = 100;

/** What one person was told, newest first; shared by every element on the page that shows it. */
export class LiveNotifications {
  /** `null` until the first answer. */
  told: readonly WireNotification[] | null = null;
  unread = 0;
  hasMore = false;
  /** Why the last read or mark failed; what was told before still stands. */
  error: unknown = null;
  readonly #client: Client;
  readonly #listeners = new Set<() => void>();
  #cursor: string | null = null;
  #reading: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Tells the listener of every change until the answer is called. */
  listen(listener: () => void): () => void {
    if (this.#listeners.size === 0) this.#wake();
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#sleep();
    };
  }

  /** Reads again what is shown. Never rejects: what went wrong is in `error`. */
  async refresh(): Promise<void> {
    await this.#read(null, Math.min(Math.max(this.told?.length ?? 0, pageSize), mostAtOnce));
  }

  async more(): Promise<void> {
    if (this.#cursor !== null && this.#reading === null) await this.#read(this.#cursor, pageSize);
  }

  /**
   * Marks those named as read, or all.
   *
   * @returns whether it was done; if not, `error` says why
   */
  async markRead(ids?: readonly WireNotification['id'][]): Promise<boolean> {
    // A read under way may have been answered before the mark was made.
    this.#reading?.abort();
    this.#reading = null;
    try {
      const { unread } = await this.#client.readNotifications(ids === undefined ? {} : { ids: [...ids] });
      const readAt = new Date().toISOString();
      const isMarked = ({ id }: WireNotification) => ids === undefined || ids.includes(id);
      this.told = (this.told ?? []).map((each) =>
        each.readAt === null && isMarked(each) ? { ...each, readAt } : each,
      );
      this.unread = unread;
      this.error = null;
    } catch (error) {
      this.error = error;
    }
    this.#schedule();
    this.#tell();
    return this.error === null;
  }

  async #read(cursor: string | null, limit: number): Promise<void> {
    this.#reading?.abort();
    clearTimeout(this.#timer);
    const reading = new AbortController();
    this.#reading = reading;
    try {
      const asked = cursor === null ? { limit } : { limit, cursor };
      const { data, unread, nextCursor } = await this.#client.listNotifications(asked, { signal: reading.signal });
      if (this.#reading !== reading) return;
      this.told = cursor === null ? data : [...(this.told ?? []), ...data];
      this.unread = unread;
      this.#cursor = nextCursor;
      this.hasMore = nextCursor !== null;
      this.error = null;
    } catch (error) {
      if (this.#reading !== reading) return;
      this.error = error;
    }
    this.#reading = null;
    this.#schedule();
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#listeners.size > 0 && !document.hidden) this.#timer = setTimeout(() => void this.refresh(), pollMs);
  }

  readonly #comeBack = (): void => {
    if (document.hidden) clearTimeout(this.#timer);
    else void this.refresh();
  };

  #wake(): void {
    document.addEventListener('visibilitychange', this.#comeBack);
    window.addEventListener('focus', this.#comeBack);
    void this.refresh();
  }

  #sleep(): void {
    document.removeEventListener('visibilitychange', this.#comeBack);
    window.removeEventListener('focus', this.#comeBack);
    clearTimeout(this.#timer);
    this.#reading?.abort();
    this.#reading = null;
  }
}

// One for each person and server, as there is one client.
const known = new WeakMap<Client, LiveNotifications>();

export function notificationsOf(client: Client): LiveNotifications {
  const found = known.get(client) ?? new LiveNotifications(client);
  known.set(client, found);
  return found;
}
