import {
  type Amount,
  type ContractId,
  type Currency,
  instant,
  isAmount,
  minus,
  type PaymentId,
  type PaymentOutcome,
} from '@workroom/core';
import type { Clock } from '../../clock.ts';
import type { ChargeRequest, PaymentProvider, RefundRequest, TransferRequest, WebhookRequest } from '../provider.ts';
import { booksBesideDatabases } from './beside-databases.ts';
import { booksOf, type SimulatedBooks } from './books.ts';
import { chargeBook } from './charge-book.ts';
import {
  accountClosed,
  defaultMethod,
  findMethod,
  type Script,
  type SimulatedFailure,
  type TestMethod,
} from './methods.ts';
import {
  cancelled,
  failed,
  outcomeOf,
  resultState,
  type SimulatedCharge,
  type SimulatedDraw,
  type SimulatedState,
  stateAt,
  stateFrom,
} from './record.ts';
import type { SimulatedStorage } from './storage.ts';
import { readSignedWebhook, type SimulatedNews, type SimulatedWebhooks, signedWebhook } from './webhook.ts';

export interface SimulatedProviderOptions {
  /** The clock by which pending payments settle. Pass the one that you pass to `createWorkroom`. @default the system's */
  readonly clock?: Clock;
  /**
   * Where it keeps its books.
   *
   * @default the database of the Workroom that it is given to; memory until then
   */
  readonly storage?: SimulatedStorage;
  /** @default 90 */
  readonly maxHoldDays?: number;
  /** @default 50 of the smallest unit in every currency */
  readonly minimumCharge?: (currency: Currency) => number;
  /** @default everybody can be paid out */
  readonly canPayOut?: (freelancerId: string) => boolean;
  /** Where it sends its news of what was asked for or confirmed. What only time brings is found by asking. @default none is sent or taken */
  readonly webhooks?: SimulatedWebhooks;
}

export interface SimulatedProvider extends PaymentProvider {
  /** The client confirms a payment that asked for it. */
  complete(key: PaymentId): Promise<PaymentOutcome>;
  /** The client refuses to. */
  decline(key: PaymentId): Promise<PaymentOutcome>;
  /** The bank sends back a payout or refund that had succeeded. */
  sendBack(key: PaymentId, failure?: SimulatedFailure): Promise<PaymentOutcome>;
  /** All that it moved, or for one contract. */
  books(contractId?: ContractId): Promise<SimulatedBooks>;
}

