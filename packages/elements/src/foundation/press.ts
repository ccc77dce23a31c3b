import { type InputOf, newIdempotencyKey, WorkroomProblem } from '@workroom/client';
import type { WireContract, WireEvent } from '@workroom/core/api';
import type { AnnouncedCommand, ContractCommand } from './announced-command.ts';

/**
 * One press of a button. However often it is sent until its answer is sure, it is the same request under the
 * same idempotency key, so that it happens once.
 */
export interface Press<Name extends ContractCommand = ContractCommand> {
  readonly command: AnnouncedCommand<Name>;
  /** What the person asked for. The same again is this press again, whatever means of payment the page names by then. */
  readonly asked: InputOf<Name>;
  /** What is sent. */
  readonly input: InputOf<Name>;
  /** What its giver saw. */
  readonly shown: Pick<WireContract, 'seq' | 'version' | 'viewer'>;
  readonly idempotencyKey: string;
}

export function pressOf<Name extends ContractCommand>(press: Omit<Press<Name>, 'idempotencyKey'>): Press<Name> {
  return { ...press, idempotencyKey: newIdempotencyKey() };
}

/**
 * Asks the page, gives the command, tells the page. `null` when it was not done; should only its answer be lost,
 * `found` is told once the contract shows that it was done after all.
 */
export type Run = <Name extends ContractCommand>(
  command: AnnouncedCommand<Name>,
  input: InputOf<Name>,
  found?: (contract: WireContract) => void,
) => Promise<WireContract | null>;

type Found = (contract: WireContract) => void;

interface Unanswered {
  readonly press: Press;
  /** Told when it turns out that it was carried out; one for each element that waits. */
  readonly waiting: Map<object, Found>;
  /** The last event that is known not to be its effect. */
  lookedUntil: number;
}

/** The presses on one contract whose answers were lost. */
export class UnansweredPresses {
  #all: readonly Unanswered[] = [];

  find<Name extends ContractCommand>({ operation }: AnnouncedCommand<Name>, asked: InputOf<Name>): Press<Name> | null {
    const found = this.#all.find(
      ({ press }) => press.command.operation === operation && JSON.stringify(press.asked) === JSON.stringify(asked),
    );
    // It was found by the operation that makes its type.
    return (found?.press as Press<Name> | undefined) ?? null;
  }

  add(press: Press): void {
    if (this.#of(press) === undefined) {
      this.#all = [...this.#all, { press, waiting: new Map(), lookedUntil: press.shown.seq }];
    }
  }

  has(press: Press): boolean {
    return this.#of(press) !== undefined;
  }

  /** Resolves for its waiters when the press turns out to be carried out; never when the answer is `null`. */
  wait(press: Press, who: object, found: Found | null): void {
    const waiting = this.#of(press)?.waiting;
    if (found === null) waiting?.delete(who);
    else waiting?.set(who, found);
  }

  /** Its answer is sure. */
  drop(press: Press): readonly Found[] {
    const waiting = [...(this.#of(press)?.waiting.values() ?? [])];
    this.#all = this.#all.filter((each) => each.press !== press);
    return waiting;
  }

  /** From which event on their effects are to be looked for; `null` where none can have come. */
  lookFrom(seq: number): number | null {
    const from = Math.min(...this.#all.map(({ lookedUntil }) => lookedUntil));
    return from < seq ? from : null;
  }

  /** Those whose effects are among the events, which are told without a gap. */
  seenIn(events: readonly WireEvent[]): readonly Press[] {
    const last = events.at(-1)?.seq ?? 0;
    const seen = this.#all.filter(({ press }) => events.some((event) => isEffect(event, press)));
    for (const each of this.#all) each.lookedUntil = Math.max(each.lookedUntil, last);
    return seen.map(({ press }) => press);
  }

  #of(press: Press): Unanswered | undefined {
    return this.#all.find((each) => each.press === press);
  }
}

function isEffect({ seq, type, actor, data }: WireEvent, { command, input, shown }: Press): boolean {
  if (seq <= shown.seq || actor.side !== shown.viewer) return false;
  if (!command.effects.some((effect) => effect === type)) return false;
  // A payment that is tried again is a new one.
  const { paymentId: _, ...rest }: Readonly<Record<string, unknown>> = data;
  return Object.entries(input).every(([name, value]) => {
    const other = rest[name];
    return typeof other !== typeof value || typeof value === 'object' || other === value;
  });
}

/** Whether the server decided the request itself: not its session, its rate or its way there. */
export function isDecided(error: unknown): boolean {
  return error instanceof WorkroomProblem && [400, 409, 410, 412, 422, 428].includes(error.status);
}
