import type { PaymentFailure } from './contract.ts';
import type { EventActor } from './events/event.ts';
import type { MilestoneId, PaymentId, PayoutId, ReturnId } from './ids.ts';
import type { Instant } from './instant.ts';
import { type Amount, plus } from './money.ts';

/** Money that was released and is given back to the client (rule 50). */
export interface ReturnRecord {
  readonly id: ReturnId;
  readonly from: ReturnFrom;
  readonly amount: Amount;
  readonly reason: string;
  readonly madeBy: EventActor;
  readonly madeAt: Instant;
  /** What had not been sent, and came back at once. */
  readonly atOnce: Amount;
  /** One for each transfer that is to be reversed, the newest first. */
  readonly parts: readonly ReturnPart[];
}

/** The released money of a milestone, of the carried funds, or of a bonus, which its charge or its transfer names. */
export type ReturnFrom =
  | { readonly milestoneId: MilestoneId }
  | { readonly paymentId: PaymentId }
  | { readonly carried: true };

/** What is to come back of one transfer. */
export interface ReturnPart {
  readonly payoutId: PayoutId;
  /** The charge that is refunded once the reversal has succeeded. */
  readonly source: PaymentId;
  readonly transfer: PaymentId;
  /** Before the fee. The reversal moves `amount − fee`. */
  readonly amount: Amount;
  readonly fee: Amount;
  /** `null` while the transfer is on its way: it is reversed once it has arrived, and taken back if it fails. */
  readonly reversal: PaymentId | null;
  readonly state: 'pending' | 'parked' | 'completed' | 'cancelled' | 'borne';
  /** Why it is parked. */
  readonly failure: PaymentFailure | null;
}

export type ReturnState = ReturnPart['state'];

export function isOpenPart({ state }: ReturnPart): boolean {
  return state === 'pending' || state === 'parked';
}

export function isOpenReturn({ parts }: ReturnRecord): boolean {
  return parts.some(isOpenPart);
}

/** One part may be parked while another is completed. What needs somebody comes first, and what did not come back last but one. */
export function returnState({ parts }: ReturnRecord): ReturnState {
  const order = ['parked', 'pending', 'borne', 'cancelled'] as const;
  return order.find((state) => parts.some((part) => part.state === state)) ?? 'completed';
}

/** What of it has come back from the freelancer. */
export function amountReturned({ atOnce, parts }: ReturnRecord): Amount {
  return plus(atOnce, ...parts.filter(({ state }) => state === 'completed').map(({ amount }) => amount));
}
