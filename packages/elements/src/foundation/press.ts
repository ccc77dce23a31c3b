import { type InputOf, newIdempotencyKey, WorkroomProblem } from '@workroom/client';
import type { WireContract, WireEvent } from '@workroom/core/api';
import type { AnnouncedCommand, ContractCommand } from './announced-command.ts';

/**
 * One press of a button. Every attempt sends the same request with the same idempotency key, so it has one effect.
 */
export interface Press<Name extends ContractCommand = ContractCommand> {
  readonly command: AnnouncedCommand<Name>;
  /** The requested command. The same command is the same press, even if the page now names another payment method. */
  readonly asked: InputOf<Name>;
  /** The request. */
  readonly input: InputOf<Name>;
  /** The version that the person saw. */
  readonly shown: Pick<WireContract, 'seq' | 'version' | 'viewer'>;
  readonly idempotencyKey: string;
}

export function pressOf<Name extends ContractCommand>(press: Omit<Press<Name>, 'idempotencyKey'>): Press<Name> {
  return { ...press, idempotencyKey: newIdempotencyKey() };
}

/**
 * Fires the request event, sends the command, and fires the fact. `null` if it was not done. If only the answer was
 * lost, `found` is called once the contract shows that it was done.
 */
export type Run = <Name extends ContractCommand>(
  command: AnnouncedCommand<Name>,
  input: InputOf<Name>,
  found?: (contract: WireContract) => void,
) => Promise<WireContract | null>;

type Found = (contract: WireContract) => void;

interface Unanswered {
  readonly press: Press;
  /** Called when the contract shows that it was executed; one for each waiting element. */
  readonly waiting: Map<object, Found>;
  /** The last event before it could take effect. */
  lookedUntil: number;
}

/** The presses on one contract with lost answers. */
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

  /** Resolves for its waiters when the press was executed. */
  wait(press: Press, who: object, found: Found | null): void {
    const waiting = this.#of(press)?.waiting;
    if (found === null) waiting?.delete(who);
    else waiting?.set(who, found);
  }

  /** The outcome is known. */
  drop(press: Press): readonly Found[] {
    const waiting = [...(this.#of(press)?.waiting.values() ?? [])];
    this.#all = this.#all.filter((each) => each.press !== press);
    return waiting;
  }

  /** The event after which to look for their effects; `null` if there can be none. */
  lookFrom(seq: number): number | null {
    const from = Math.min(...this.#all.map(({ lookedUntil }) => lookedUntil));
    return from < seq ? from : null;
  }

  /** Presses with an effect that is among the events, which arrive without gaps. */
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
  // A retried payment is a new one.
  const { paymentId: _, ...rest }: Readonly<Record<string, unknown>> = data;
  return Object.entries(input).every(([name, value]) => {
    const other = rest[name];
    return typeof other !== typeof value || typeof value === 'object' || other === value;
  });
}

/** Whether the server refused the command itself, and not the session, the rate or the connection. */
export function isDecided(error: unknown): boolean {
  return error instanceof WorkroomProblem && [400, 409, 410, 412, 422, 428].includes(error.status);
}
