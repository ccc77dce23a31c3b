import { type Client, createClient } from '@workroom/client';
import type { SandboxPerson } from '../people.ts';

/** The signed-in person; without one, the page redirects to the sign-in. */
export async function signedIn(): Promise<SandboxPerson> {
  const response = await fetch('/sandbox/me');
  const { person } = (await response.json()) as { person: SandboxPerson | null };
  if (person !== null) return person;
  location.assign(`/?next=${encodeURIComponent(location.pathname + location.search)}`);
  return new Promise(() => {});
}

/** The marketplace's own use of the API, as the signed-in person. */
export function workroomClient(): Client {
  return createClient({
    baseUrl: '/workroom',
    session: async ({ signal }) => {
      const response = await fetch('/sandbox/session', { method: 'POST', signal });
      if (!response.ok) throw new Error(`/sandbox/session answered ${response.status}`);
      const { token } = (await response.json()) as { token: string };
      return token;
    },
  });
}
