import type { ContractId, Payment, PaymentId, PaymentOutcome } from '@workroom/core';
import type { Input, Output } from '@workroom/core/api';
import type { ChargeNews } from '../commands/charge-news.ts';
import { inParallel } from '../in-parallel.ts';
import { lookupOf } from '../payments/operate.ts';
import type { PaymentProvider } from '../payments/provider.ts';
import type { PaymentTiming } from '../payments/timing.ts';
import type { Books, Store } from '../store/store.ts';
import { type Timer, withTimeLimit } from '../timer.ts';
import { compareBooks } from './compare-books.ts';
import { type ChargeWord, compareCharge } from './compare-charge.ts';
import { compareProvider, movedBy, type ProviderWord } from './compare-provider.ts';
import { type Difference, type DifferenceKind, nextSteps } from './difference.ts';

export interface ReconcileOptions {
  readonly provider: Pick<PaymentProvider, 'lookup' | 'isReported' | 'movementsOf' | 'readDisputes'>;
  readonly store: Pick<Store, 'books' | 'listContracts'>;
  readonly timing: Pick<PaymentTiming, 'callTimeoutMs' | 'parallel'>;
  /** Records the provider's state of a payment, like a webhook. */
  readonly record: (contractId: ContractId, paymentId: PaymentId, outcome: PaymentOutcome) => Promise<void>;
  /**
   * Records a charge's disputes and movements without Workroom; returns the number of new ones. If they are not passed,
   * it reads them from the provider.
   */
  readonly recordCharge: (contractId: ContractId, chargeId: PaymentId, news?: ChargeNews) => Promise<number>;
  /** System time, for leases. */
  readonly nowMs: () => number;
  readonly timer: Timer;
  /** Called with the reason why the provider did not answer. */
  readonly onError: (error: unknown, about: ReconcileConcern) => void;
}

export interface ReconcileConcern {
  readonly doing: 'looking up a payment' | 'reading the movements of a charge' | 'reading a charge';
  readonly contractId: ContractId;
  readonly paymentIds: readonly PaymentId[];
}

/**
 * Compares, contract by contract, the ledger, the payments and the contract's totals with each other and with the
 * provider. It only reads, unless `record` is set, and calls the provider outside transactions.
 */
export type Reconcile = (asked?: Input<'ReconcileBody'>) => Promise<Output<'Reconciliation'>>;

