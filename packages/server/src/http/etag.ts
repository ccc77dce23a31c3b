import type { Precondition } from '../commands/run-command.ts';
import { Problem } from '../problem.ts';

/** RFC 9110, section 8.8.3: the contract's version, quoted. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * The versions in `If-Match` (RFC 9110, section 13.1.1). Weak tags count like strong ones: a proxy that compresses a
 * response weakens its tag, and our tag identifies a version, not bytes.
 *
 * @throws Problem 400 if the header is malformed
 */
export function parseIfMatch(header: string | null): Precondition['versions'] {
  if (header === null) return null;
  if (header.trim() === '*') return 'any';
  const tags = header.split(',').map((tag) => /^\s*(?:W\/)?"(\d{1,15})"\s*$/.exec(tag)?.[1]);
  if (tags.some((tag) => tag === undefined)) {
    throw new Problem('bad_parameter', {
      detail: '`If-Match` takes the ETag of a contract, like `"7"`, quotes included.',
    });
  }
  return tags.map(Number);
}
