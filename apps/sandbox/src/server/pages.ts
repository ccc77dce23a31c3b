import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { signedInPerson } from './sign-in.ts';
import { StartProblem } from './start-problem.ts';

const built = join(import.meta.dirname, '../../dist');

const names = [
  'index',
  'contracts',
  'contract',
  'both-sides',
  'review',
  'messages',
  'mails',
  'operations',
  'not-found',
] as const;

export type Pages = Readonly<Record<(typeof names)[number], string>>;

/** @throws StartProblem before the first build */
export function readPages(): Pages {
  const read = (name: string): string => {
    if (existsSync(join(built, name))) return readFileSync(join(built, name), 'utf8');
    throw new StartProblem(
      'The pages are not built. Run "npm start" in the repository’s folder, which builds and serves them.',
    );
  };
  return Object.fromEntries(names.map((name) => [name, read(`${name}.html`)])) as Pages;
}

/** The marketplace's pages, as built by Vite. They load only their own files, without inline scripts and styles. */
export function pageRoutes(pages: Pages, cookieSecret: string): Hono {
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
  app.get('/', (context) => context.html(pages.index));
  page('/contracts', pages.contracts);
  page('/contracts/:contractId', pages.contract);
  page('/contracts/:contractId/both-sides', pages['both-sides']);
  page('/contracts/:contractId/review', pages.review);
  page('/mails', pages.mails);
  page('/operations', pages.operations);
  page('/operations/:contractId', pages.operations);
  page('/messages', pages.messages);
  page('/messages/:contractId', pages.messages);
  app.get('*', (context) => context.html(pages['not-found'], 404));
  return app;
}
