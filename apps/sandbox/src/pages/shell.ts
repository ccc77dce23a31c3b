import type { Client } from '@workroom/client';
import type { SandboxPerson } from '../people.ts';
import { bindClockBar } from './clock-bar.ts';
import { signedIn, workroomClient } from './session.ts';
import { bindThemeSwitch } from './theme.ts';

export interface Shell {
  readonly person: SandboxPerson;
  readonly client: Client;
}

/** The common parts of every signed-in page: the person's name, the theme switch and the clock. */
export async function openShell(clockMoved: () => Promise<unknown> | unknown): Promise<Shell> {
  bindThemeSwitch();
  const client = workroomClient();
  const [person] = await Promise.all([signedIn(), bindClockBar(client, clockMoved)]);
  const name = document.querySelector('#signed-in');
  if (name !== null) name.textContent = `${person.name}, ${person.side}`;
  const operations = document.querySelector<HTMLElement>('#operations');
  if (operations !== null) operations.hidden = person.side !== 'operator';
  return { person, client };
}

/** `/contracts/<id>` and what lies below it. */
export function contractIdInPath(): string {
  return decodeURIComponent(location.pathname.split('/')[2] ?? '');
}
