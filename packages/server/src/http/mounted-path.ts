const paths = new WeakMap<Request, string>();

/** Notes the path that the client asked for, where a host's router has taken its own prefix off. */
export function noteMountedPath(request: Request, path: string): void {
  paths.set(request, path);
}

/** The path that the client asked for; that of the request itself where no host noted another. */
export function mountedPathOf(request: Request): string {
  return paths.get(request) ?? new URL(request.url).pathname;
}
