import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { signedInPerson } from './sign-in.ts';
import { StartProblem } from './start-problem.ts';

const built = join(import.meta.dirname, '../../dist');

/** The marketplace's pages, as Vite built them. Everything they load is their own: no inline script, no inline style. */
export function pageRoutes(cookieSecret: string): Hono {
  const read = (name: string): string => {
    if (existsSync(join(built, name))) return readFileSync(join(built, name), 'utf8');
    throw new StartProblem(
      'The pages are not built. Run "npm start" in the repository’s folder: it builds, then serves.',
    );
  };
  const [signIn, contracts, contract, review, notFound] = ['index', 'contracts', 'contract', 'review', 'not-found'].map(
    (name) => read(`${name}.html`),
  ) as [string, string, string, string, string];

  const app = new Hono();
  app.use(
    secureHeaders({
      strictTransportSecurity: false,
      referrerPolicy: 'same-origin',
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    }),
  );
  // Vite puts a hash of the content in each name.
  app.use(
    '/assets/*',
    serveStatic({
      root: built,
      onFound: (_, context) => context.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  );
  for (const file of ['/theme.js', '/icon.svg']) app.use(file, serveStatic({ root: built }));

  const page = (path: string, html: string): void => {
    app.get(path, async (context) => {
      if ((await signedInPerson(context, cookieSecret)) !== null) return context.html(html);
      const { pathname, search } = new URL(context.req.url);
      return context.redirect(`/?next=${encodeURIComponent(pathname + search)}`);
    });
  };
  app.get('/', (context) => context.html(signIn));
  page('/contracts', contracts);
  page('/contracts/:contractId', contract);
  page('/contracts/:contractId/review', review);
  app.notFound((context) => context.html(notFound, 404));
  return app;
}
