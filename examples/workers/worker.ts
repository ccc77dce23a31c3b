import { createWorkroom } from '@workroom/server';
import { simulatedProvider } from '@workroom/server/payments';
import { toWorker } from '@workroom/server/workers';

interface Env {
  readonly DATABASE_URL: string; // with Hyperdrive: env.HYPERDRIVE.connectionString
  readonly WORKROOM_SECRET_KEY?: string;
  readonly WORKROOM_SESSION_SECRET: string;
}

const open = (env: Env) =>
  createWorkroom({
    database: env.DATABASE_URL,
    payments: simulatedProvider(), // moves no real money
    secretKeys: [env.WORKROOM_SECRET_KEY ?? 'wk_sandbox'], // set it before you go live
    sessionSecrets: [env.WORKROOM_SESSION_SECRET],
  });
const worker = toWorker(open);

export default {
  ...worker,
  async fetch(request: Request, env: Env, context: Parameters<typeof worker.fetch>[2]): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/workroom/')) return worker.fetch(request, env, context);
    if (pathname !== '/session' || request.method !== 'POST') return new Response(null, { status: 404 });
    const user = { id: 'dana', name: 'Dana Whitlock' }; // the person who is signed in on your marketplace
    return Response.json(await open(env).sessions.create({ user }));
  },
};
