import { nothing, type TemplateResult } from 'lit';
import type { RoomController } from '../foundation/room-controller.ts';
import { isFiltered, LiveQueue, noFilter, type QueueFilter } from './live-queue.ts';
import { LiveTotals } from './live-totals.ts';
import type { operationsStrings } from './strings.ts';
import { type Foldable, queueView } from './views/queue-view.ts';
import { totalsFailureView, totalsView } from './views/totals-view.ts';

/** The pause in typing before the list is filtered. */
const typingMs = 250;

export interface QueuePageHooks {
  readonly open: (contractId: string) => void;
  /** Shows the comparison with the payment provider. */
  readonly compare: () => void;
  /** The list or the totals could not be loaded. */
  readonly failed: (error: unknown) => void;
}

/** The contracts of an operator's filter, below the totals. */
export class QueuePage {
  readonly #room: RoomController<typeof operationsStrings>;
  readonly #hooks: QueuePageHooks;
  #filter = noFilter;
  #unfolded: Foldable | null = null;
  #queue: LiveQueue | null = null;
  #totals: LiveTotals | null = null;
  readonly #stopListening: (() => void)[] = [];
  #typing: ReturnType<typeof setTimeout> | undefined;
  #reportedError: unknown = null;

  constructor(room: RoomController<typeof operationsStrings>, hooks: QueuePageHooks) {
    this.#room = room;
    this.#hooks = hooks;
  }

  /** `null` while the element has no server. */
  get client(): LiveQueue['client'] | null {
    return this.#queue?.client ?? null;
  }

  /** What the element's states say about the list. */
  get states(): Readonly<Record<'loading' | 'error' | 'ready' | 'empty', boolean>> {
    const { contracts = null, error = null } = this.#queue ?? {};
    return {
      loading: this.#queue !== null && contracts === null && error === null,
      error: contracts === null && error !== null,
      ready: contracts !== null,
      empty: contracts?.length === 0,
    };
  }

  /** Reads the lists of another server or person, or in pages of another size. */
  reach(client: LiveQueue['client'] | null, pageSize: number): void {
    for (const stop of this.#stopListening.splice(0)) stop();
    this.#queue = client === null ? null : new LiveQueue(client, pageSize);
    this.#totals = client === null ? null : new LiveTotals(client);
    for (const read of [this.#queue, this.#totals]) {
      if (read !== null) this.#stopListening.push(read.listen(() => this.#changed()));
    }
    void this.#queue?.ask(this.#filter);
  }

  readonly refresh = async (): Promise<void> => {
    await Promise.all([this.#queue?.refresh(), this.#totals?.refresh()]);
  };

  /** Another person starts without the filter. */
  forget(): void {
    this.#filter = noFilter;
  }

  close(): void {
    clearTimeout(this.#typing);
    this.reach(null, 0);
  }

  view(): TemplateResult {
    return queueView({
      words: this.#room.words,
      queue: this.#queue,
      filter: this.#filter,
      ...this.#totalsViews(),
      now: new Date().toISOString(),
      unfolded: this.#unfolded,
      unfold: (section) => {
        this.#unfolded = this.#unfolded === section ? null : section;
        this.#room.element.requestUpdate();
      },
      change: this.#change,
      clear: () => this.#change({ ...noFilter, attention: 'none' }),
      more: this.#more,
      tryAgain: () => void this.refresh(),
      open: this.#hooks.open,
      compare: this.#hooks.compare,
    });
  }

  #totalsViews(): Pick<Parameters<typeof queueView>[0], 'totals' | 'totalsFailure'> {
    const { words } = this.#room;
    // A list that could not be loaded shows the error, and trying again loads both.
    const isListMissing = this.#queue?.contracts === null && this.#queue.error !== null;
    if (this.#totals === null || isListMissing) return { totals: nothing, totalsFailure: nothing };
    return {
      totals: totalsView(this.#totals, words),
      totalsFailure: totalsFailureView(this.#totals, words, () => void this.refresh()),
    };
  }

  readonly #change = (change: Partial<QueueFilter>): void => {
    const before = this.#filter;
    this.#filter = { ...before, ...change };
    this.#room.element.requestUpdate();
    clearTimeout(this.#typing);
    const { text, person } = this.#filter;
    const isTyped = (text !== before.text || person !== before.person) && isFiltered(this.#filter);
    if (isTyped) this.#typing = setTimeout(() => void this.#ask(), typingMs);
    else void this.#ask();
  };

  async #ask(): Promise<void> {
    await this.#queue?.ask(this.#filter);
    this.#announceCount();
  }

  readonly #more = async (): Promise<void> => {
    const { element } = this.#room;
    const shown = this.#queue?.contracts?.length ?? 0;
    await this.#queue?.more();
    this.#announceCount();
    await element.updateComplete;
    // Moves the focus to the first of the new ones, because the button may be gone.
    element.renderRoot.querySelectorAll<HTMLElement>('.found .title')[shown]?.focus();
  };

  #announceCount(): void {
    const { text } = this.#room.words;
    const count = this.#queue?.contracts?.length ?? 0;
    if (count === 0) this.#room.announce(text('list.noneTitle'));
    else this.#room.announce(text(this.#queue?.hasMore ? 'list.countMore' : 'list.count', { count }));
  }

  #changed(): void {
    this.#room.element.requestUpdate();
    const error = this.#queue?.error ?? this.#totals?.error ?? null;
    if (error === null || error === this.#reportedError) return;
    this.#reportedError = error;
    this.#hooks.failed(error);
  }
}
