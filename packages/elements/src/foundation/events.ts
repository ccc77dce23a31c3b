import type { InputOf } from '@workroom/client';
import type { OperationName, WireContract, WirePayment } from '@workroom/core/api';
import type * as commands from './commands.ts';
import type * as commandsInPlace from './commands-in-place.ts';
import type * as operatorCommands from './operator-commands.ts';

export interface PaymentAnswer {
  /** The payment provider's own reference, e.g. a Stripe payment method. Left out for the client's default. */
  readonly paymentMethod?: string;
}

/** A command that a person is about to send. `preventDefault()` stops it. */
export class WorkroomIntentEvent<Name extends OperationName = OperationName> extends CustomEvent<{
  readonly operation: Name;
  readonly input: InputOf<Name>;
  /** The contract that the person saw. */
  readonly contract: WireContract;
}> {
  /** The page's answer, if it gave one. */
  answer: Promise<PaymentAnswer | undefined> | null = null;

  /**
   * Lets the page choose the payment method first. A rejection with an `AbortError` cancels without an error; any other
   * is shown.
   */
  respondWith(answer: Promise<PaymentAnswer | undefined>): void {
    this.answer = answer;
  }
}

/** The completed command, and the contract in its new state. */
export type WorkroomFactEvent<Name extends OperationName = OperationName> = CustomEvent<{
  readonly operation: Name;
  readonly input: InputOf<Name>;
  readonly contract: WireContract;
}>;

type Commands = typeof commands & typeof commandsInPlace & typeof operatorCommands;
type Intents = {
  [Command in Commands[keyof Commands] as Command['request']]: WorkroomIntentEvent<Command['operation']>;
};
type DoneEvents = { [Command in Commands[keyof Commands] as Command['fact']]: WorkroomFactEvent<Command['operation']> };

export interface WorkroomEventMap extends Intents, DoneEvents {
  /** The element shows its contract for the first time. */
  'workroom-ready': CustomEvent<{ readonly contract: WireContract }>;
  'workroom-load-error': CustomEvent<{ readonly error: unknown }>;
  'workroom-session-expired': CustomEvent<Record<never, never>>;
  /** A payment needs an action by the client, such as a bank's confirmation. */
  'workroom-payment-action': CustomEvent<{ readonly contract: WireContract; readonly payment: WirePayment }>;
  /** A command waits for the approval of others on the person's side; nothing else has happened. */
  'workroom-approval-requested': CustomEvent<{
    readonly contract: WireContract;
    readonly approval: WireContract['approvals'][number];
  }>;
  /** A link the host routes. Cancel it to route it yourself. */
  'workroom-navigate': CustomEvent<{
    readonly to: 'contract' | 'review-and-pay';
    readonly contractId: string;
    readonly milestoneId: string | null;
  }>;
  /** Do not bubble. */
  'workroom-open': CustomEvent<Record<never, never>>;
  'workroom-close': CustomEvent<Record<never, never>>;
}

/** Fires an event that crosses shadow roots if it bubbles. @returns false if the page cancelled it */
export function fire(
  element: HTMLElement,
  name: string,
  detail: unknown,
  { bubbles = true, cancelable = false } = {},
): boolean {
  return element.dispatchEvent(new CustomEvent(name, { detail, bubbles, composed: bubbles, cancelable }));
}

declare global {
  interface GlobalEventHandlersEventMap extends WorkroomEventMap {}
}
