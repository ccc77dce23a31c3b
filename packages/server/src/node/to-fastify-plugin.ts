import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Workroom } from '../workroom.ts';
import { toNodeHandler } from './to-node-handler.ts';

/** The parts of Fastify's types that are needed here, so that Fastify need not be installed. */
interface FastifyScope {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(type: string, parser: (request: unknown, body: unknown, done: Done) => void): unknown;
  all(path: string, handler: (request: FastifyRequest, reply: FastifyReply) => Promise<void>): unknown;
}
type Done = (error: Error | null, body?: unknown) => void;
interface FastifyRequest {
  readonly raw: IncomingMessage;
}
interface FastifyReply {
  readonly raw: ServerResponse;
  hijack(): unknown;
}

/**
 * The handler as a plugin for Fastify 5, below any prefix. Inside the plugin, bodies are not parsed, and responses
 * bypass Fastify's hooks for them; the rest of the host is not affected.
 *
 * @example
 * fastify.register(toFastifyPlugin(workroom), { prefix: '/workroom' });
 */
export function toFastifyPlugin(workroom: Pick<Workroom, 'fetch'>): (scope: FastifyScope) => Promise<void> {
  const handle = toNodeHandler(workroom);
  return async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _body, done) => done(null));
    scope.all('/*', async (request, reply) => {
      reply.hijack();
      await handle(request.raw, reply.raw);
    });
  };
}
