import type { Amount, Currency, Instant, PaymentId, PaymentOutcome } from '@workroom/core';
import type { RefundRequest, ReversalRequest, TransferRequest } from '../provider.ts';
import { answerTo, assertSame, breakAnswer, drawIn } from './answers.ts';
import { leftOfTransfer, refundable, remaining } from './balance.ts';
import type { chargeBook } from './charge-book.ts';
import { findMethod, type SimulatedFailure } from './methods.ts';
import type { News } from './news.ts';
import type { personBook } from './person-book.ts';
import {
  failed,
  outcomeOf,
  type SimulatedCharge,
  type SimulatedDraw,
  type SimulatedState,
  stateAt,
  stateFrom,
} from './record.ts';

export interface DrawsContext {
  readonly book: ReturnType<typeof chargeBook>;
  readonly people: ReturnType<typeof personBook>;
  readonly news: News;
  readonly now: () => Instant;
}

const succeeds = { becomes: 'succeeded' } as const;

/** Draws on a charge, and their reversals. */
export function createDraws({ book, people, news, now }: DrawsContext) {
  async function draw(
    kind: 'transfer' | 'refund',
    { key, amount, source, currency }: TransferRequest | RefundRequest,
    freelancerId: string | null,
    signal?: AbortSignal,
  ): Promise<PaymentOutcome> {
    const origin = await book.find(source.key);
    if (origin === null) return outcomeOf(key, failed('source_unknown', 'There is no such charge to draw on.'));
    const script = findMethod(origin.method)?.[kind] ?? succeeds;
    await book.point(key, kind, source.key);
    let isNew = false;
    const after = await book.change(source.key, (from) => {
      if (from.draws.some((each) => each.key === key)) return null;
      isNew = true;
      const state = refusal(kind, from, amount, currency) ?? stateFrom(script, now());
      return { ...from, draws: [...from.draws, { key, kind, amount, freelancerId, state, at: now() }] };
    });
    const drawn = drawIn(after, key);
    assertSame(drawn, { key, amount });
    if (isNew) await news.ofOperation(origin.contractId, answerTo(drawn, now()), key, origin.method);
    if (isNew && drawn.state.status !== 'failed') await breakAnswer(script, signal);
    return answerTo(drawn, now());
  }

  function refusal(
    kind: 'transfer' | 'refund',
    from: SimulatedCharge,
    asked: Amount,
    currency: Currency,
  ): SimulatedState | null {
    if (from.currency !== currency) return failed('currency_mismatch', `The charge was made in ${from.currency}.`);
    if (stateAt(from.state, now()).status !== 'succeeded')
      return failed('source_not_settled', 'The charge to draw on has not succeeded.');
    if (kind === 'refund' && from.disputes.some(({ state }) => state === 'open'))
      return failed('charge_disputed', 'The client’s bank disputes the charge, so it cannot be refunded.');
    const left = kind === 'refund' ? refundable(from, now()) : remaining(from, now());
    return asked > left ? failed('insufficient_balance', 'So much of the charge is not left.') : null;
  }

  async function reverse(request: ReversalRequest, signal?: AbortSignal): Promise<PaymentOutcome> {
    const { key, amount, transfer, freelancerId } = request;
    const origin = await book.findByDraw(transfer.key);
    if (origin === null) return outcomeOf(key, failed('source_unknown', 'There is no such transfer to take back.'));
    const script = findMethod(origin.method)?.reversal ?? succeeds;
    await book.point(key, 'reversal', origin.key);
    const known = origin.draws.find((each) => each.key === key);
    const refused = known ? null : await take(origin, request);
    let isNew = false;
    const after = await book.change(origin.key, (from) => {
      if (from.draws.some((each) => each.key === key)) return null;
      isNew = true;
      const state = refused ?? reversalRefusal(from, request) ?? stateFrom(script, now());
      const drawn = { key, kind: 'reversal', amount, freelancerId, state, at: now(), transfer: transfer.key } as const;
      const before = state.status === 'failed' ? from.draws : from.draws.map((each) => arrived(each, transfer.key));
      return { ...from, draws: [...before, drawn] };
    });
    const drawn = drawIn(after, key);
    assertSame(drawn, { key, amount });
    if (drawn.state.status === 'failed') await people.giveBack(freelancerId, key);
    if (isNew) await news.ofOperation(origin.contractId, answerTo(drawn, now()), key, origin.method);
    if (isNew && drawn.state.status !== 'failed') await breakAnswer(script, signal);
    return answerTo(drawn, now());
  }

  /** Takes it from the freelancer's balance, or returns why not. */
  async function take(origin: SimulatedCharge, request: ReversalRequest): Promise<SimulatedState | null> {
    const refused = reversalRefusal(origin, request);
    if (refused !== null) return refused;
    const isTaken = await people.take(request.freelancerId, request.key, request.amount);
    return isTaken ? null : failed('insufficient_balance', nothingThere);
  }

  function reversalRefusal(
    from: SimulatedCharge,
    { amount, currency, transfer }: ReversalRequest,
  ): SimulatedState | null {
    if (from.currency !== currency) return failed('currency_mismatch', `The charge was made in ${from.currency}.`);
    const made = from.draws.find((each) => each.key === transfer.key);
    if (made?.kind !== 'transfer' || stateAt(made.state, now()).status !== 'succeeded')
      return failed('source_not_settled', 'The transfer to take back has not succeeded.');
    const left = leftOfTransfer(from, transfer.key, made.amount, now());
    return amount > left ? failed('amount_too_large', 'So much of the transfer is not left to take back.') : null;
  }

  async function sendBack(key: PaymentId, failure: SimulatedFailure): Promise<PaymentOutcome> {
    const origin = await book.findByDraw(key);
    if (origin === null) throw new Error(`The simulated provider knows no payout or refund ${key}.`);
    const after = await book.change(origin.key, (from) => {
      if (from.draws.some((each) => each.transfer === key && stateAt(each.state, now()).status !== 'failed'))
        return null;
      const draws = from.draws.map((each) =>
        each.key === key && stateAt(each.state, now()).status === 'succeeded'
          ? { ...each, state: failed(failure.code, failure.message) }
          : each,
      );
      return { ...from, draws };
    });
    const outcome = answerTo(drawIn(after, key), now());
    await news.ofOperation(after.contractId, outcome, key, after.method);
    return outcome;
  }

  return { draw, reverse, sendBack };
}

/** A reversed transfer had arrived, so the bank cannot send it back. */
function arrived(draw: SimulatedDraw, transfer: PaymentId): SimulatedDraw {
  return draw.key === transfer && draw.state.status === 'succeeded'
    ? { ...draw, state: { status: 'succeeded' } }
    : draw;
}

const nothingThere = 'The freelancer’s balance at the provider does not have so much to take back.';
