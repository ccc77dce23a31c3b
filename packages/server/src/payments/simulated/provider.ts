import { type ContractId, type Currency, instant, type PaymentId, type PaymentOutcome } from '@workroom/core';
import type { Clock } from '../../clock.ts';
import type { ChargeRequest, PaymentProvider } from '../provider.ts';
import { createAfterRelease, type SimulatedEvents } from './after-release.ts';
import { answerTo, assertSame, breakAnswer } from './answers.ts';
import { booksBesideDatabases } from './beside-databases.ts';
import { booksOf, type SimulatedBooks } from './books.ts';
import { chargeBook } from './charge-book.ts';
import { createDraws } from './draws.ts';
import { accountClosed, defaultMethod, findMethod, type SimulatedFailure } from './methods.ts';
import { createNews } from './news.ts';
import { personBook } from './person-book.ts';
import {
  cancelled,
  failed,
  outcomeOf,
  resultState,
  type SimulatedDraw,
  type SimulatedState,
  stateAt,
  stateFrom,
} from './record.ts';
import type { SimulatedStorage } from './storage.ts';
import { readSignedWebhook, type SimulatedWebhooks } from './webhook.ts';

export interface SimulatedProviderOptions {
  /** The clock for pending payments. Pass the same clock as to `createWorkroom`. @default the system's */
  readonly clock?: Clock;
  /**
   * The storage of its records.
   *
   * @default the database of its Workroom; memory until then
   */
  readonly storage?: SimulatedStorage;
  /** @default 90 */
  readonly maxHoldDays?: number;
  /** @default 50 of the smallest unit in every currency */
  readonly minimumCharge?: (currency: Currency) => number;
  /** @default everybody can be paid out */
  readonly canPayOut?: (freelancerId: string) => boolean;
  /** How many days a charge can be refunded. @default no limit */
  readonly refundableDays?: number;
  /**
   * The receiver of its webhooks. Changes that only time brings are found by polling.
   *
   * @default no webhooks for requests and confirmations; chargebacks and dashboard changes are sent to its Workrooms
   */
  readonly webhooks?: SimulatedWebhooks;
}

export interface SimulatedProvider extends PaymentProvider, SimulatedEvents {
  /** The client confirms a payment. */
  complete(key: PaymentId): Promise<PaymentOutcome>;
  /** The client refuses to confirm. */
  decline(key: PaymentId): Promise<PaymentOutcome>;
  /** The bank sends back a successful payout or refund. A partly reversed payout is not affected. */
  sendBack(key: PaymentId, failure?: SimulatedFailure): Promise<PaymentOutcome>;
  /** All movements, or those of one contract. */
  books(contractId?: ContractId): Promise<SimulatedBooks>;
}

/** A provider that moves no real money and simulates the behaviour of the test payment methods (`testMethods`). */
export function simulatedProvider(options: SimulatedProviderOptions = {}): SimulatedProvider {
  const { clock = { now: () => new Date() }, webhooks } = options;
  const now = () => instant(clock.now().getTime());
  const beside = booksBesideDatabases();
  const storage = options.storage ?? beside.storage;
  const book = chargeBook(storage);
  const people = personBook(storage);
  const news = createNews(webhooks);
  const { draw, reverse, sendBack } = createDraws({ book, people, news, now });
  const answer = (drawn: Pick<SimulatedDraw, 'key' | 'state'>) => answerTo(drawn, now());

  async function charge(request: ChargeRequest, signal?: AbortSignal): Promise<PaymentOutcome> {
    const { key, contractId, currency, clientId, amount: asked } = request;
    const name = request.paymentMethod ?? defaultMethod;
    const method = findMethod(name);
    if (method?.charge === 'unreachable') throw new Error('The simulated provider could not be reached.');
    const script = method?.charge ?? null;
    const state = script === null ? unknownMethod(name) : stateFrom(script, now());
    const added = await book.add({
      kind: 'charge',
      key,
      contractId,
      currency,
      amount: asked,
      clientId,
      method: name,
      state,
      at: now(),
      draws: [],
      disputes: [],
      externals: [],
      news: 0,
    });
    if (added === 'called_off') return outcomeOf(key, cancelled);
    assertSame(added.charge, request);
    if (added.isNew) {
      await news.ofOperation(contractId, answer(added.charge), key, name);
      await breakAnswer(script, signal);
    }
    return answer(added.charge);
  }

  async function confirm(key: PaymentId, accepts: boolean): Promise<PaymentOutcome> {
    const after = await book.change(key, (from) => {
      if (from.state.status !== 'requires_action') return null;
      const state = accepts
        ? resultState(from.state.result)
        : failed(
            'authentication_failed',
            'The payment was not confirmed. Try again, or use a different payment method.',
          );
      return { ...from, state };
    });
    await news.ofOperation(after.contractId, answer(after), key, after.method);
    return answer(after);
  }

  return {
    name: 'simulated',
    maxHoldDays: options.maxHoldDays ?? 90,
    minimumCharge: options.minimumCharge ?? (() => 50),
    ...(options.storage === undefined && { keepBooksIn: beside.keepIn }),
    canPayOut: async (freelancerId) => options.canPayOut?.(freelancerId) ?? true,
    charge,
    transfer: (request, signal) => draw('transfer', request, request.freelancerId, signal),
    refund: (request, signal) => draw('refund', request, null, signal),
    reverse,
    async cancel({ key }) {
      if (await book.callOff(key)) return outcomeOf(key, cancelled);
      const after = await book.change(key, (from) => {
        const current = stateAt(from.state, now());
        const open = current.status === 'requires_action' || (current.status === 'pending' && !current.uncancellable);
        return open ? { ...from, state: cancelled } : null;
      });
      return answer(after);
    },
    async lookup({ kind, key }) {
      if (kind !== 'charge') {
        const drawn = (await book.findByDraw(key))?.draws.find((each) => each.key === key);
        return drawn === undefined ? null : answer(drawn);
      }
      const found = await book.lookup(key);
      if (found === 'called_off') return outcomeOf(key, cancelled);
      return found === null ? null : answer(found);
    },
    parseWebhook: async (webhook) => readSignedWebhook(news.secret(), webhook),
    ...(webhooks === undefined && { deliverWebhooksTo: news.deliverTo }),
    ...createAfterRelease({ book, people, news }, now, options.refundableDays ?? null),
    complete: (key) => confirm(key, true),
    decline: (key) => confirm(key, false),
    sendBack: (key, failure = accountClosed) => sendBack(key, failure),
    async books(contractId) {
      const charges = await book.all();
      return booksOf(
        contractId === undefined ? charges : charges.filter((each) => each.contractId === contractId),
        now(),
      );
    },
  };
}

function unknownMethod(name: string): SimulatedState {
  return failed('payment_method_unknown', `There is no payment method "${name}". Choose one of the test methods.`);
}
