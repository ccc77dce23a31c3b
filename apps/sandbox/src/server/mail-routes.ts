import { Hono } from 'hono';
import type { MailOutbox } from './mail-outbox.ts';
import { problem } from './problem.ts';
import { signedInPerson } from './sign-in.ts';

/** All emails, for everybody who is signed in: this is a sandbox. */
export function mailRoutes(outbox: MailOutbox, cookieSecret: string): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    if ((await signedInPerson(context, cookieSecret)) !== null) return next();
    return problem(401, 'unauthenticated', 'Not signed in', 'Sign in on the start page first.');
  });
  app.get('/', (context) =>
    context.json(
      outbox.list().map(({ messageId: id, at, to, subject, type }) => ({ id, at, to: to.name, subject, type })),
      200,
      { 'cache-control': 'no-store' },
    ),
  );
  app.get('/:id', (context) => {
    const mail = outbox.find(context.req.param('id'));
    if (mail === null) return problem(404, 'not_found', 'No such mail', 'GET /sandbox/mails lists all mails.');
    // As in an email client: inline styles apply, and nothing else runs or loads.
    return context.html(mail.html, 200, {
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });
  return app;
}
