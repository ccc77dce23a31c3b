import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Workroom } from '../create-workroom.ts';

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The handler for `node:http` and what is built on it.
 *
 * @example
 * createServer(toNodeHandler(workroom)).listen(4400);
 */
export function toNodeHandler({ fetch }: Pick<Workroom, 'fetch'>): NodeHandler {
  // The host's own Request and Response stay as they are.
  return getRequestListener((request) => fetch(request), { overrideGlobalObjects: false });
}
