import type { Workroom } from '@workroom/server';
import type { SimulatedProvider } from '@workroom/server/payments';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { bankRoutes } from './bank-routes.ts';
import { clockRoutes } from './clock-routes.ts';
import { contractRoutes } from './contract-routes.ts';
import { knownHost } from './known-host.ts';
import type { MailOutbox } from './mail-outbox.ts';
import { mailRoutes } from './mail-routes.ts';
import { type Pages, pageRoutes } from './pages.ts';
import { paymentRoutes } from './payment-routes.ts';
import { problem } from './problem.ts';
import { sameOrigin } from './same-origin.ts';
import type { SandboxClock } from './sandbox-clock.ts';
import { signInRoutes } from './sign-in.ts';

export interface Parts {
  readonly workroom: Workroom;
  readonly provider: SimulatedProvider;
  readonly clock: SandboxClock;
  readonly cookieSecret: string;
  /** Accepted host names besides `localhost`. */
  readonly hosts: readonly string[];
  readonly pages: Pages;
  readonly mails: MailOutbox;
}

/** For the sandbox's own routes, whose bodies are small. The kit limits its bodies itself. */
const smallBody = bodyLimit({
  maxSize: 16 * 1024,
  onError: () => problem(413, 'body_too_large', 'Body too large', 'Send a body of up to 16 KiB.'),
});

/** One server for the marketplace's pages, the sandbox's own routes and the kit. */
export function createApp({ workroom, provider, clock, cookieSecret, hosts, pages, mails }: Parts): Hono {
  const sweep = async (): Promise<void> => void (await workroom.sweep());
  /** Reconciles too: returned payouts and refunds of completed payments are found only by asking the provider. */
  const afterMove = async (): Promise<void> => {
    await sweep();
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await workroom.reconcile({ record: true, limit: 100, ...(cursor === undefined ? {} : { cursor }) });
      cursor = page.nextCursor;
    }
  };
  const app = new Hono();
  app.use(knownHost(hosts));
  app.all('/workroom/*', (context) => workroom.fetch(context.req.raw));
  app.use('/sandbox/*', sameOrigin, smallBody);
  app.route('/sandbox/clock', clockRoutes(clock, afterMove));
  const bank = bankRoutes({ provider, afterNews: sweep });
  app.route('/sandbox/payments', bank.payments);
  app.route('/sandbox/people', bank.people);
  app.route('/sandbox/payments', paymentRoutes({ provider, api: workroom.api, cookieSecret, afterAnswer: sweep }));
  app.route('/sandbox/contracts', contractRoutes({ api: workroom.api, cookieSecret }));
  app.route('/sandbox/mails', mailRoutes(mails, cookieSecret));
  app.route(
    '/sandbox',
    signInRoutes({
      cookieSecret,
      createSession: ({ id, name, side }) =>
        workroom.sessions.create({ user: { id, name }, ...(side === 'operator' && { operator: true }) }),
    }),
  );
  app.all('/sandbox/*', () =>
    problem(404, 'not_found', 'Not found', 'The sandbox’s own routes are listed in docs/sandbox.md.'),
  );
  app.route('/', pageRoutes(pages, cookieSecret));
  app.onError((error) => {
    console.error(error);
    return problem(500, 'internal_error', 'Internal error', 'Try again. The server’s log has details.');
  });
  return app;
}