/** A provider that moves no real money and behaves as badly as the test means of payment asks it to (`testMethods`). */
export function simulatedProvider(options: SimulatedProviderOptions = {}): SimulatedProvider {
  const { clock = { now: () => new Date() }, webhooks } = options;
  const now = () => instant(clock.now().getTime());
  const beside = booksBesideDatabases();
  const book = chargeBook(options.storage ?? beside.storage);

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
      draws: [],
    });
    if (added === 'called_off') return outcomeOf(key, cancelled);
    assertSame(added.charge, request);
    if (added.isNew) {
      await tell(contractId, answer(added.charge), key, method?.webhooks);
      await breakAnswer(script, signal);
    }
    return answer(added.charge);
  }

  async function draw(
    kind: SimulatedDraw['kind'],
    { key, amount: asked, source, currency }: TransferRequest | RefundRequest,
    freelancerId: string | null,
    signal?: AbortSignal,
  ): Promise<PaymentOutcome> {
    const origin = await book.find(source.key);
    if (origin === null) return outcomeOf(key, failed('source_unknown', 'There is no such charge to draw on.'));
    const script = findMethod(origin.method)?.[kind] ?? { becomes: 'succeeded' };
    await book.point(key, kind, source.key);
    let isNew = false;
    const after = await book.change(source.key, (from) => {
      if (from.draws.some((each) => each.key === key)) return null;
      isNew = true;
      const state = refusal(from, asked, currency) ?? stateFrom(script, now());
      return { ...from, draws: [...from.draws, { key, kind, amount: asked, freelancerId, state }] };
    });
    const drawn = after.draws.find((each) => each.key === key);
    if (drawn === undefined) throw new Error(`The simulated provider lost ${key}.`);
    assertSame(drawn, { key, amount: asked });
    if (isNew) await tell(origin.contractId, answer(drawn), key, findMethod(origin.method)?.webhooks);
    if (isNew && drawn.state.status !== 'failed') await breakAnswer(script, signal);
    return answer(drawn);
  }

  function refusal(from: SimulatedCharge, asked: Amount, currency: Currency): SimulatedState | null {
    if (from.currency !== currency) return failed('currency_mismatch', `The charge was made in ${from.currency}.`);
    if (stateAt(from.state, now()).status !== 'succeeded')
      return failed('source_not_settled', 'The charge to draw on has not succeeded.');
    return asked > remaining(from) ? failed('insufficient_balance', 'So much of the charge is not left.') : null;
  }

  /** What failed takes nothing; what is still pending has its part set aside. */
  function remaining(from: SimulatedCharge): Amount {
    return from.draws
      .filter(({ state }) => stateAt(state, now()).status !== 'failed')
      .reduce((rest, drawn) => minus(rest, drawn.amount), from.amount);
  }

  async function confirm(key: PaymentId, accepts: boolean): Promise<PaymentOutcome> {
    const after = await book.change(key, (from) => {
      if (from.state.status !== 'requires_action') return null;
      const state = accepts
        ? resultState(from.state.result)
        : failed('authentication_failed', 'The payment was not confirmed. Try again, or use another means of payment.');
      return { ...from, state };
    });
    await tell(after.contractId, answer(after), key, findMethod(after.method)?.webhooks);
    return answer(after);
  }

  async function sendBack(key: PaymentId, failure: SimulatedFailure): Promise<PaymentOutcome> {
    const origin = await book.findByDraw(key);
    if (origin === null) throw new Error(`The simulated provider knows no payout or refund ${key}.`);
    const after = await book.change(origin.key, (from) => {
      const draws = from.draws.map((each) =>
        each.key === key && stateAt(each.state, now()).status === 'succeeded'
          ? { ...each, state: failed(failure.code, failure.message) }
          : each,
      );
      return { ...from, draws };
    });
    const drawn = after.draws.find((each) => each.key === key);
    if (drawn === undefined) throw new Error(`The simulated provider lost ${key}.`);
    await tell(after.contractId, answer(drawn), key, findMethod(after.method)?.webhooks);
    return answer(drawn);
  }

  async function tell(
    contractId: ContractId,
    { status }: PaymentOutcome,
    key: PaymentId,
    manners: TestMethod['webhooks'],
  ): Promise<void> {
    if (webhooks === undefined) return;
    const statuses: SimulatedNews['status'][] = [status];
    if (manners === 'twice') statuses.push(status);
    if (manners === 'out_of_order') statuses.push('pending');
    for (const each of statuses) {
      try {
        await webhooks.deliver(signedWebhook(webhooks.secret, { contractId, key, status: each }));
      } catch {
        // As with any provider: the payment is found by asking.
      }
    }
  }

  function answer({ key, state }: Pick<SimulatedDraw, 'key' | 'state'>): PaymentOutcome {
    return outcomeOf(key, stateAt(state, now()));
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
    ...(webhooks && { parseWebhook: async (webhook: WebhookRequest) => readSignedWebhook(webhooks.secret, webhook) }),
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
  return failed('payment_method_unknown', `There is no means of payment "${name}". Choose one of the test methods.`);
}

/** It is done by now; the caller just never hears of it. */
async function breakAnswer(script: Script | null, signal?: AbortSignal): Promise<void> {
  if (script?.answer === 'lost') throw new Error('The connection to the simulated provider broke before it answered.');
  if (script?.answer !== 'never') return;
  await new Promise<never>((_, reject) => {
    if (signal?.aborted === true) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** A key used for something else is a bug of the caller, and must move nothing. */
function assertSame(stored: Pick<SimulatedDraw, 'key' | 'amount'>, asked: { key: PaymentId; amount: Amount }): void {
  if (stored.amount === asked.amount && isAmount(asked.amount)) return;
  throw new Error(`${asked.key} was used for ${stored.amount} before and is now asked for ${asked.amount}.`);
}
