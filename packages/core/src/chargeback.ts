import type { Contract } from './contract.ts';
import type { Fee } from './fee-row.ts';
import type { ChargebackId, DifferenceId, MilestoneId, PaymentId } from './ids.ts';
import type { Instant } from './instant.ts';
import { type Amount, type Currency, minus, plus, zero } from './money.ts';

/** A charge that the client's bank takes back, or took back (rule 52). */
export interface Chargeback {
  readonly id: ChargebackId;
  /** The charge. */
  readonly paymentId: PaymentId;
  /** The provider's id of the dispute; `null` where the marketplace's staff reported it. */
  readonly reference: string | null;
  /** What the bank asks for, the client's fee included. */
  readonly amount: Amount;
  /** What the provider took out of the marketplace's balance for it so far. */
  readonly withdrawn: Amount;
  /** What of that it gave back. */
  readonly reinstated: Amount;
  readonly state: ChargebackState;
  readonly openedAt: Instant;
  readonly evidenceDueBy: Instant | null;
  readonly evidenceSentAt: Instant | null;
  /** Where its money was taken from, in this order. They sum to what the chargeback holds or the bank has. */
  readonly steps: readonly ChargebackStep[];
}

/** `inquiry`: the bank asks, and takes nothing. A chargeback that is closed may be opened again. */
export type ChargebackState = 'inquiry' | 'open' | 'won' | 'lost';

/** What one pocket gave, so that it can be given back to exactly that pocket. */
export type ChargebackStep =
  /**
   * A refund that was not sent. `returned`: of money that had been released. `borne`: the marketplace gave it in the
   * freelancer's place. `late`: of a charge that succeeded after it was given up, whose fee was never kept.
   */
  | {
      readonly from: 'refund';
      readonly milestoneId: MilestoneId | null;
      readonly returned: boolean;
      readonly borne?: true;
      readonly amount: Amount;
      readonly fee: Amount;
      readonly fees: readonly Fee[];
      readonly late: boolean;
    }
  | { readonly from: 'carried'; readonly amount: Amount }
  | { readonly from: 'milestone'; readonly milestoneId: MilestoneId; readonly amount: Amount }
  /** A payout that was not sent; `fee` of the amount is the freelancer's. */
  | {
      readonly from: 'payout';
      readonly milestoneId: MilestoneId | null;
      readonly purpose: 'release' | 'bonus';
      readonly amount: Amount;
      readonly fee: Amount;
      readonly fees: readonly Fee[];
    }
  /** The client's fee, which the marketplace had kept. */
  | { readonly from: 'fee'; readonly amount: Amount; readonly fees?: readonly Fee[] }
  /** Borne by the marketplace. */
  | { readonly from: 'loss'; readonly amount: Amount };

/** What a provider says of a dispute, whenever it is asked. Amounts in the charge's currency. */
export interface ReportedDispute {
  /** The provider's own id; `null` for one that the marketplace's staff reports. */
  readonly reference: string | null;
  readonly amount: Amount;
  readonly withdrawn: Amount;
  readonly reinstated: Amount;
  readonly state: ChargebackState;
  readonly openedAt: Instant;
  readonly evidenceDueBy: Instant | null;
}

/** Money that moved at the provider without Workroom. */
export interface ReportedMovement {
  /** The provider's own id. */
  readonly reference: string;
  /** `chargeback`: a dispute in another currency than the contract's, which nothing here can match. */
  readonly kind: 'refund' | 'transfer' | 'reversal' | 'chargeback';
  /** In minor units of `currency`. */
  readonly amount: Amount;
  readonly currency: Currency;
  readonly at: Instant;
  /** The transfer of ours that a reversal takes back. */
  readonly transferId: PaymentId | null;
}

/** Money that moved at the provider and that matches nothing here (rule 54). It waits for the marketplace's staff. */
export interface ProviderDifference {
  readonly id: DifferenceId;
  /** The charge that the money belongs to. */
  readonly paymentId: PaymentId;
  readonly kind: 'refund' | 'transfer' | 'reversal' | 'chargeback';
  /** The provider's id of what moved. */
  readonly reference: string | null;
  /** What of it matches nothing, in minor units of `currency`. */
  readonly amount: Amount;
  readonly currency: Currency;
  readonly at: Instant;
  readonly acknowledgedAt: Instant | null;
}

export function hasOpenChargeback({ chargebacks }: Pick<Contract, 'chargebacks'>): boolean {
  return chargebacks.some(({ state }) => state === 'open');
}

/** The charge's chargeback whose money is gone, or may be: what is given back of the charge is given back twice. */
export function chargebackOn({ chargebacks }: Contract, chargeId: PaymentId): Chargeback | undefined {
  return chargebacks.find(({ paymentId, state }) => paymentId === chargeId && (state === 'open' || state === 'lost'));
}

/** What the marketplace bears of the chargebacks of a charge. */
export function lossOn({ chargebacks }: Pick<Contract, 'chargebacks'>, chargeId: PaymentId): Amount {
  return sumOfSteps(chargebacks, chargeId, ({ from }) => from === 'loss');
}

/** What of a charge the client can still get of money that was paid out: the bank gave back the rest. */
export function refundableOn(contract: Contract, chargeId: PaymentId): Amount {
  const source = contract.sources.find(({ payment }) => payment === chargeId);
  if (source === undefined) return zero;
  const gone = sumOfSteps(
    contract.chargebacks,
    chargeId,
    (step) => step.from === 'loss' || (step.from === 'refund' && step.borne === true),
  );
  const taken = plus(source.borne, gone);
  return source.paidOut > taken ? minus(source.paidOut, taken) : zero;
}

function sumOfSteps(
  chargebacks: readonly Chargeback[],
  chargeId: PaymentId,
  isMeant: (step: ChargebackStep) => boolean,
): Amount {
  const steps = chargebacks.filter(({ paymentId }) => paymentId === chargeId).flatMap((each) => each.steps);
  return plus(...steps.filter(isMeant).map(({ amount }) => amount));
}

/** Whether somebody took money of one of the charges at the provider, and nobody has looked at it yet (rule 54). */
export function isExhausted({ differences }: Contract, charges: readonly PaymentId[]): boolean {
  return differences.some(
    ({ paymentId, kind, acknowledgedAt }) =>
      acknowledgedAt === null && kind !== 'reversal' && charges.includes(paymentId),
  );
}

/** Whether the bank may still be told something (rule 53). */
export function takesEvidence({ state }: Chargeback): boolean {
  return state === 'open' || state === 'inquiry';
}

/** Charges that took money: deposits, bonuses, and those that succeeded after they were given up. */
export function chargesOf({ payments, sources }: Contract): readonly PaymentId[] {
  const done = payments.filter(({ kind, status }) => kind === 'charge' && status === 'succeeded').map(({ id }) => id);
  return [...new Set([...sources.map(({ payment }) => payment), ...done])];
}

/** Whether a chargeback of the charge is open. */
export function isDisputed({ chargebacks }: Contract, charge: PaymentId): boolean {
  return chargebacks.some(({ paymentId, state }) => paymentId === charge && state === 'open');
}

/** What a charge took from the client, the fee included. */
export function grossOf({ sources, payments }: Contract, charge: PaymentId): number {
  const found = sources.find(({ payment }) => payment === charge) ?? payments.find(({ id }) => id === charge);
  return found === undefined ? 0 : found.amount + found.fee;
}