export function createReconcile(options: ReconcileOptions): Reconcile {
  const { provider, store, timing, record, recordCharge, nowMs, timer, onError } = options;

  async function page({ contractId, cursor, limit = 20 }: Input<'ReconcileBody'>) {
    if (contractId !== undefined) return { data: [contractId], nextCursor: null };
    return store.listContracts({ personId: null, sort: 'oldest', limit, cursor });
  }

  async function ask({ contract }: Books, payment: Payment): Promise<ProviderWord> {
    const source = contract.payments.find(({ id }) => id === payment.source) ?? null;
    const { id: contractId, currency, client, freelancer } = contract;
    const request = lookupOf({ contractId, currency, client, freelancer, payment, source });
    try {
      return await withTimeLimit(timer, timing.callTimeoutMs, async (signal) => provider.lookup(request, signal));
    } catch (error) {
      onError(error, { doing: 'looking up a payment', contractId, paymentIds: [payment.id] });
      return 'unreachable';
    }
  }

  /** The movements and disputes of a charge; `unreachable` if the provider does not answer. */
  async function askOfCharge({ contract }: Books, { id, reference }: Payment): Promise<ChargeWord | 'unreachable'> {
    const { id: contractId, currency } = contract;
    const charge = { key: id, reference, contractId, currency };
    try {
      return await withTimeLimit(timer, timing.callTimeoutMs, async (signal) => ({
        movements: (await provider.movementsOf?.(charge, signal)) ?? null,
        disputes: (await provider.readDisputes?.(charge, signal)) ?? null,
      }));
    } catch (error) {
      onError(error, { doing: 'reading the movements of a charge', contractId, paymentIds: [id] });
      return 'unreachable';
    }
  }

  /** Differences of charges for whose payments the provider answered. */
  async function chargeDifferences(
    each: Books,
    confirmed: ReadonlySet<PaymentId>,
    read: Map<PaymentId, ChargeNews>,
  ): Promise<readonly Difference[]> {
    const { contract } = each;
    const { id: contractId, currency } = contract;
    const found: Difference[] = [];
    const about = (charge: Payment) => ({ contractId, paymentId: charge.id, currency });
    const charges = contract.payments.filter(({ id, kind }) => kind === 'charge' && confirmed.has(id));
    await inParallel(charges, timing.parallel, async (charge) => {
      const word = await askOfCharge(each, charge);
      if (word === 'unreachable') {
        const kind = 'provider_unreachable';
        found.push({ ...about(charge), kind, about: 'charge', expected: 0, found: null, next: nextSteps[kind] });
        return;
      }
      read.set(charge.id, { movements: word.movements ?? [], disputes: word.disputes ?? [], seq: contract.seq });
      for (const difference of compareCharge(contract, charge, word, confirmed))
        found.push({ ...about(charge), ...difference, next: nextSteps[difference.kind] });
    });
    if (found.length === 0) return [];
    // A later record may explain the difference, so it is left to the next comparison.
    const after = await store.books(contractId, nowMs());
    return after?.contract.seq === contract.seq ? found : [];
  }

  /** Only if nothing has changed since: a payment that was settled meanwhile is no difference. */
  async function stillThere(differences: readonly Difference[], before: Books): Promise<readonly Difference[]> {
    const { contract, underWay } = before;
    const after = await store.books(contract.id, nowMs());
    return differences.filter(({ paymentId }) => {
      if (paymentId === null) return true;
      const [was, is] = [before, after].map((books) => books?.contract.payments.find(({ id }) => id === paymentId));
      return was?.status === is?.status && !underWay.has(paymentId) && after?.underWay.has(paymentId) === false;
    });
  }

  /** Rules 52 and 54: disputes of the charges, and movements without Workroom. */
  async function recordCharges(books: readonly Books[], read: ReadonlyMap<PaymentId, ChargeNews>): Promise<number> {
    let recorded = 0;
    for (const { contract } of books) {
      const charges = contract.payments.filter(({ kind, status }) => kind === 'charge' && status === 'succeeded');
      for (const { id } of charges) {
        try {
          recorded += await recordCharge(contract.id, id, read.get(id));
        } catch (error) {
          onError(error, { doing: 'reading a charge', contractId: contract.id, paymentIds: [id] });
        }
      }
    }
    return recorded;
  }

  return async (asked = {}) => {
    const { data, nextCursor } = await page(asked);
    const books: Books[] = [];
    for (const contractId of data) {
      const found = await store.books(contractId, nowMs());
      if (found !== null) books.push(found);
    }
    const differences = new Map(books.map((each) => [each, [...compareBooks(each)]]));
    const words = new Map<PaymentId, PaymentOutcome>();
    const confirmed = new Set<PaymentId>();
    // If the marketplace reports payments itself, there is no provider to call.
    const isAsked = provider.isReported !== true;
    // All payments of the page in one queue, so that contracts do not wait for each other.
    const payments = (isAsked ? books : []).flatMap((each) =>
      each.contract.payments.map((payment) => [each, payment] as const),
    );
    await inParallel(payments, timing.parallel, async ([each, payment]) => {
      // Settled by other means, so the provider does not know it.
      if (payment.outside === true) return;
      const word = await ask(each, payment);
      const kind = compareProvider(payment, word);
      if (kind === null && payment.status === 'succeeded') confirmed.add(payment.id);
      if (kind === null) return;
      if (mayRecord(kind, payment) && typeof word === 'object' && word !== null) words.set(payment.id, word);
      const { id: contractId, currency } = each.contract;
      differences.get(each)?.push({
        kind,
        contractId,
        paymentId: payment.id,
        about: payment.kind,
        currency,
        expected: movedBy(payment, payment.status) ?? 0,
        found: movedBy(payment, word),
        next: nextSteps[kind],
      });
    });
    const standing: Difference[] = [];
    const read = new Map<PaymentId, ChargeNews>();
    for (const [each, found] of differences) {
      if (found.length > 0) standing.push(...(await stillThere(found, each)));
      if (isAsked) standing.push(...(await chargeDifferences(each, confirmed, read)));
    }
    let recorded = 0;
    for (const { contractId, paymentId } of asked.record === true ? standing : []) {
      const word = paymentId === null ? undefined : words.get(paymentId);
      if (paymentId === null || word === undefined) continue;
      await record(contractId, paymentId, word);
      recorded += 1;
    }
    if (asked.record === true && isAsked) recorded += await recordCharges(books, read);
    return { checked: books.length, differences: standing, recorded, nextCursor };
  };
}

/** A charge that succeeded here and failed there is a chargeback or a mistake, and must not be recorded this way. */
function mayRecord(kind: DifferenceKind, payment: Payment): boolean {
  if (kind === 'succeeded_here_failed_there') return payment.kind !== 'charge';
  return kind === 'pending_here_succeeded_there' || kind === 'pending_here_failed_there';
}
