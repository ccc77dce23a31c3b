import type { PaymentId } from '@workroom/core';
import type { SimulatedProvider } from '@workroom/server/payments';
import { Hono } from 'hono';
import { problem } from './problem.ts';
import { signedInPerson } from './sign-in.ts';

/**
 * The bank's own page, so to speak: where a client confirms a payment that asked for it.
 *
 * @param afterAnswer tells the kit of the outcome
 */
export function paymentRoutes(
  provider: SimulatedProvider,
  cookieSecret: string,
  afterAnswer: () => Promise<void>,
): Hono {
  return new Hono().post('/:paymentId/:answer{confirm|refuse}', async (context) => {
    if ((await signedInPerson(context, cookieSecret))?.side !== 'client') {
      return problem(403, 'forbidden', 'Not yours to confirm', 'Sign in as the client who pays.');
    }
    const key = context.req.param('paymentId') as PaymentId;
    if ((await provider.lookup({ kind: 'charge', key, reference: null })) === null) {
      return problem(404, 'not_found', 'No such payment', 'Reload the contract and try again.');
    }
    const outcome = await (context.req.param('answer') === 'confirm' ? provider.complete(key) : provider.decline(key));
    await afterAnswer();
    return context.json({ status: outcome.status });
  });
}
