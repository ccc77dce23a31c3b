/**
 * An independent model of where every unit of a contract goes. It uses big integers and none of the product's code, and
 * has no states, events or accounts. A pocket is a milestone's index in the plan, or the pot of carried funds.
 */
export interface Model {
  /** Uses the carried funds for a milestone first, and charges the client the difference. */
  fund(place: number, worth: bigint): void;
  /** Pays from a pocket, drawing on the oldest charge first. */
  release(pocket: Pocket, paid: bigint): void;
  /** Refunds from a pocket, drawing on the newest charge first. */
  refund(pocket: Pocket, back: bigint): void;
  carry(place: number): void;
  bonus(amount: bigint): void;
  held(pocket: Pocket): bigint;
  readonly totals: Totals;
}

export type Pocket = number | 'pot';

export interface Totals {
  /** The amount that the client paid, including fees and bonuses. */
  paidIn: bigint;
  /** The amount that the freelancer got. */
  paidOut: bigint;
  /** The amount that the client got back, including fees. */
  paidBack: bigint;
  /** The fees that the marketplace keeps from each side. */
  clientFees: bigint;
  freelancerFees: bigint;
  deposited: bigint;
  released: bigint;
  refunded: bigint;
  bonuses: bigint;
  returned: bigint;
  chargedBack: bigint;
}

interface Charge {
  readonly amount: bigint;
  readonly fee: bigint;
  back: bigint;
  feeBack: bigint;
}

export function createModel(clientBps: number, freelancerBps: number): Model {
  const charges: Charge[] = [];
  /** The amount that each pocket holds of each charge, by the charge's number. */
  const pockets = new Map<Pocket, Map<number, bigint>>();
  const totals: Totals = {
    paidIn: 0n,
    paidOut: 0n,
    paidBack: 0n,
    clientFees: 0n,
    freelancerFees: 0n,
    deposited: 0n,
    released: 0n,
    refunded: 0n,
    bonuses: 0n,
    returned: 0n,
    chargedBack: 0n,
  };
  const inside = (pocket: Pocket) => {
    const found = pockets.get(pocket) ?? new Map<number, bigint>();
    pockets.set(pocket, found);
    return found;
  };
  const put = (pocket: Pocket, charge: number, amount: bigint) =>
    inside(pocket).set(charge, (inside(pocket).get(charge) ?? 0n) + amount);

  function take(pocket: Pocket, wanted: bigint, order: 'oldest' | 'newest'): readonly (readonly [number, bigint])[] {
    const sorted = [...inside(pocket)].sort(([a], [b]) => (order === 'oldest' ? a - b : b - a));
    const taken: (readonly [number, bigint])[] = [];
    let missing = wanted;
    for (const [charge, there] of sorted) {
      const part = smaller(there, missing);
      missing -= part;
      inside(pocket).set(charge, there - part);
      if (part > 0n) taken.push([charge, part]);
    }
    if (missing > 0n) throw new RangeError(`${missing} more were asked of ${pocket} than are there`);
    return taken;
  }

  const model: Model = {
    totals,
    held: (pocket) => [...inside(pocket).values()].reduce((sum, each) => sum + each, 0n),

    fund(place, worth) {
      const pot = model.held('pot');
      const carried = smaller(pot, worth);
      for (const [charge, amount] of take('pot', carried, 'oldest')) put(place, charge, amount);
      const amount = worth - carried;
      if (amount === 0n) return;
      const fee = halfEven(amount * BigInt(clientBps), 10_000n);
      charges.push({ amount, fee, back: 0n, feeBack: 0n });
      put(place, charges.length - 1, amount);
      totals.paidIn += amount + fee;
      totals.clientFees += fee;
      totals.deposited += amount;
    },

    release(pocket, paid) {
      take(pocket, paid, 'oldest');
      const fee = halfEven(paid * BigInt(freelancerBps), 10_000n);
      totals.paidOut += paid - fee;
      totals.freelancerFees += fee;
      totals.released += paid;
    },

    refund(pocket, back) {
      for (const [number, part] of take(pocket, back, 'newest')) {
        const charge = charges[number];
        if (charge === undefined) throw new RangeError(`there is no charge ${number}`);
        charge.back += part;
        // In proportion to the total refunded so far, so that the last refund takes the remainder.
        const feeBack = halfEven(charge.fee * charge.back, charge.amount);
        totals.paidBack += part + feeBack - charge.feeBack;
        totals.clientFees -= feeBack - charge.feeBack;
        charge.feeBack = feeBack;
      }
      totals.refunded += back;
    },

    carry(place) {
      for (const [charge, amount] of take(place, model.held(place), 'oldest')) put('pot', charge, amount);
    },

    bonus(amount) {
      const paid = halfEven(amount * BigInt(clientBps), 10_000n);
      const kept = halfEven(amount * BigInt(freelancerBps), 10_000n);
      totals.paidIn += amount + paid;
      totals.paidOut += amount - kept;
      totals.clientFees += paid;
      totals.freelancerFees += kept;
      totals.bonuses += amount;
    },
  };
  return model;
}

function smaller(first: bigint, second: bigint): bigint {
  if (first < second) return first;
  return second;
}

/** Rounded half to even. */
function halfEven(dividend: bigint, divisor: bigint): bigint {
  const nearestOrUp = (2n * dividend + divisor) / (2n * divisor);
  const isTie = (2n * dividend + divisor) % (2n * divisor) === 0n;
  return isTie && nearestOrUp % 2n === 1n ? nearestOrUp - 1n : nearestOrUp;
}
