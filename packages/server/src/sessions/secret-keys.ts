import { fingerprint } from './fingerprint.ts';

export const secretKeyPrefix = 'wk_';

/** @returns a function that checks whether a text is one of the keys, in constant time */
export function createSecretKeyCheck(keys: readonly string[]): (given: string) => boolean {
  const known = keys.map(fingerprint);
  return (given) => {
    const hash = fingerprint(given);
    let found = false;
    for (const each of known) found = isSame(each, hash) || found;
    return found;
  };
}

/** Both are hashes of the same length. */
function isSame(first: string, second: string): boolean {
  let difference = first.length ^ second.length;
  for (let at = 0; at < first.length; at += 1) difference |= first.charCodeAt(at) ^ second.charCodeAt(at);
  return difference === 0;
}
