import { type Client, isUnsure, WorkroomProblem } from '@workroom/client';
import type { WireContract } from '@workroom/core/api';
import type { ContractCommand } from './announced-command.ts';
import type { Connection } from './connection.ts';
import type { Follower } from './contract-stream.ts';
import { LiveResource } from './live-resource.ts';
import { isDecided, type Press, UnansweredPresses } from './press.ts';

const pollMs = 5_000;
/** While events come by themselves. */
const followedPollMs = 60_000;
/** Events of one decision come together: they are worth one read. */
const gatherMs = 30;

/** The one copy of a contract that all elements of a connection show. */
export function contractOf(connection: Connection, id: string): LiveContract {
  const known = connection.contracts.get(id) ?? new LiveContract(connection, id);
  connection.contracts.set(id, known);
  return known;
}

/**
 * One contract as the server last told it. It follows the contract's events and is read again with each; where
 * there is no stream, every few seconds. It is read too when time changes it.
 */
export class LiveContract extends LiveResource {
  readonly id: string;
  contract: WireContract | null = null;
  /** What was pressed, and nobody knows whether it happened. */
  readonly unanswered = new UnansweredPresses();
  readonly #client: Client;
  readonly #stream: Connection['stream'];
  #unfollow: (() => void) | null = null;
  /** Whether events come by themselves. */
  #isFollowed = false;
  /** The last event heard of; the contract may not show it yet. */
  #heardSeq = 0;

  constructor({ client, stream }: Pick<Connection, 'client' | 'stream'>, id: string) {
    super();
    this.#client = client;
    this.#stream = stream;
    this.id = id;
  }

  override async refresh(): Promise<void> {
    await this.read(
      (signal) => this.#client.getContract({ contractId: this.id }, { signal }),
      (contract) => this.#accept(contract),
    );
  }

  /** Sends what was pressed, for the first time or again. */
  async send<Name extends ContractCommand>(press: Press<Name>): Promise<WireContract> {
    const { command, input, idempotencyKey, shown } = press;
    const send = this.#client[command.operation] as (...sent: unknown[]) => Promise<WireContract>;
    const ifMatch = command.bindsNobody === true ? undefined : shown.version;
    return this.hold(async () => {
      try {
        const contract = await send(input, { idempotencyKey, ifMatch });
        const waiting = this.unanswered.drop(press);
        this.accepted();
        this.#accept(contract);
        this.tell();
        for (const found of waiting) found(contract);
        return contract;
      } catch (error) {
        if (isUnsure(error)) this.unanswered.add(press);
        else if (isDecided(error)) this.unanswered.drop(press);
        // A refusal about the contract's state means that it is not as it was shown.
        if (error instanceof WorkroomProblem && [404, 409, 412].includes(error.status)) void this.refresh();
        throw error;
      }
    });
  }

  protected override get pollMs(): number {
    return this.#isFollowed ? followedPollMs : pollMs;
  }

  protected override get dueInMs(): number {
    if (this.#isBehind) return gatherMs;
    if (this.contract?.nextChangeAt == null) return Number.POSITIVE_INFINITY;
    // By the server's clock: the reader's own may be wrong.
    const change = Date.parse(this.contract.nextChangeAt) - Date.parse(this.contract.now);
    return Math.max(change, 0) + 50;
  }

  protected override cameBack(): void {
    this.#client.refreshSession();
    super.cameBack();
  }

  protected override watchedChanged(): void {
    if (this.isWatched) {
      this.#follow();
      return;
    }
    this.#unfollow?.();
    this.#unfollow = null;
    this.#isFollowed = false;
  }

  #accept(contract: WireContract): void {
    this.contract = contract;
    this.#follow();
    void this.#lookForEffects(contract);
  }

  /** A press whose effect is there was carried out: the same again is meant to happen again. */
  async #lookForEffects(contract: WireContract): Promise<void> {
    const from = this.unanswered.lookFrom(contract.seq);
    if (from === null) return;
    try {
      for (let after: number | null = from; after !== null; ) {
        const { data, nextCursor } = await this.#client.getTimeline({ contractId: this.id, after, limit: 100 });
        for (const press of this.unanswered.seenIn(data)) {
          for (const found of this.unanswered.drop(press)) found(contract);
        }
        after = nextCursor === null ? null : Number(nextCursor);
      }
    } catch {
      // It is looked for again with the next read.
    }
  }

  #follow(): void {
    if (this.#unfollow !== null || this.contract === null || !this.isWatched) return;
    let stop: (() => void) | null = null;
    let isOver = false;
    this.#unfollow = () => {
      isOver = true;
      stop?.();
    };
    const follower: Follower = {
      after: () => Math.max(this.contract?.seq ?? 0, this.#heardSeq),
      heard: ({ seq }) => {
        this.#heardSeq = Math.max(seq, this.#heardSeq);
        // What is being read may be older than the event; then it is read once more.
        if (this.#isBehind) this.schedule();
      },
      followed: (isFollowed) => {
        this.#isFollowed = isFollowed;
        this.schedule();
      },
    };
    void this.#stream().then(
      (stream) => {
        if (!isOver) stop = stream.follow(this.id, follower);
      },
      // Asking every few seconds goes on by itself.
      () => {},
    );
  }

  get #isBehind(): boolean {
    return this.contract !== null && this.#heardSeq > this.contract.seq;
  }
}
