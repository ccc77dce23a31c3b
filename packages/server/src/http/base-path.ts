import { operations } from '@workroom/core/api';

/**
 * Takes the base path off, where the host's router has not done so already, and a slash off the end: some hosts send
 * every page to an address with one, as Next.js does with `trailingSlash`.
 */
export function createPathStripper(basePath: string): (pathname: string) => string {
  return (pathname) => {
    const path = pathname.length > 1 && pathname.endsWith('/') ? pathname.slice(0, -1) : pathname;
    if (path === basePath) return '/';
    return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
  };
}

/**
 * The path as the handler wants it: a slash before, none behind; nothing for the root.
 *
 * @throws TypeError when it cannot be told from a path of the API
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
