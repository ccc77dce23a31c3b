import { operations } from '@workroom/core/api';

/** Takes the base path off, where the host's router has not done so already. */
export function createPathStripper(basePath: string): (pathname: string) => string {
  if (basePath === '') return (pathname) => pathname;
  return (pathname) => {
    if (pathname === basePath) return '/';
    return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname;
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
