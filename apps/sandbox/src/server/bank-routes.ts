import { type Amount, isAmount, type PaymentId } from '@workroom/core';
import { type SimulatedProvider, SimulationRefused } from '@workroom/server/payments';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { problem } from './problem.ts';

export interface BankRoutesOptions {
  readonly provider: Pick<SimulatedProvider, 'chargeback' | 'decideChargeback' | 'externalRefund' | 'setBalance'>;
  /** Processes work that became due at once. */
  readonly afterNews: () => Promise<void>;
}

const positive = z.int().positive().refine(isAmount);
const ChargebackBody = z.strictObject({ amount: positive.optional() });
const AmountBody = z.strictObject({ amount: positive });
const BalanceBody = z.strictObject({ amount: z.int().refine(isAmount) });

/** Simulates the clients' banks and the provider's dashboard, for programs that test the consequences. */
export function bankRoutes({ provider, afterNews }: BankRoutesOptions): { payments: Hono; people: Hono } {
  /** The webhook has been delivered by then. */
  async function answered(happens: () => Promise<object>): Promise<Response> {
    try {
      const body = await happens();
      await afterNews();
      return Response.json(body);
    } catch (error) {
      if (error instanceof SimulationRefused) return refusal(error);
      throw error;
    }
  }

  const payments = new Hono()
    .post('/:id/chargeback', async (context) => {
      const body = await bodyOf(context, ChargebackBody);
      if (body === null) return invalid('{"amount": n} with n above 0, or {} for the whole charge');
      return answered(() => provider.chargeback(paymentIdOf(context), body.amount as Amount | undefined));
    })
    .post('/:id/chargeback/:outcome{won|lost}', (context) => {
      const outcome = context.req.param('outcome') === 'won' ? 'won' : 'lost';
      return answered(() => provider.decideChargeback(paymentIdOf(context), outcome));
    })
    .post('/:id/external-refund', async (context) => {
      const body = await bodyOf(context, AmountBody);
      if (body === null) return invalid('{"amount": n} with n above 0');
      return answered(async () => {
        await provider.externalRefund(paymentIdOf(context), body.amount as Amount);
        return { amount: body.amount };
      });
    });
  const people = new Hono().post('/:id/balance', async (context) => {
    const body = await bodyOf(context, BalanceBody);
    if (body === null) return invalid('{"amount": n} with n of 0 or more');
    return answered(async () => {
      await provider.setBalance(context.req.param('id'), body.amount as Amount);
      return { amount: body.amount };
    });
  });
  return { payments, people };
}

function paymentIdOf(context: Context): PaymentId {
  return context.req.param('id') as PaymentId;
}

/** An empty body is an empty object. */
async function bodyOf<Schema extends z.ZodType>(context: Context, schema: Schema): Promise<z.output<Schema> | null> {
  const text = await context.req.text();
  try {
    return schema.safeParse(text.trim() === '' ? {} : JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function invalid(expected: string): Response {
  return problem(422, 'invalid_request', 'Invalid request', `Send ${expected}, in the smallest unit of the currency.`);
}

function refusal({ code, message }: SimulationRefused): Response {
  if (code === 'charge_unknown') return problem(404, 'not_found', 'No such charge', message);
  if (code === 'amount_too_large') return problem(422, code, 'Amount too large', message);
  return problem(409, code, 'Not possible now', message);
}
