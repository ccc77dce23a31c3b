import type { Workroom } from '../workroom.ts';

type Handle = Workroom['fetch'];

/**
 * The handler as a route of Next.js's app router, in `app/workroom/[...path]/route.ts`.
 *
 * @example
 * export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = toNextRoute(workroom);
 */
export function toNextRoute({
  fetch,
}: Pick<Workroom, 'fetch'>): Readonly<
  Record<'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', Handle>
> {
  // Next passes a second argument to routes, which the handler does not use.
  const handle: Handle = (request) => fetch(request);
  return { GET: handle, HEAD: handle, OPTIONS: handle, POST: handle, PUT: handle, PATCH: handle, DELETE: handle };
}
