import type { PaymentId } from '@workroom/core';
import { Problem, type Workroom } from '@workroom/server';
import type { SimulatedProvider } from '@workroom/server/payments';
import { Hono } from 'hono';
import type { SandboxPerson } from '../people.ts';
import { problem } from './problem.ts';
import { actingPerson } from './sign-in.ts';

export interface PaymentRoutesOptions {
  readonly provider: Pick<SimulatedProvider, 'complete' | 'decline'>;
  readonly api: Pick<Workroom['api'], 'listPayments' | 'getContract'>;
  readonly cookieSecret: string;
  /** Makes the kit read the outcome. */
  readonly afterAnswer: () => Promise<void>;
}

/** The bank's confirmation page: the client of a contract confirms or refuses a payment that requires it. */
export function paymentRoutes({ provider, api, cookieSecret, afterAnswer }: PaymentRoutesOptions): Hono {
  return new Hono().post('/:paymentId/:answer{confirm|refuse}', async (context) => {
    const person = await actingPerson(context, cookieSecret);
    if (person === null) return problem(401, 'unauthenticated', 'Not signed in', 'Sign in on the start page first.');
    const paymentId = context.req.param('paymentId') as PaymentId;
    if (!(await isTheirs(api, person, paymentId))) {
      // Others get a 404, as for the contract.
      return problem(404, 'not_found', 'No such payment', 'Sign in as the client who pays, and reload the contract.');
    }
    const answer = context.req.param('answer') === 'confirm' ? provider.complete : provider.decline;
    const outcome = await answer(paymentId);
    await afterAnswer();
    return context.json({ status: outcome.status });
  });
}

/** Whether the payment waits for the client's side of a contract, and the person is on that side. */
async function isTheirs(
  api: PaymentRoutesOptions['api'],
  { id, name }: SandboxPerson,
  paymentId: PaymentId,
): Promise<boolean> {
  const contractId = await contractOf(api, paymentId);
  if (contractId === null) return false;
  try {
    const { viewer } = await api.getContract({ actor: { id, name }, contractId });
    return viewer === 'client';
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return false;
    throw error;
  }
}

async function contractOf(api: PaymentRoutesOptions['api'], paymentId: PaymentId): Promise<string | null> {
  let cursor: string | undefined;
  do {
    const query = { status: 'requires_action', limit: 100, ...(cursor === undefined ? {} : { cursor }) } as const;
    const page = await api.listPayments({ actor: 'server', query });
    const found = page.data.find(({ payment }) => payment.id === paymentId);
    if (found !== undefined) return found.contractId;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return null;
}
