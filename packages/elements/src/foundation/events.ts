import type { InputOf } from '@workroom/client';
import type { OperationName, WireContract, WirePayment } from '@workroom/core/api';
import type * as commands from './commands.ts';
import type * as commandsInPlace from './commands-in-place.ts';
import type * as operatorCommands from './operator-commands.ts';

export interface PaymentAnswer {
  /** The payment provider's own reference, e.g. a Stripe payment method. Left out for the client's default. */
  readonly paymentMethod?: string;
}

/** What a person is about to do. `preventDefault()` stops it. */
export class WorkroomIntentEvent<Name extends OperationName = OperationName> extends CustomEvent<{
  readonly operation: Name;
  readonly input: InputOf<Name>;
  /** As the person saw it. */
  readonly contract: WireContract;
}> {
  /** The page's answer, if it gave one. */
  answer: Promise<PaymentAnswer | undefined> | null = null;

  /** Lets the page pick the means of payment first. A rejection with an `AbortError` gives up quietly; any other is shown. */
  respondWith(answer: Promise<PaymentAnswer | undefined>): void {
    this.answer = answer;
  }
}

/** What was done, and the contract as it now stands. */
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
  /** A payment needs the client's own action, a bank's confirmation say. */
  'workroom-payment-action': CustomEvent<{ readonly contract: WireContract; readonly payment: WirePayment }>;
  /** A command waits for others on the person's side to approve it; nothing else has happened. */
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

/** Fires an event that crosses shadow roots where it bubbles. @returns false when the page cancelled it */
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
