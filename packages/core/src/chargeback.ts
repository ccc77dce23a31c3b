import type { Contract } from './contract.ts';
import type { Fee } from './fee-row.ts';
import type { ChargebackId, DifferenceId, MilestoneId, PaymentId } from './ids.ts';
import type { Instant } from './instant.ts';
import { type Amount, type Currency, downTo, minus, plus, zero } from './money.ts';
import { amountStepOf } from './policy.ts';

/** A charge that the client's bank takes back, or took back (rule 52). */
export interface Chargeback {
  readonly id: ChargebackId;
  /** The charge. */
  readonly paymentId: PaymentId;
  /** The provider's id of the dispute; `null` if the marketplace's staff reported it. */
  readonly reference: string | null;
  /** The disputed amount, including the client's fee. */
  readonly amount: Amount;
  /** The amount that the provider has withdrawn from the marketplace's balance so far. */
  readonly withdrawn: Amount;
  /** The part of it that was given back. */
  readonly reinstated: Amount;
  readonly state: ChargebackState;
  readonly openedAt: Instant;
  readonly evidenceDueBy: Instant | null;
  readonly evidenceSentAt: Instant | null;
  /**
   * Where its money was taken from, in this order. They sum to the amount that the chargeback holds or the bank has.
   */
  readonly steps: readonly ChargebackStep[];
}

/** `inquiry`: the bank asks and takes no money. A closed chargeback may be opened again. */
export type ChargebackState = 'inquiry' | 'open' | 'won' | 'lost';

/** The amount taken from one source, so that it can be given back to exactly that source. */
export type ChargebackStep =
  /**
   * A refund that was not sent. `returned`: of money that had been released. `borne`: paid by the marketplace instead
   * of the freelancer. `late`: of a charge that succeeded after it was cancelled, whose fee was never kept.
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
  /** A payout that was not sent. `fee` is the freelancer's fee in the amount. */
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

/** The state of a dispute at the provider. Amounts in the charge's currency. */
export interface ReportedDispute {
  /** The provider's id; `null` for a dispute that the marketplace's staff reports. */
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
  /**
   * `chargeback`: a dispute in another currency than the contract's, which cannot be matched. `fraud_warning`: the card
   * network reports the charge as fraud, and no money has moved yet.
   */
  readonly kind: 'refund' | 'transfer' | 'reversal' | 'chargeback' | 'fraud_warning';
  /** In minor units of `currency`. */
  readonly amount: Amount;
  readonly currency: Currency;
  readonly at: Instant;
  /** The contract's transfer that a reversal takes back. */
  readonly transferId: PaymentId | null;
}

/**
 * Money that moved at the provider and matches no payment (rule 54), or a warning that it will. It waits for the
 * marketplace's staff.
 */
export interface ProviderDifference {
  readonly id: DifferenceId;
  /** The charge that the money belongs to. */
  readonly paymentId: PaymentId;
  readonly kind: ReportedMovement['kind'];
  /** The provider's id of the movement or the warning. */
  readonly reference: string | null;
  /** The amount without a match, in minor units of `currency`. */
  readonly amount: Amount;
  readonly currency: Currency;
  readonly at: Instant;
  readonly acknowledgedAt: Instant | null;
}

export function hasOpenChargeback({ chargebacks }: Pick<Contract, 'chargebacks'>): boolean {
  return chargebacks.some(({ state }) => state === 'open');
}

/** The charge's chargeback whose money is gone, or may be: a refund of the charge would pay the client twice. */
export function chargebackOn({ chargebacks }: Contract, chargeId: PaymentId): Chargeback | undefined {
  return chargebacks.find(({ paymentId, state }) => paymentId === chargeId && (state === 'open' || state === 'lost'));
}

/** The marketplace's loss from the chargebacks of a charge that money of the charge can cover. */
export function lossOn({ chargebacks, policy }: Pick<Contract, 'chargebacks' | 'policy'>, chargeId: PaymentId): Amount {
  return plus(...chargebacks.filter(({ paymentId }) => paymentId === chargeId).map((each) => lossOf(each, policy)));
}

/** The loss from one chargeback, in multiples of the contract's step: no payment can be split to cover the rest. */
export function lossOf({ steps }: Pick<Chargeback, 'steps'>, policy: Contract['policy']): Amount {
  return downTo(amountStepOf(policy), plus(...steps.filter(({ from }) => from === 'loss').map(({ amount }) => amount)));
}

/** The paid out part of a charge that the client can still get: the bank has given back the rest. */
export function refundableOn(contract: Contract, chargeId: PaymentId): Amount {
  const source = contract.sources.find(({ payment }) => payment === chargeId);
  if (source === undefined) return zero;
  const gone = sumOfSteps(
    contract.chargebacks,
    chargeId,
    (step) => step.from === 'loss' || (step.from === 'refund' && step.borne === true),
  );
  const taken = plus(source.borne, gone);
  return source.paidOut > taken ? downTo(amountStepOf(contract.policy), minus(source.paidOut, taken)) : zero;
}

function sumOfSteps(
  chargebacks: readonly Chargeback[],
  chargeId: PaymentId,
  isMeant: (step: ChargebackStep) => boolean,
): Amount {
  const steps = chargebacks.filter(({ paymentId }) => paymentId === chargeId).flatMap((each) => each.steps);
  return plus(...steps.filter(isMeant).map(({ amount }) => amount));
}

/** Whether money of one of the charges was taken at the provider and not acknowledged yet (rule 54). */
export function isExhausted({ differences }: Contract, charges: readonly PaymentId[]): boolean {
  return differences.some(
    ({ paymentId, kind, acknowledgedAt }) =>
      acknowledgedAt === null && kind !== 'reversal' && kind !== 'fraud_warning' && charges.includes(paymentId),
  );
}

/** Whether staff must still look at it. A warning is over once the charge was given back in full or taken back. */
export function isOpenDifference(contract: Contract, { kind, paymentId, acknowledgedAt }: ProviderDifference): boolean {
  return acknowledgedAt === null && (kind !== 'fraud_warning' || !isGivenBack(contract, paymentId));
}

/** A charge that succeeded after it was cancelled has no source: it is refunded at once. */
export function isGivenBack(contract: Contract, charge: PaymentId): boolean {
  const source = contract.sources.find(({ payment }) => payment === charge);
  if (source === undefined || chargebackOn(contract, charge) !== undefined) return true;
  return plus(source.refunded, source.borne, source.chargedBack) >= source.amount;
}

/** Whether the bank still takes evidence (rule 53). */
export function takesEvidence({ state }: Chargeback): boolean {
  return state === 'open' || state === 'inquiry';
}

/** Charges that took money: deposits, bonuses, and charges that succeeded after they were cancelled. */
export function chargesOf({ payments, sources }: Contract): readonly PaymentId[] {
  const done = payments.filter(({ kind, status }) => kind === 'charge' && status === 'succeeded').map(({ id }) => id);
  return [...new Set([...sources.map(({ payment }) => payment), ...done])];
}

/** Whether a chargeback of the charge is open. */
export function isDisputed({ chargebacks }: Contract, charge: PaymentId): boolean {
  return chargebacks.some(({ paymentId, state }) => paymentId === charge && state === 'open');
}

/** The amount that a charge took from the client, including the fee. */
export function grossOf({ sources, payments }: Contract, charge: PaymentId): number {
  const found = sources.find(({ payment }) => payment === charge) ?? payments.find(({ id }) => id === charge);
  return found === undefined ? 0 : found.amount + found.fee;
}
