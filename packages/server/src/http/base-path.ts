import { operations } from '@workroom/core/api';

/**
 * Removes the base path, if the host's router has not, and a trailing slash, which some hosts add, like Next.js with
 * `trailingSlash`.
 */
export function createPathStripper(basePath: string): (pathname: string) => string {
  return (pathname) => {
    const path = pathname.length > 1 && pathname.endsWith('/') ? pathname.slice(0, -1) : pathname;
    if (path === basePath) return '/';
    return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
  };
}

/**
 * Normalises the base path: a leading slash, no trailing slash; empty for the root.
 *
 * @throws TypeError if it could be confused with a path of the API
 */
export function checkedBasePath(basePath: string): string {
  const path = basePath.replace(/\/+$/, '');
  if (path !== '' && !/^(\/[\w.~-]+)+$/.test(path)) {
    throw new TypeError(`basePath is "${basePath}". Use a path like "/workroom".`);
  }
  const taken = Object.values(operations).map((operation) => firstSegment(operation.path));
  if (taken.includes(firstSegment(path))) {
    throw new TypeError(`basePath "${basePath}" begins like a path of the API itself. Use another, like "/workroom".`);
  }
  return path;
}

function firstSegment(path: string): string | undefined {
  return path.split('/')[1];
}
