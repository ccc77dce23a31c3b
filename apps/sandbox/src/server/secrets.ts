import { randomBytes } from 'node:crypto';
import type { DataFolder } from './data-folder.ts';

export interface Secrets {
  /** Signs the widgets' session tokens. */
  readonly sessions: string;
  /** Signs the session cookie. */
  readonly cookie: string;
}

/** Created on the first start and stored, so a restart signs nobody out. */
export function openSecrets(folder: DataFolder): Secrets {
  return { sessions: open(folder, 'session-secret'), cookie: open(folder, 'cookie-secret') };
}

function open(folder: DataFolder, file: string): string {
  const kept = folder.read(file)?.trim();
  if (kept) return kept;
  const made = randomBytes(32).toString('base64url');
  folder.write(file, `${made}\n`);
  return made;
}
