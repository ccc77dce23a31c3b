import type { Workroom } from '@workroom/server';
import { Hono } from 'hono';
import { z } from 'zod';
import { mediator } from '../demo/contracts.ts';
import { contractTemplates } from '../demo/templates.ts';
import { people } from '../people.ts';
import { problem } from './problem.ts';
import { signedInPerson } from './sign-in.ts';

export interface ContractRoutesOptions {
  readonly api: Pick<Workroom['api'], 'createContract' | 'appointMediator'>;
  readonly cookieSecret: string;
}

const Body = z.strictObject({
  template: z.enum(contractTemplates.map(({ id }) => id)),
  title: z.string().trim().min(1).max(200),
  freelancer: z.enum(people.flatMap(({ id, side }) => (side === 'freelancer' ? [id] : []))),
});

/** `POST /`: the marketplace's server creates a contract of the signed-in client, from a template. Answers `{ "id" }`. */
export function contractRoutes({ api, cookieSecret }: ContractRoutesOptions): Hono {
  return new Hono().post('/', async (context) => {
    const person = await signedInPerson(context, cookieSecret);
    if (person === null) return problem(401, 'unauthenticated', 'Not signed in', 'Sign in on the start page first.');
    if (person.side !== 'client') {
      return problem(403, 'forbidden', 'Not a client', 'Sign in as a client, such as Dana, to create a contract.');
    }
    const body = Body.safeParse(await context.req.json().catch(() => null));
    if (!body.success) {
      return problem(
        422,
        'invalid_request',
        'Invalid request',
        'Send {"template", "title", "freelancer"}, with a title of 1 to 200 characters.',
      );
    }
    const { template, title, freelancer } = body.data;
    const { id: contractId } = await api.createContract({
      actor: 'server',
      body: {
        title,
        currency: 'USD',
        status: 'active',
        client: { id: person.id, name: person.name },
        freelancer: { id: freelancer, name: people.find(({ id }) => id === freelancer)?.name ?? freelancer },
        milestones: contractTemplates.find(({ id }) => id === template)?.milestones ?? [],
      },
    });
    await api.appointMediator({ actor: 'server', contractId, body: { mediator } });
    return context.json({ id: contractId }, 201);
  });
}
