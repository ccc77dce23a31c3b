import { type Context, Hono } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { people, personWith, type SandboxPerson } from '../people.ts';
import { problem } from './problem.ts';

const cookieName = 'sandbox_person';

export interface SignInOptions {
  readonly cookieSecret: string;
  /** Makes a token for the widgets. */
  readonly createSession: (person: SandboxPerson) => Promise<{ token: string; expiresAt: string }>;
}

/** The person who is signed in on this browser, or `null`. */
export async function signedInPerson(context: Context, cookieSecret: string): Promise<SandboxPerson | null> {
  return personWith(await getSignedCookie(context, cookieSecret, cookieName));
}

/**
 * The person of `?as=`, or the signed-in one. Anybody may act as anybody, because *Both sides* shows two people at
 * once.
 */
export async function actingPerson(context: Context, cookieSecret: string): Promise<SandboxPerson | null> {
  const person = await signedInPerson(context, cookieSecret);
  const as = context.req.query('as');
  return person === null || as === undefined ? person : personWith(as);
}

/** A marketplace's sign-in without passwords, and the route that creates session tokens. */
export function signInRoutes({ cookieSecret, createSession }: SignInOptions): Hono {
  return new Hono()
    .post('/sign-in', async (context) => {
      const form = await context.req.parseBody();
      const person = personWith(form.person);
      if (person === null) {
        return problem(
          422,
          'invalid_request',
          'Unknown person',
          `Send the form field \`person\` with one of ${people.map(({ id }) => id).join(', ')}.`,
        );
      }
      await setSignedCookie(context, cookieName, person.id, cookieSecret, {
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        maxAge: 30 * 86_400,
      });
      const first = person.side === 'operator' ? '/operations' : '/contracts';
      return context.redirect(localPath(form.next) ?? first, 303);
    })
    .post('/sign-out', (context) => {
      deleteCookie(context, cookieName, { path: '/' });
      return context.redirect('/', 303);
    })
    .get('/me', async (context) => {
      const person = await signedInPerson(context, cookieSecret);
      return context.json({ person }, 200, { 'cache-control': 'no-store' });
    })
    .post('/session', async (context) => {
      const person = await actingPerson(context, cookieSecret);
      if (person === null) return problem(401, 'unauthenticated', 'Not signed in', 'Sign in on the start page first.');
      return context.json(await createSession(person), 200, { 'cache-control': 'no-store' });
    });
}

/** Only paths of this site: `//elsewhere` and `/\elsewhere` lead away. */
function localPath(value: unknown): string | null {
  return typeof value === 'string' && /^\/(?![/\\])[\w\-/?=&%.]*$/.test(value) ? value : null;
}
