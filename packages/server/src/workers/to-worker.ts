import type { Workroom } from '../workroom.ts';

/** What the runtime passes to a Worker besides the request. */
export interface WorkerContext {
  waitUntil(work: Promise<unknown>): void;
}

export interface Worker<Env> {
  fetch(request: Request, env: Env, context: WorkerContext): Promise<Response>;
  /** For a cron trigger: runs due work once. */
  scheduled(event: unknown, env: Env, context: WorkerContext): Promise<void>;
}

/**
 * A Cloudflare Worker. A connection opened by one request cannot be used by another there, so each
 * request has its own Workroom. It ends when the response has been read and the outcomes of its payments
 * have been recorded. Give it a pooled address (Hyperdrive) and `autoMigrate: false`.
 *
 * @example
 * export default toWorker(({ HYPERDRIVE }) => createWorkroom({ database: HYPERDRIVE.connectionString, … }));
 */
export function toWorker<Env>(open: (env: Env) => Workroom): Worker<Env> {
  return {
    async fetch(request, env, context) {
      const workroom = open(env);
      const response = await workroom.fetch(request);
      const { body } = response;
      if (body === null || response.headers.get('content-type') !== 'text/event-stream') {
        context.waitUntil(workroom.close());
        return response;
      }
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      // A disconnected reader is an ordinary end.
      const read = body.pipeTo(writable).catch(() => {});
      context.waitUntil(read.then(() => workroom.close()));
      return new Response(readable, response);
    },
    async scheduled(_event, env) {
      const workroom = open(env);
      try {
        await workroom.sweep();
      } finally {
        await workroom.close();
      }
    },
  };
}
