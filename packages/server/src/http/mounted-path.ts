const paths = new WeakMap<Request, string>();

/** Stores the path that the client requested, if a host's router has removed its prefix. */
export function noteMountedPath(request: Request, path: string): void {
  paths.set(request, path);
}

/** The path that the client requested; by default that of the request. */
export function mountedPathOf(request: Request): string {
  return paths.get(request) ?? new URL(request.url).pathname;
}
