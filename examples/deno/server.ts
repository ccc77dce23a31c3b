import process from 'node:process';
import { createWorkroom } from '@workroom/server';
import { simulatedProvider } from '@workroom/server/payments';

const workroom = createWorkroom({
  database: process.env.DATABASE_URL ?? './.data', // PostgreSQL, or an embedded database in a folder
  payments: simulatedProvider(), // moves no real money
  secretKeys: [process.env.WORKROOM_SECRET_KEY ?? 'wk_sandbox'], // set it before you go live
});

async function handle(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith('/workroom/')) return workroom.fetch(request);
  if (pathname !== '/session' || request.method !== 'POST') return new Response(null, { status: 404 });
  const user = { id: 'dana', name: 'Dana Whitlock' }; // the person who is signed in on your marketplace
  return Response.json(await workroom.sessions.create({ user }));
}

Deno.serve({ port: Number(process.env.PORT ?? 4400) }, handle);
