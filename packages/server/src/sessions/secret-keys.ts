import { fingerprint } from './fingerprint.ts';

export const secretKeyPrefix = 'wk_';

/** @returns whether a text is one of the keys, in a time that does not depend on how much of it is right */
export function createSecretKeyCheck(keys: readonly string[]): (given: string) => boolean {
  const known = keys.map(fingerprint);
  return (given) => {
    const hash = fingerprint(given);
    let found = false;
    for (const each of known) found = isSame(each, hash) || found;
    return found;
  };
}

/** Both are hashes of one length. */
function isSame(first: string, second: string): boolean {
  let difference = first.length ^ second.length;
  for (let at = 0; at < first.length; at += 1) difference |= first.charCodeAt(at) ^ second.charCodeAt(at);
  return difference === 0;
}
