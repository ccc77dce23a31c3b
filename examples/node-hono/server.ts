import { serve } from '@hono/node-server';
import { createWorkroom } from '@workroom/server';
import { simulatedProvider } from '@workroom/server/payments';
import { Hono } from 'hono';

const workroom = createWorkroom({
  database: process.env.DATABASE_URL ?? './.data', // PostgreSQL, or an embedded database in a folder
  payments: simulatedProvider(), // moves no real money
  secretKeys: [process.env.WORKROOM_SECRET_KEY ?? 'wk_sandbox'], // set it before you go live
});

const app = new Hono();
app.all('/workroom/*', (context) => workroom.fetch(context.req.raw));
app.post('/session', async (context) => {
  const user = { id: 'dana', name: 'Dana Whitlock' }; // the person who is signed in on your marketplace
  return context.json(await workroom.sessions.create({ user }));
});
serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 4400) });
