import type { EventActor } from './events/event.ts';
import type { MilestoneId, PaymentId, PayoutId, ReturnId } from './ids.ts';
import type { Instant } from './instant.ts';
import { type Amount, plus } from './money.ts';
import type { PaymentFailure } from './payment-record.ts';

/** Money that was released and is given back to the client (rule 50). */
export interface ReturnRecord {
  readonly id: ReturnId;
  readonly from: ReturnFrom;
  readonly amount: Amount;
  readonly reason: string;
  readonly madeBy: EventActor;
  readonly madeAt: Instant;
  /** The part that had not been sent, and came back at once. */
  readonly atOnce: Amount;
  /** One for each transfer to reverse, the newest first. */
  readonly parts: readonly ReturnPart[];
}

/** Released money of a milestone, of the carried funds, or of a bonus, named by its charge or its transfer. */
export type ReturnFrom =
  | { readonly milestoneId: MilestoneId }
  | { readonly paymentId: PaymentId }
  | { readonly carried: true };

/** The part of one transfer to take back. */
export interface ReturnPart {
  readonly payoutId: PayoutId;
  /** The charge to refund once the reversal has succeeded. */
  readonly source: PaymentId;
  readonly transfer: PaymentId;
  /** Before the fee. The reversal moves `amount − fee`. */
  readonly amount: Amount;
  readonly fee: Amount;
  /** `null` while the transfer is pending: it is reversed once it has arrived, or taken back if it fails. */
  readonly reversal: PaymentId | null;
  readonly state: 'pending' | 'parked' | 'completed' | 'cancelled' | 'borne';
  /** The reason why it is parked. */
  readonly failure: PaymentFailure | null;
}

export type ReturnState = ReturnPart['state'];

export function isOpenPart({ state }: ReturnPart): boolean {
  return state === 'pending' || state === 'parked';
}

export function isOpenReturn({ parts }: ReturnRecord): boolean {
  return parts.some(isOpenPart);
}

/** The status of a return with several parts: parked comes first, because it needs a person. */
export function returnState({ parts }: ReturnRecord): ReturnState {
  const order = ['parked', 'pending', 'borne', 'cancelled'] as const;
  return order.find((state) => parts.some((part) => part.state === state)) ?? 'completed';
}

/** The amount that has come back from the freelancer. */
export function amountReturned({ atOnce, parts }: ReturnRecord): Amount {
  return plus(atOnce, ...parts.filter(({ state }) => state === 'completed').map(({ amount }) => amount));
}
