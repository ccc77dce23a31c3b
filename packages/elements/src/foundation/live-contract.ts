import { type Client, isUnsure, WorkroomProblem } from '@workroom/client';
import type { WireContract } from '@workroom/core/api';
import type { ContractCommand } from './announced-command.ts';
import type { Connection } from './connection.ts';
import type { Follower } from './contract-stream.ts';
import { LiveResource } from './live-resource.ts';
import { isDecided, type Press, UnansweredPresses } from './press.ts';

const pollMs = 5_000;
/** The interval of reads while a stream is open. */
const followedPollMs = 60_000;
/** Events of one command come together and need only one read. */
const gatherMs = 30;

/** The shared copy of a contract for all elements of a connection. */
export function contractOf(connection: Connection, id: string): LiveContract {
  const known = connection.contracts.get(id) ?? new LiveContract(connection, id);
  connection.contracts.set(id, known);
  return known;
}

/**
 * One contract as last read from the server. It is read again after each event, or every few seconds without a stream,
 * and when a deadline changes it.
 */
export class LiveContract extends LiveResource {
  readonly id: string;
  contract: WireContract | null = null;
  /** Commands with an unknown outcome. */
  readonly unanswered = new UnansweredPresses();
  readonly #client: Client;
  readonly #stream: Connection['stream'];
  #unfollow: (() => void) | null = null;
  /** Whether a stream is open. */
  #isFollowed = false;
  /** The last received event; the contract may not include it yet. */
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

  /** Sends a press, for the first time or again. */
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
        // A refusal about the contract's state means that the shown contract is outdated.
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

  /** Once the effect of a press is visible, the next identical press is a new command. */
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
      // The next read looks for it again.
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
        // A running read may be older than the event, so another one follows.
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
      // Polling continues.
      () => {},
    );
  }

  get #isBehind(): boolean {
    return this.contract !== null && this.#heardSeq > this.contract.seq;
  }
}
